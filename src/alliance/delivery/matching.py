"""Which of the days that hold is which of those that were given out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from .models import CalendarEntry
from .settle import Settled, nearest
from .tellings import Kind


def matched(
    rows: Sequence[CalendarEntry], wanted: Sequence[Settled], *, since: dt.date
) -> dict[int, CalendarEntry]:
    """Place in `wanted` → the stored entry that it is.

    The one known by the same first day; then the one that stands on the same day, which an older
    bulletin that came in later gave first; then, where an editor put a day right in its own
    bulletin, the nearest of those left that calendars may still have.
    """
    found: dict[int, CalendarEntry] = {}
    left = list(rows)
    for row_day, day in _SAME:
        by_day: dict[tuple[str, object], list[int]] = {}
        for place, one in enumerate(wanted):
            if place not in found:
                by_day.setdefault((one.kind, day(one)), []).append(place)
        for row in list(left):
            if places := by_day.get((row.kind, row_day(row))):
                found[places.pop(0)] = row
                left.remove(row)
    for kind in Kind:
        olds = [row for row in left if row.kind == kind and not row.is_cancelled]
        news = [
            place
            for place, one in enumerate(wanted)
            if one.kind == kind and place not in found and one.day >= since
        ]
        pairs = nearest([row.day for row in olds], [wanted[place].day for place in news])
        found |= {news[new]: olds[old] for old, new in pairs}
    return found


_SAME: list[tuple[Callable[[CalendarEntry], object], Callable[[Settled], object]]] = [
    (lambda row: (row.first_day, row.day), lambda one: (one.first_day, one.day)),
    (lambda row: row.first_day, lambda one: one.first_day),
    (lambda row: row.day, lambda one: one.day),
]
