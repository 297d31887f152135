"""Years and other spans that flows are counted over; first and last day are both in."""

from __future__ import annotations

import datetime as dt

from ..histories.changes import in_words
from ..returns import first_day, last_day

Span = tuple[dt.date, dt.date]


def span(period: int | Span) -> Span:
    """First and last day; a number is a collection year.

    >>> span(2024)
    (datetime.date(2023, 4, 1), datetime.date(2024, 3, 31))
    """
    return (first_day(period), last_day(period)) if isinstance(period, int) else period


def span_in_words(first: dt.date, last: dt.date) -> str:
    """As people write it."""
    return f"{in_words(first)} to {in_words(last)}"


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or that month's last day.

    >>> months_before(dt.date(2024, 3, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    after = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (after - dt.timedelta(days=1)).day))
