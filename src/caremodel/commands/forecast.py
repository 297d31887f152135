"""`care forecast`: how many children there may be, told first in a sentence."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..ages import AGE_BANDS
from ..pictures.canvas import figure, long_date
from ..placements import CATEGORIES
from ..sheets import Column, Sheet, Value, age_words
from . import writing
from .grid import grid, prose
from .loading import histories, source_of
from .progress import Bar
from .refusals import Unreadable

if TYPE_CHECKING:
    from ..forecast import Forecast, Row
    from ..histories.model import Histories

ALL = "all"
RANGES = (50, 90, 95)
FIGURES = ("mean", *(f"{side}{share}" for share in RANGES for side in ("lo", "hi")), "same_as_today")
MONTHS_BACK = 60
"""History shown before the forecast, in months."""


def run(arguments: argparse.Namespace) -> int:
    from ..forecast import forecast

    writing.check_ending(arguments.out)
    scenario = _scenario(arguments.scenario)
    found = histories(arguments.paths, authority=arguments.authority, asylum=arguments.asylum)
    start = _start(arguments.start, found)
    with Bar("Forecasting"):
        made = forecast(found, start=start, months=arguments.months, scenario=scenario)
    verdict = "" if arguments.no_backtest or scenario else _verdict(found, start, arguments.months)
    if arguments.json:
        print(json.dumps(document(made, start)))
    else:
        print("\n".join(_lines(made, start, verdict, scenario=arguments.scenario is not None)))
    if arguments.out:
        source = source_of(found)
        writing.write(
            arguments.out,
            sheets(made, start, source),
            lambda: _picture(found, made, start, f"{source} {verdict}".strip()),
        )
    sys.stdout.flush()
    return 0
