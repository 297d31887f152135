"""`care backtest`: the forecast tried on the past, beside “same as today”."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..pictures.canvas import long_date
from ..telling.backtest import MEANING, origins, picture, sheets
from ..telling.summary import source_of
from . import writing
from .grid import grid, prose
from .loading import histories
from .progress import Bar
from .refusals import Unreadable
from .threads import one_thread

if TYPE_CHECKING:
    from ..forecast.model import Backtest
    from ..histories.model import Histories


def run(arguments: argparse.Namespace) -> int:
    one_thread()
    from ..forecast import backtest

    writing.check_ending(arguments.out)
    found = histories(arguments.paths, authority=arguments.authority, asylum=arguments.asylum)
    days = _origins(arguments.origins, arguments.months, found)
    with Bar("Trying the forecast on the past"):
        made = backtest(found, origins=days, months=arguments.months)
    if arguments.out:
        source = source_of(found)
        writing.write(
            arguments.out,
            sheets(made, source),
            lambda: picture(made, days, source),
            flat=sheets(made, source)[1],
        )
    if arguments.json:
        print(json.dumps(made.as_json(), ensure_ascii=False))
    else:
        print("\n".join(_lines(made, days)))
    return 0


def _origins(
    asked: Sequence[dt.date] | None, months: Sequence[int], found: Histories
) -> list[dt.date]:
    """The days asked for, or those that the returns allow.

    Raises:
        Unreadable: a day outside the returns, or none that leaves time before and after.
    """
    days = sorted(set(asked)) if asked else origins(found.since, found.until, min(months))
    reach = f"The returns tell of {long_date(found.since)} to {long_date(found.until)}"
    if not days:
        raise Unreadable(
            f"{reach}: too short to try {min(months)} months ahead with a year before. Add earlier returns."
        )
    if wrong := [day for day in days if not found.since < day < found.until]:
        raise Unreadable(f"{reach}; not within that: {', '.join(map(str, wrong))}.")
    return days


def _lines(made: Backtest, days: Sequence[dt.date]) -> Iterator[str]:
    yield prose(made.verdict)
    for note in made.notes:
        yield prose(note)
    means, each = sheets(made, "")
    yield ""
    yield prose(f"Means over {len(days)} starts" if len(days) > 1 else f"From {long_date(days[0])}")
    yield from grid(means)
    if len(days) > 1:
        yield ""
        yield "Each start"
        yield from grid(each)
    yield ""
    yield prose(MEANING)
