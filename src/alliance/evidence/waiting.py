"""How long something has waited, in working days: plain functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

DAY = dt.timedelta(days=1)
IsWorking = Callable[[dt.date], bool]
COUNTED = 60
"""Beyond so many working days nobody counts any more."""


def working_days(since: dt.date, today: dt.date, is_working: IsWorking) -> int:
    """The working days after the day `since`, up to and with today; at most `COUNTED`."""
    found, day = 0, since
    while day < today and found < COUNTED:
        day += DAY
        found += is_working(day)
    return found


def in_words(days: int) -> str:
    """How long, as a person says it: “since today”, “1 working day”, “12 working days”."""
    match days:
        case 0:
            return "since today"
        case 1:
            return "1 working day"
        case _ if days >= COUNTED:
            return f"over {COUNTED} working days"
        case _:
            return f"{days} working days"
