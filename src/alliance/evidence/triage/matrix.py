"""Counting answers: by authority and section, and over time. Plain functions over plain values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

WEEK = dt.timedelta(days=7)
MOST_COLUMNS = 26
"""Columns of a drawing over time; a longer time is drawn by months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """An answer as far as it is counted. Ids; None where it was not said."""

    authority: int | None
    section: int | None
    way: str
    role: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: its id (None: not said), a count for each column, and all of them."""

    key: int | None
    counts: Sequence[int]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    lines: Sequence[Line]
    totals: Sequence[int]
    total: int


def matrix(
    answers: Sequence[One], rows: Sequence[int | None], columns: Sequence[int | None]
) -> Matrix:
    """Authorities down, sections across."""
    counts = Counter((each.authority, each.section) for each in answers)
    lines = [
        Line(row, found := [counts[row, column] for column in columns], sum(found)) for row in rows
    ]
    totals = [sum(line.counts[n] for line in lines) for n in range(len(columns))]
    return Matrix(lines, totals, sum(totals))


@dataclass(frozen=True, slots=True)
class Span:
    """A week (from its Monday) or a month, and how many came in it."""

    starts: dt.date
    count: int


def over_time(answers: Iterable[One], first: dt.date, last: dt.date) -> tuple[str, list[Span]]:
    """How many came in each week, or in each month where the weeks were too many; and which it is."""
    days = [each.on for each in answers]
    first, last = min([first, *days]), max([last, *days])
    if (last - first).days < MOST_COLUMNS * 7:
        return "week", _spans(days, first, last, _monday, lambda day: day + WEEK)
    return "month", _spans(days, first, last, _first_of_month, _next_month)


def _spans(
    days: Sequence[dt.date],
    first: dt.date,
    last: dt.date,
    start_of: Callable[[dt.date], dt.date],
    after: Callable[[dt.date], dt.date],
) -> list[Span]:
    counts = Counter(start_of(day) for day in days)
    found: list[Span] = []
    start = start_of(first)
    while start <= last:
        found.append(Span(start, counts[start]))
        start = after(start)
    return found


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def roles(answers: Iterable[One], most: int = 10) -> list[tuple[str, int]]:
    """What those who answered say they do, as they wrote it most often; the commonest first."""
    written: dict[str, Counter[str]] = {}
    for each in answers:
        if role := " ".join(each.role.split()):
            written.setdefault(role.casefold(), Counter())[role] += 1
    found = [(_commonest(of), of.total()) for of in written.values()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].casefold()))[:most]


def _commonest(of: Counter[str]) -> str:
    return min(of, key=lambda word: (-of[word], word))
