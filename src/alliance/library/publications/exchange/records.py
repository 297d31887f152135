"""A publication in one of its versions, as a file says it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

MOST = 500
"""Records of a file: each is a handful of queries, twice."""
_NUMBERS = re.compile(r"\d+")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is said of a publication. Texts are one line each; empty where nothing is said."""

    title: str
    publisher: str = ""
    kind: str = ""
    """A value of `Kind`; as written where it is none."""
    published_on: dt.date | None = None
    url: str = ""
    label: str = ""
    what_changed: str = ""
    topics: tuple[str, ...] = ()
    where: str = field(default="", compare=False)
    """Where in the file it stands: “line 12”."""
    doubts: tuple[str, ...] = field(default=(), compare=False)
    """What was taken although it is not said so."""


@dataclass(slots=True)
class Read:
    """The records of a file, and everything in it that is none, a sentence each."""

    records: list[Record] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def one_line(text: object) -> str:
    """Text without control characters, and one space between words."""
    said = "" if text is None else str(text)
    if not said.isprintable():
        said = "".join(" " if c.isspace() else c for c in said if c.isspace() or _is_shown(c))
    return " ".join(said.split())


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"}


def day_of(written: str) -> tuple[dt.date | None, tuple[str, ...]]:
    """The day that “2020-11-04”, “2020/11/04/”, “2020-11” or “2020” names, and what was taken for it.

    Without a day the first is taken, for a list is in order of days; it is said as a doubt.
    """
    numbers = [int(found) for found in _NUMBERS.findall(written)[:3]]
    if not numbers or not 1000 <= numbers[0] <= 9999:
        return None, ()
    year, month, day = (*numbers, 1, 1)[:3] if len(numbers) < 3 else numbers
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None, ()
    if len(numbers) < 3:
        return found, (f"No day is given; {found.day} {found:%B %Y} is taken.",)
    return found, ()


def month_of(written: str) -> int | None:
    """The number of a month written as “nov”, “November” or “11”."""
    word = written.strip().casefold()
    if word.isascii() and word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return next((n for n, name in enumerate(MONTHS, 1) if word.startswith(name)), None)
