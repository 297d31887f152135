"""`care forecast`: how many children there may be, told first in a sentence."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..ages import AGE_BANDS
from ..pictures.canvas import figure, long_date
from ..placements import CATEGORIES
from ..sheets import Column, Sheet, Value, age_words
from ..telling.forecast import ALL, RANGES, document, picture, said, sheets, totals
from ..telling.summary import source_of
from . import writing
from .grid import grid, prose
from .loading import histories
from .progress import Bar
from .refusals import Unreadable

if TYPE_CHECKING:
    from ..forecast import Forecast, Row
    from ..histories.model import Histories


def run(arguments: argparse.Namespace) -> int:
    from ..forecast import forecast

    writing.check_ending(arguments.out)
    scenario = read_scenario(arguments.scenario) if arguments.scenario else None
    found = histories(arguments.paths, authority=arguments.authority, asylum=arguments.asylum)
    start = start_day(arguments.start, found)
    with Bar("Forecasting"):
        made = forecast(found, start=start, months=arguments.months, scenario=scenario)
    verdict = "" if arguments.no_backtest else own_verdict(found, start, arguments.months)
    if arguments.json:
        print(json.dumps(document(made.rows, start)))
    else:
        print("\n".join(_lines(made, start, verdict)))
    if arguments.out:
        source = source_of(found)
        writing.write(
            arguments.out,
            sheets(made.rows, start, source),
            lambda: picture(found, made.rows, start, f"{source} {verdict}".strip()),
        )
    sys.stdout.flush()
    return 0


def start_day(asked: dt.date | None, found: Histories) -> dt.date:
    """The day to start from.

    Raises:
        Unreadable: it is not within what the returns tell of.
    """
    if asked is None:
        return found.until
    if not found.since < asked <= found.until:
        raise Unreadable(
            f"The returns tell of {long_date(found.since)} to {long_date(found.until)}; "
            f"--from {asked} is not within that."
        )
    return asked


def _lines(made: Forecast, start: dt.date, verdict: str) -> Iterator[str]:
    rows = made.rows
    yield prose(said(rows, start))
    if verdict:
        yield ""
        yield prose(verdict)
    last = totals(rows)[-1].date
    yield from _table("All children", _some(totals(rows)), lambda row: row.date)
    by_category = [
        row
        for row in rows
        if row.date == last and row.age_band == ALL and row.category in CATEGORIES
    ]
    yield from _table(f"By placement, {long_date(last)}", by_category, lambda row: row.category)
    by_age = [
        row
        for row in rows
        if row.date == last and row.category == ALL and row.age_band in AGE_BANDS
    ]
    yield from _table(f"By age, {long_date(last)}", by_age, lambda row: age_words(row.age_band))
    yield ""
    yield "Every age, placement and month: --json, or --out forecast.xlsx; the picture: --out forecast.png."


def _table(title: str, rows: Sequence[Row], name: Callable[[Row], Value]) -> Iterator[str]:
    """Few columns, so that it fits 80: expected, two ranges and “same as today”."""
    columns = (
        Column(""),
        Column("Today", 0),
        Column("Expected", 0),
        Column("Even chances"),
        Column("9 in 10"),
        Column("19 in 20"),
    )
    cells = [
        (
            name(row),
            round(row.same_as_today),
            round(row.mean),
            *(
                f"{figure(getattr(row, f'lo{s}'))} to {figure(getattr(row, f'hi{s}'))}"
                for s in RANGES
            ),
        )
        for row in rows
    ]
    yield ""
    yield title
    yield from grid(Sheet("", title, columns, cells))


def _some(rows: Sequence[Row]) -> list[Row]:
    """At most eight months, evenly, the last among them."""
    step = -(-len(rows) // 8)
    return [row for number, row in enumerate(rows, 1) if (len(rows) - number) % step == 0]
