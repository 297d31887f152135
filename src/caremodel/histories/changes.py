"""What stitching changed, said in sentences."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Final, Protocol

KINDS: Final = MappingProxyType(
    {
        "no key": "rows without a child or a start, left out",
        "not begun": "rows that begin after the year of their return, left out",
        "corrected": "facts that a later return gives differently; the later return is believed",
        "duplicate": "rows that stand twice in one return, read once",
        "no night": "rows that end on the day they begin, left out",
        "superseded": "rows that a later return has replaced, left out",
        "not yet": "ends after the last return's year, read as open",
        "end before start": "ends before their start, read as not given",
        "open": "open episodes with a later one, ended where that begins",
        "vanished": "open episodes that the next return has not, ended with 31 March",
        "overlap": "episodes that run into the next, ended where that begins",
        "gap": "episodes said to go on (X1) and not followed the same day",
        "reason": "reasons for ending put in or taken out",
        "adult": "days in care after the 18th birthday, left out",
        "unborn": "episodes that begin before birth, kept",
        "person": "birthday, sex or ethnicity that differs between years; the latest is believed",
        "resubmitted": "returns of one year given twice; the last one given is read",
    }
)
"""Every kind of `Change`, and what it covers."""


class Note(Protocol):
    """Takes down a change to one child's rows."""

    def __call__(self, kind: str, message: str, year: int) -> None:
        """Take it down; `year` is the collection year of the return that the changed row stood in."""


def in_words(day: dt.date) -> str:
    """A day as people write it.

    >>> in_words(dt.date(2024, 5, 1))
    '1 May 2024'
    """
    return f"{day.day} {day:%B %Y}"


def year_in_words(year: int) -> str:
    """A collection year as the DfE writes it.

    >>> year_in_words(2024)
    '2023-24'
    """
    return f"{year - 1}-{year % 100:02}"
