"""Which items of a bulletin are matters that were told before. Pure: no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from alliance.text.telling import SAME, SURE, Print, likeness

WINDOW = dt.timedelta(weeks=13)
"""How long a matter may rest and still be the same; after a quarter, next year's census is new."""


@dataclass(frozen=True, slots=True)
class Known:
    """A telling of a matter that has an identity already."""

    item: int
    number: int
    title: str
    print: Print


@dataclass(frozen=True, slots=True)
class Match:
    """The matter that an item was recognised as, and the telling it was recognised by."""

    known: Known
    likeness: float
    also: tuple[int, ...] = ()
    """Other matters that it tells as surely: one matter that was met from two ends."""


def recognise(tellings: Sequence[Print], known: Sequence[Known]) -> list[Match | None]:
    """For each telling of one bulletin the matter it tells again, or nothing where it is new.

    Each matter is given once, to the telling most like it. The time grows with the product of the
    two lengths; `known` is meant to hold the tellings of some months (`WINDOW`).
    """
    likely = [
        (score, place, telling)
        for place, made in enumerate(tellings)
        for telling in known
        if (score := likeness(made, telling.print)) >= SAME
    ]
    likely.sort(key=lambda found: (-found[0], found[1], -found[2].number))
    matches: list[Match | None] = [None] * len(tellings)
    taken: set[int] = set()
    for score, place, telling in likely:
        if telling.item in taken:
            continue
        match = matches[place]
        if match is None:
            matches[place] = Match(telling, score)
        elif score >= SURE and match.likeness >= SURE:
            matches[place] = replace(match, also=(*match.also, telling.item))
        else:
            continue
        taken.add(telling.item)
    return matches
