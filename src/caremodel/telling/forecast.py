"""A forecast in a sentence, as tables, as a picture, as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..flows import stock
from ..histories import Histories
from ..pictures.canvas import Picture, figure, long_date
from ..pictures.fan import fan
from ..sheets import Column, Sheet, age_words

if TYPE_CHECKING:
    from ..forecast import Row

ALL = "all"
RANGES = (50, 90, 95)
FIGURES = (
    "mean",
    *(f"{side}{share}" for share in RANGES for side in ("lo", "hi")),
    "same_as_today",
)
HISTORY = 60
"""Months drawn before the forecast."""


def said(rows: Sequence[Row], start: dt.date) -> str:
    """The forecast in a sentence or two."""
    last = totals(rows)[-1]
    today = last.same_as_today
    change = round(last.mean) - round(today)
    how = f"{abs(change):,} {'more' if change > 0 else 'fewer'} than" if change else "as many as"
    return (
        f"{figure(today)} children were in care on {long_date(start)}. By {long_date(last.date)} there are likely to be "
        f"about {figure(last.mean)}, {how} then: with 9 chances in 10 between {figure(last.lo90)} and "
        f"{figure(last.hi90)}. “Same as today” says {figure(today)}."
    )


def totals(rows: Sequence[Row]) -> list[Row]:
    """The rows of all children, month by month."""
    return [row for row in rows if row.age_band == ALL and row.category == ALL]


def document(rows: Sequence[Row], start: dt.date) -> Mapping[str, object]:
    """As the contracts promise."""
    return {"from": start.isoformat(), "rows": [_plain(row) for row in rows]}


def _plain(row: Row) -> Mapping[str, object]:
    return {
        "date": row.date.isoformat(),
        "age_band": row.age_band,
        "category": row.category,
        **{name: round(float(getattr(row, name)), 2) for name in FIGURES},
    }


def sheets(rows: Sequence[Row], start: dt.date, source: str) -> list[Sheet]:
    """Every row of the forecast, and all children month by month."""
    period = f"From {long_date(start)} to {long_date(rows[-1].date)}, month ends"
    note = (
        "Expected number, and the ranges that hold it with even chances, 9 chances in 10 and 19 in 20. “Same as today” is "
        "the number on the first day."
    )
    every = [
        (row.date, age_words(row.age_band), row.category, *(_figure(row, name) for name in FIGURES))
        for row in rows
    ]
    whole = [(row.date, *(_figure(row, name) for name in FIGURES)) for row in totals(rows)]
    title = "Children in care: forecast"
    return [
        Sheet(
            "Forecast",
            f"{title} by age and placement",
            (Column("Month end"), Column("Age"), Column("Placement"), *_columns(1)),
            every,
            period,
            source,
            note,
        ),
        Sheet(
            "All children", title, (Column("Month end"), *_columns(1)), whole, period, source, note
        ),
    ]


def _columns(decimals: int) -> tuple[Column, ...]:
    names = ("Expected", *(f"{end} {share}%" for share in RANGES for end in ("Low", "High")))
    return (*(Column(name, decimals) for name in names), Column("Same as today", 0))


def _figure(row: Row, name: str) -> float:
    return round(float(getattr(row, name)), 2)


def picture(found: Histories, rows: Sequence[Row], start: dt.date, source: str) -> Picture:
    """The fan of all children, with what was before."""

    months = totals(rows)
    days = [day for day in month_ends(found.since, start) if day < start][-HISTORY:]
    history = [(day, float(sum(stock(found, day).values()))) for day in (*days, start)]
    return fan(
        history,
        months,
        title=f"Children in care to {long_date(months[-1].date)}",
        finding=said(rows, start),
        source=source,
    )


def month_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The last day of each month that lies in these days."""
    number = first.year * 12 + first.month
    while (end := dt.date(number // 12, number % 12 + 1, 1) - dt.timedelta(1)) <= last:
        if end >= first:
            yield end
        number += 1
