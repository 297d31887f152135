"""A forecast in a sentence, as tables, as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..flows import stock
from ..histories import Histories
from ..pictures.canvas import Picture, figure, long_date
from ..pictures.fan import fan
from ..sheets import Column, Sheet, Value, age_words

if TYPE_CHECKING:
    from ..forecast.model import Forecast, Row

ALL = "all"
RANGES = (50, 90, 95)
ENDS = tuple(f"{side}{share}" for share in RANGES for side in ("lo", "hi"))
HISTORY = 60
"""Months drawn before the forecast."""
NOTE = (
    "Expected number, and the ranges that hold it with even chances, 9 chances in 10 and 19 in 20. “Same as today”: the "
    "number on the first day."
)


def said(made: Forecast) -> str:
    """The forecast in two or three sentences."""
    last = totals(made)[-1]
    today, expected = last.same_as_today, round(last.mean)
    change = expected - today
    how = f"{abs(change):,} {'more' if change > 0 else 'fewer'} than" if change else "as many as"
    what = "With this scenario, there" if made.assumes else "There"
    were = "child was" if today == 1 else "children were"
    return (
        f"{figure(today)} {were} in care on {long_date(made.start)}. {what} are likely to be about "
        f"{figure(expected)} on {long_date(last.date)}, {how} then: with 9 chances in 10 between {figure(last.lo90)} and "
        f"{figure(last.hi90)}. “Same as today” says {figure(today)}."
    )


def totals(made: Forecast) -> list[Row]:
    """The rows of all children, month by month."""
    return [row for row in made.rows if row.age_band == ALL and row.category == ALL]


def sheets(made: Forecast, source: str) -> list[Sheet]:
    """Every row of the forecast, all children month by month, and what a scenario changes."""
    period = f"From {long_date(made.start)} to {long_date(made.rows[-1].date)}, month ends"
    figures = (
        Column("Expected", 1),
        *(Column(f"{end} {share}%", 0) for share in RANGES for end in ("Low", "High")),
        Column("Same as today", 0),
    )
    cells = Column("Month end"), Column("Age"), Column("Placement")
    title = "Children in care: forecast"
    every: list[Sequence[Value]] = [
        (row.date, age_words(row.age_band), row.category, *_figures(row), row.same_as_today)
        for row in made.rows
    ]
    whole: list[Sequence[Value]] = [
        (row.date, *_figures(row), row.same_as_today) for row in totals(made)
    ]
    note = " ".join((NOTE, *made.notes, *made.assumes))
    found = [
        Sheet("Forecast", f"{title} by age and placement", (*cells, *figures), every, period, source, note),
        Sheet("All children", title, (cells[0], *figures), whole, period, source, note),
    ]  # fmt: skip
    if made.differences:
        changes: list[Sequence[Value]] = [
            (one.date, age_words(one.age_band), one.category, one.mean, *(getattr(one, end) for end in ENDS))
            for one in made.differences
        ]  # fmt: skip
        columns = (*cells, *(Column(one.name, 1) for one in figures[:-1]))
        found.append(
            Sheet("Scenario", "What the scenario changes", columns, changes, period, source, note)
        )
    return found


def difference_sheet(made: Forecast) -> Sheet:
    """What a scenario changes by the last month, by placement and in all."""
    last = made.differences[-1].date
    return Sheet(
        "Scenario",
        f"What the scenario changes by {long_date(last)}",
        (Column("Placement"), Column("Change", 1), Column("9 in 10")),
        [
            (one.category, one.mean, f"{_signed(one.lo90)} to {_signed(one.hi90)}")
            for one in made.differences
            if one.date == last and one.age_band == ALL
        ],
    )


def picture(found: Histories, made: Forecast, source: str) -> Picture:
    """The fan of all children, with what was before."""
    months = totals(made)
    days = [day for day in month_ends(found.since, made.start) if day < made.start][-HISTORY:]
    history = [(day, float(stock(found, day).total())) for day in (*days, made.start)]
    return fan(
        history,
        months,
        title=f"Children in care to {long_date(months[-1].date)}",
        finding=said(made),
        source=source,
    )


def month_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The last day of each month that lies in these days."""
    number = first.year * 12 + first.month
    while (end := dt.date(number // 12, number % 12 + 1, 1) - dt.timedelta(1)) <= last:
        if end >= first:
            yield end
        number += 1


def _figures(row: Row) -> tuple[float, ...]:
    return (row.mean, *(getattr(row, end) for end in ENDS))


def _signed(number: float) -> str:
    """A change in whole children; nought has no sign."""
    whole = round(number)
    return f"{whole:+d}".replace("-", "−") if whole else "0"
