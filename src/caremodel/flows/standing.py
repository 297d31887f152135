"""Where a child stands on a day: in which period of care, placement and episode."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from ..histories import Child, Episode, Histories, Period, Placement

_Spell = TypeVar("_Spell", Placement, Episode)

DAY = dt.timedelta(days=1)


class Standing(NamedTuple):
    """A child in care on a day."""

    child: Child
    period: Period
    placement: Placement
    episode: Episode
    day: dt.date


def in_care(histories: Histories, day: dt.date) -> Iterator[Standing]:
    """Every child looked after at the end of a day; children on short breaks (V3, V4) are not.

    Who came that day is in, who left that day is not: so the DfE counts on 31 March.
    """
    for child in histories.children:
        for period in child.periods:
            if period[0] > day:
                break
            ended = period[1]
            if (ended is None or ended > day) and not period.respite:
                yield standing(child, period, day)


def standing(child: Child, period: Period, day: dt.date) -> Standing:
    """Where a child stands on a day of a period of care."""
    placement = _latest(period.placements, day)
    return Standing(child, period, placement, _latest(placement.episodes, day), day)


def _latest(spells: tuple[_Spell, ...], day: dt.date) -> _Spell:
    found = spells[0]
    for one in spells:
        if one[0] > day:
            break
        found = one
    return found


def looked_after(histories: Histories) -> Iterator[tuple[Child, Period]]:
    """Every period of care that is not short breaks, with its child."""
    for child in histories.children:
        for period in child.periods:
            if not period.respite:
                yield child, period
