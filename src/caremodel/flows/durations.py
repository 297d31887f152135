"""How long placements and periods of care last, those included that have not ended.

The mean of those that ended is the usual figure and is too short: it leaves out whoever is still there. Here the
share that lasts so many days is estimated by Kaplan and Meier (1958), counted only while it could be
seen: what began before the first day looked at is at risk from that day on (delayed entry).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal, NamedTuple

from ..histories import Histories
from .movement import lasting
from .splits import Split, chosen
from .standing import Standing, looked_after

Of = Literal["placements", "periods"]

DURATION_BANDS: Final = (
    (8, "1 to 7 days"),
    (29, "8 to 28 days"),
    (91, "29 to 90 days"),
    (183, "91 to 182 days"),
    (366, "183 to 365 days"),
    (731, "1 to 2 years"),
    (1827, "2 to 5 years"),
)
LONGEST: Final = "over 5 years"


class Spell(NamedTuple):
    """Something that lasts: how long, whether it has ended, and from which of its days it was watched."""

    days: int
    """Until it ended or was last seen."""
    ended: bool
    watched_from: int = 0


@dataclass(frozen=True, slots=True)
class Survival:
    """Share that lasts longer than each of `days`; 1 before the first of them."""

    days: tuple[int, ...]
    shares: tuple[float, ...]

    def share(self, days: int) -> float:
        """Share that lasts longer than so many days."""
        found = bisect_left(self.days, days + 1)
        return self.shares[found - 1] if found else 1.0

    def quantile(self, share: float) -> int | None:
        """Days by which this share has ended; None if so many did not while watched."""
        left = 1 - share + 1e-12
        return next(
            (days for days, lasts in zip(self.days, self.shares, strict=True) if lasts <= left),
            None,
        )

    @property
    def median(self) -> int | None:
        """Days by which half have ended."""
        return self.quantile(0.5)


@dataclass(frozen=True, slots=True)
class Duration:
    """How long one group's placements or periods of care last."""

    heading: str
    ended: int
    """How many ended in the days looked at."""
    going_on: int
    """How many had not."""
    median: int | None
    """Days by which half end, those going on included; None: more than half went on."""
    quarter: int | None
    """Days by which a quarter end."""
    median_of_ended: float | None
    """The usual figure, of those alone that ended."""


def survival(spells: Iterable[Spell]) -> Survival:
    """The product-limit estimate: at each day d with ends, × (1 - ends / at risk).

    At risk are the spells watched from before d that last at least d days.
    """
    spells = list(spells)
    ends: dict[int, int] = defaultdict(int)
    for spell in spells:
        if spell.ended:
            ends[spell.days] += 1
    begun = sorted(spell.watched_from for spell in spells)
    gone = sorted(spell.days for spell in spells)
    days, shares, share = sorted(ends), [], 1.0
    for day in days:
        at_risk = bisect_left(begun, day) - bisect_left(gone, day)
        share *= 1 - ends[day] / at_risk
        shares.append(share)
    return Survival(tuple(days), tuple(shares))


def spells(
    histories: Histories, first: dt.date, last: dt.date, of: Of = "placements"
) -> list[tuple[Standing, Spell]]:
    """What was under way on any of these days, as watched on them, standing as it began.

    Placements are those that stability counts: time away (T0 to T4) does not end one.
    """
    found = []
    for child, period in looked_after(histories):
        if period.began > last or (period.ended is not None and period.ended < first):
            continue
        for placement in lasting(period):
            began, ended = (
                (placement.began, placement.ended)
                if of == "placements"
                else (period.began, period.ended)
            )
            if began <= last and (ended is None or ended >= first):
                over = ended is not None and ended <= last
                until = ended if ended is not None and over else last
                spell = Spell((until - began).days, over, max(0, (first - began).days - 1))
                found.append(
                    (Standing(child, period, placement, placement.episodes[0], began), spell)
                )
            if of == "periods":
                break
    return found


def durations(
    histories: Histories,
    first: dt.date,
    last: dt.date,
    of: Of = "placements",
    by: str | Split = "category",
) -> tuple[Duration, ...]:
    """How long they last, for each heading that they had as they began."""
    (split,) = chosen((by,))
    groups: dict[str, list[Spell]] = defaultdict(list)
    for one, spell in spells(histories, first, last, of):
        groups[split.of(one)].append(spell)
    return tuple(
        _duration(heading, groups[heading])
        for heading in split.headings_for(groups)
        if heading in groups
    )


def duration_band(days: int) -> str:
    """The band of a length in days, as tables print it."""
    return next((title for least, title in DURATION_BANDS if days < least), LONGEST)


def _duration(heading: str, group: Sequence[Spell]) -> Duration:
    lasts = survival(group)
    ended = [spell.days for spell in group if spell.ended]
    return Duration(
        heading,
        len(ended),
        len(group) - len(ended),
        lasts.median,
        lasts.quantile(0.25),
        median(ended) if ended else None,
    )
