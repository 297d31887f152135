"""Stability of placements, as the DfE defines its two indicators.

Source: the definitions under Children looked after in England, as the Local Authority Interactive Tool prints
them (LACStable, LAC_LongStable).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ..ages import age_on
from ..histories import Histories, Placement
from ..returns import first_day, last_day
from .movement import lasting
from .periods_of_time import months_before
from .standing import Standing, in_care

MANY: Final = 3
_ADOPTION: Final = frozenset({"A3", "A4", "A5", "A6"})


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many children."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """Of a hundred; None of nobody."""
        return 100 * self.count / self.of if self.of else None


def placements_in_year(histories: Histories, year: int) -> list[tuple[Standing, int]]:
    """Children looked after on 31 March, and how many placements each had in the year to it.

    Every placement that was open on any day of the year, of every period of care; short breaks, time away
    (T0 to T4), less than a day, and being placed for adoption with the same carers are not counted.
    """
    first, last = first_day(year), last_day(year)
    return [
        (
            one,
            sum(
                placement.began <= last and (placement.ended is None or placement.ended >= first)
                for period in one.child.periods
                if not period.respite
                for placement in lasting(period)
            ),
        )
        for one in in_care(histories, last)
    ]


def many_placements(histories: Histories, year: int) -> Share:
    """Children looked after on 31 March who had three or more placements in the year."""
    numbers = placements_in_year(histories, year)
    return Share(sum(number >= MANY for _, number in numbers), len(numbers))


def same_placement(histories: Histories, year: int) -> Share:
    """Of children under 16 on 31 March, in care for 2½ years without a break: those 2 years in one placement.

    A placement for adoption (A3 to A6) counts with the one before it.
    """
    eligible = [one for one in in_care(histories, last_day(year)) if long_in_care(one)]
    return Share(sum(map(long_placed, eligible)), len(eligible))


def long_in_care(one: Standing) -> bool:
    """Under 16 and in care for 2½ years without a break."""
    born = one.child.born
    return (
        born is not None
        and age_on(born, one.day) < 16
        and one.period.began <= months_before(one.day, 30)
    )


def long_placed(one: Standing) -> bool:
    """Two years in the placement of the day, or for adoption with the one before it."""
    return _since(one) <= months_before(one.day, 24)


def _since(one: Standing) -> dt.date:
    placements: tuple[Placement, ...] = tuple(
        placement for placement in lasting(one.period) if placement.began <= one.day
    ) or (one.placement,)
    adoption = len(placements) > 1 and one.episode.place in _ADOPTION
    return placements[-2 if adoption else -1].began
