"""`care forecast`: how many children there may be, told first in a sentence."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..ages import AGE_BANDS
from ..pictures.canvas import figure, long_date
from ..placements import CATEGORIES
from ..sheets import Column, Sheet, Value, age_words
from ..telling.backtest import in_short, origins
from ..telling.forecast import ALL, RANGES, difference_sheet, picture, said, sheets, totals
from ..telling.summary import source_of
from . import writing
from .grid import grid, prose
from .loading import histories, of_one
from .progress import Bar
from .refusals import Unreadable
from .scenario_file import read_scenario
from .threads import one_thread

if TYPE_CHECKING:
    from ..forecast.model import Backtest, Forecast, Row
    from ..histories.model import Histories

TOO_SHORT = (
    "These returns reach too few years back to try the forecast on the past: take it with care."
)


def run(arguments: argparse.Namespace) -> int:
    one_thread()
    writing.check_ending(arguments.out)
    scenario = read_scenario(arguments.scenario) if arguments.scenario else None
    everyone = histories(arguments.paths, asylum=arguments.asylum)
    found = of_one(everyone, arguments.authority)
    start = _start(arguments.start, found)
    from ..forecast import forecast

    with Bar("Forecasting"):
        made = forecast(  # the other authorities strengthen the rates of this one
            everyone,
            start=start,
            months=arguments.months,
            scenario=scenario,
            authority=arguments.authority,
        )
    wanted = not arguments.json if arguments.backtest is None else arguments.backtest
    tried = _tried(found, start, arguments.months) if wanted else None
    verdict = (tried.verdict if tried else TOO_SHORT) if wanted else ""
    if arguments.out:
        source = source_of(found)
        writing.write(
            arguments.out,
            sheets(made, source),
            lambda: picture(
                found, made, f"{source} {in_short(tried) if tried else verdict}".strip()
            ),
        )
    if arguments.json:
        document = made.as_json()
        print(json.dumps(document | ({"verdict": verdict} if wanted else {}), ensure_ascii=False))
    else:
        print("\n".join(_lines(made, verdict)))
    return 0


def _start(asked: dt.date | None, found: Histories) -> dt.date:
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


def _tried(found: Histories, start: dt.date, months: int) -> Backtest | None:
    """How the forecast did from earlier days, with what was known on the day that this one starts from.

    None where the returns reach too few years back.
    """
    from ..forecast import backtest
    from ..histories import as_known_on

    ahead = min(months, 12)
    days = origins(found.since, start, ahead)
    if not days:
        return None
    known = found if start == found.until else as_known_on(found, start)
    horizons = sorted({ahead, months} if origins(found.since, start, months) else {ahead})
    with Bar("Trying it on the past"):
        return backtest(known, origins=days, months=horizons)


def _lines(made: Forecast, verdict: str) -> Iterator[str]:
    yield prose(said(made))
    for sentence in (verdict, *made.notes):
        if sentence:
            yield ""
            yield prose(sentence)
    if made.assumes:
        yield ""
        yield "Takes for granted"
        for sentence in made.assumes:
            yield prose(sentence, indent="  ")
    last = made.rows[-1].date
    yield from _table("All children", _some(totals(made)), lambda row: row.date)
    ends = [row for row in made.rows if row.date == last]
    by_category = [row for row in ends if row.age_band == ALL and row.category in CATEGORIES]
    yield from _table(f"By placement, {long_date(last)}", by_category, lambda row: row.category)
    by_age = [row for row in ends if row.category == ALL and row.age_band in AGE_BANDS]
    yield from _table(f"By age, {long_date(last)}", by_age, lambda row: age_words(row.age_band))
    if made.differences:
        yield ""
        yield f"What the scenario changes by {long_date(last)}"
        yield from grid(difference_sheet(made))
    yield ""
    yield "Every age, placement and month: --json, or --out forecast.xlsx; the picture: --out forecast.png."


def _table(title: str, rows: Sequence[Row], name: Callable[[Row], Value]) -> Iterator[str]:
    """Few columns, so that it fits 80: “same as today”, expected and the ranges."""
    columns = (
        Column(""),
        Column("Same as today", 0),
        Column("Expected", 0),
        Column("Even chances"),
        Column("9 in 10"),
        Column("19 in 20"),
    )
    cells = [
        (
            name(row),
            row.same_as_today,
            row.mean,
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
