"""The true stock of a synthetic authority, counted from the process itself: what a forecast is to be judged by."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping

from ..ages import AGE_BANDS
from ..placements import category
from ..returns import first_day, last_day
from .model import Authority
from .people import birthdays

_BANDS = (*AGE_BANDS[:4], AGE_BANDS[3], AGE_BANDS[4], AGE_BANDS[4])
"""The bands between the birthdays of `people.birthdays`."""


def month_end_stock(authority: Authority) -> Mapping[dt.date, Mapping[tuple[str, str], int]]:
    """Children in care at each month's end by (age band, category), from the eve of the first return to its last day."""
    ends = month_ends(authority)
    days = [end.toordinal() for end in ends]
    counts: list[dict[tuple[str, str], int]] = [{} for _ in ends]
    for person in authority.people:
        if person.respite:
            continue
        ages = birthdays(person.born)
        for period in person.periods:
            for stretch in period:
                kind = category(stretch.place)
                until = len(days) if stretch.ended is None else bisect_left(days, stretch.ended)
                for at in range(bisect_left(days, stretch.began), until):
                    band = _BANDS[sum(age <= days[at] for age in ages)]
                    counts[at][band, kind] = counts[at].get((band, kind), 0) + 1
    return dict(zip(ends, counts, strict=True))


def month_ends(authority: Authority) -> list[dt.date]:
    """Every month's last day in the years of the returns, and the eve of the first year."""
    ends = [first_day(authority.years[0]) - dt.timedelta(days=1)]
    while ends[-1] < last_day(authority.years[-1]):
        in_month_after_next = ends[-1].replace(day=15) + dt.timedelta(days=61)
        ends.append(in_month_after_next.replace(day=1) - dt.timedelta(days=1))
    return ends
