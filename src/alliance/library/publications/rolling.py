"""The rolling list of tools and templates: what a bulletin's list would be on a day, and why.

Bulletins print what came out in the last three months and tools for longer; an entry leaves when
it is old. Here that is a rule, and editors hold an entry on the list, or leave it out, with a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alliance.library.kinds import Kind

LASTING = frozenset({Kind.TOOL, Kind.TEMPLATE})
LASTS = dt.timedelta(days=365)
"""How long a tool or template stays after its latest version."""
STAYS = dt.timedelta(weeks=14)
"""How long everything else stays."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules need of a publication."""

    id: int
    kind: str = ""
    published_on: dt.date | None = None
    place: str = ""
    """What an editor said: “held”, “off”, or nothing."""
    place_until: dt.date | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether it is on the list, why, and the last day on which that holds by itself."""

    is_listed: bool
    because: str
    until: dt.date | None = None


def standing(one: Candidate, today: dt.date) -> Standing:
    """Whether a publication stands on the list of a day."""
    if one.is_withdrawn:
        return Standing(False, "It was withdrawn.")
    if one.place and (one.place_until is None or today <= one.place_until):
        until = f" until {_day(one.place_until)}" if one.place_until else ""
        if one.place == "held":
            return Standing(True, f"Kept on the list{until}.", one.place_until)
        return Standing(False, f"Left out{until}.", one.place_until)
    lasts = one.kind in LASTING
    if one.published_on is None:
        if lasts:
            return Standing(True, "A tool or template of which no day is known.")
        return Standing(False, "No day is known of it.")
    if one.published_on > today:
        return Standing(False, f"It comes out on {_day(one.published_on)}.")
    last = one.published_on + (LASTS if lasts else STAYS)
    what = (
        "A tool or template of the last year" if lasts else "Published in the last fourteen weeks"
    )
    if today <= last:
        return Standing(True, f"{what}.", last)
    return Standing(False, f"It was on the list until {_day(last)}.", last)


def listed(candidates: Iterable[Candidate], today: dt.date) -> dict[int, Standing]:
    """Those on the list of a day by id, the newest first, those without a day last."""
    standings = [(one, standing(one, today)) for one in candidates]
    on_it = [(one, said) for one, said in standings if said.is_listed]
    on_it.sort(key=lambda pair: pair[0].published_on or dt.date.min, reverse=True)
    return {one.id: said for one, said in on_it}


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
