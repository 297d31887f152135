"""Days apart: of which periods, once published, others may not be published too.

Two tables of nearly the same days are two answers to one question: their difference is of the few children in between.
So days of one population lie weeks apart, and spans of one (a quarter, a year) do not overlap.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

APART: Final = dt.timedelta(days=28)
"""The least between two days on which the same population is counted: a month end to the next."""
Span = tuple[dt.date, dt.date]
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")


def span(period: str) -> Span | None:
    """First and last day of a period in words; None for other words.

    >>> span("1 April 2024 to 31 March 2025")
    (datetime.date(2024, 4, 1), datetime.date(2025, 3, 31))
    """
    found = [
        dt.date(int(year), _MONTHS.index(month) + 1, int(day))
        for day, month, year in _DAY.findall(period)
    ]
    return (found[0], found[-1]) if found else None


def too_near(period: str, others: Iterable[str]) -> str | None:
    """The first of other periods that a period overlaps, or that is a day less than `APART` from it."""
    mine = span(period)
    if mine is None:
        return None
    for other in others:
        theirs = span(other)
        if other != period and theirs is not None and _near(mine, theirs):
            return other
    return None


def in_order(periods: Iterable[str]) -> list[str]:
    """Periods by their last day; those in other words first, as they came."""
    return sorted(periods, key=lambda period: (span(period) or (dt.date.min, dt.date.min))[1])


def _near(mine: Span, theirs: Span) -> bool:
    if mine[0] == mine[1] and theirs[0] == theirs[1]:
        return abs(mine[0] - theirs[0]) < APART
    return mine[0] <= theirs[1] and theirs[0] <= mine[1]
