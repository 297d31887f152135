"""`alliance care …`, also `python -m caremodel …`: what can be asked, and of which module.

Only the standard library is imported here; each verb imports what it needs when it runs, so that help and
errors of usage answer in a moment.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

PURPOSE: Final = "read the returns of children in care (SSDA903): check, count, forecast"
YEARS: Final = range(2010, 2100)
MOST_MONTHS: Final = 60


def main(argv: Sequence[str] | None = None) -> int:
    """Run `python -m caremodel …`; 0 = done, 1 = findings or refusals, 2 = wrong usage or unreadable input."""
    parser = argparse.ArgumentParser(
        prog="caremodel", description=f"{PURPOSE[0].upper()}{PURPOSE[1:]}."
    )
    add_commands(parser.add_subparsers(metavar="COMMAND", required=True))
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def add_commands(verbs: Commands) -> None:
    """Add every verb to a parser's commands; what it sets as `run` takes the arguments and gives the exit code."""
    _add_sample(verbs)
    _add_check(verbs)
    _add_summary(verbs)
    _add_forecast(verbs)
    _add_backtest(verbs)
    _add_distance(verbs)


def _add_sample(verbs: Commands) -> None:
    sample = verbs.add_parser(
        "sample",
        help="make the returns of an invented authority",
        description="Make SSDA903 returns of an invented authority, as CSV files in a folder for each year. No real "
        "child is behind any row. Of five years’ children about a third are in care on any one day. The same numbers and "
        "seed give the same files.",
    )
    sample.add_argument(
        "--children",
        type=_count,
        required=True,
        metavar="N",
        help="different children in all the returns",
    )
    sample.add_argument("--years", type=_count, default=5, metavar="N", help="returns; 5")
    sample.add_argument("--seed", type=int, default=1, metavar="N", help="1")
    sample.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a folder, new or empty"
    )
    sample.add_argument(
        "--scenario",
        choices=("stationary", "drifting"),
        default="stationary",
        help="the same rates every year, or drifting as England did; stationary",
    )
    sample.add_argument(
        "--with-faults", action="store_true", help="plant known errors in the files, for checks"
    )
    sample.add_argument(
        "--with-rare-cases",
        action="store_true",
        help="also short breaks, time away, adoption with consent, deprivation of liberty",
    )
    _runs(sample, "sample")


def _add_check(verbs: Commands) -> None:
    check = verbs.add_parser(
        "check",
        help="say what is wrong with a return",
        description="Check returns by the rules of their collection year. Shows for each rule what is wrong, how often and "
        "where it stands first; 1 if something is found.",
    )
    _takes_returns(check)
    check.add_argument(
        "--year", type=_year, metavar="Y", help="the collection year to check; the latest"
    )
    check.add_argument("--all", action="store_true", help="every row, not the first of each rule")
    _answers(check)
    _runs(check, "check")


def _add_summary(verbs: Commands) -> None:
    summary = verbs.add_parser(
        "summary",
        help="count children, entries, leavers and moves",
        description="Count children in care by age and placement, entries, leavers, moves, durations and stability. "
        "The figures are exact and stay with the authority; --suppressed makes tables that may be handed on.",
    )
    _takes_returns(summary)
    summary.add_argument("--year", type=_year, metavar="Y", help="the collection year; the latest")
    summary.add_argument(
        "--since", type=_day, metavar="DATE", help="other days than a year: the first"
    )
    summary.add_argument("--until", type=_day, metavar="DATE", help="and the last")
    summary.add_argument("--all", action="store_true", help="every table, not those asked most")
    summary.add_argument(
        "--picture",
        choices=("stock", "flows", "distances"),
        default="stock",
        help="which one --out draws; stock",
    )
    summary.add_argument(
        "--suppressed",
        type=Path,
        metavar="DIR",
        help="hide counts under 5, round the rest to 5; DIR keeps what the next release must know",
    )
    _chooses_children(summary)
    _answers(summary)
    _runs(summary, "summary")


def _add_forecast(verbs: Commands) -> None:
    forecast = verbs.add_parser(
        "forecast",
        help="say how many children there may be, month by month",
        description="Forecast children in care at month ends by age and placement, with ranges, beside “same as "
        "today” and with its own back-test. Uses only what was known on the date.",
    )
    _takes_returns(forecast)
    forecast.add_argument(
        "--from", dest="start", type=_day, metavar="DATE", help="start; the last day of the returns"
    )
    forecast.add_argument(
        "--months", type=_months, default=24, metavar="N", help=f"24; up to {MOST_MONTHS}"
    )
    forecast.add_argument(
        "--scenario", type=Path, metavar="FILE", help="changes to try, as TOML: docs/care/guide.md"
    )
    forecast.add_argument(
        "--backtest",
        action=argparse.BooleanOptionalAction,
        help="say how it did on the past; yes, but with --json only if asked",
    )
    _chooses_children(forecast)
    _answers(forecast)
    _runs(forecast, "forecast")


def _add_backtest(verbs: Commands) -> None:
    backtest = verbs.add_parser(
        "backtest",
        help="try the forecast on the past",
        description="Forecast from days in the past with only what was known then, and compare with what came, "
        "beside “same as today”.",
    )
    _takes_returns(backtest)
    backtest.add_argument(
        "--origin",
        dest="origins",
        type=_day,
        nargs="+",
        action="extend",
        metavar="DATE",
        help="days to forecast from; each 31 March that leaves a year before and after",
    )
    backtest.add_argument(
        "--months", type=_some_months, default=(12, 24), metavar="N,N", help="how far ahead; 12,24"
    )
    _chooses_children(backtest)
    _answers(backtest)
    _runs(backtest, "backtest")


def _add_distance(verbs: Commands) -> None:
    distance = verbs.add_parser(
        "distance",
        help="add miles and authorities to a file of postcodes",
        description="Add MILES, HOME_LA, PL_LA and IN_OUT to a CSV file with the columns HOME_POST and PL_POST. The "
        "postcodes of Great Britain are in the package: nothing is asked of anybody.",
    )
    distance.add_argument("file", metavar="FILE.csv", help="- is standard input")
    distance.add_argument(
        "--out", type=Path, metavar="FILE", help=".csv, or a picture .svg, .png; standard output"
    )
    distance.add_argument(
        "--authority", metavar="CODE", help="whose children they are; the authority of each home"
    )
    _runs(distance, "distance")


def _takes_returns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="DIR",
        help="folders or files of returns: CSV, .zip, .xlsx, .xml",
    )
    parser.add_argument(
        "--authority", metavar="CODE", help="of which authority, where there are several"
    )


def _chooses_children(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--exclude-seeking-asylum",
        dest="asylum",
        action="store_const",
        const="exclude",
        help="without unaccompanied children seeking asylum",
    )
    which.add_argument(
        "--only-seeking-asylum",
        dest="asylum",
        action="store_const",
        const="only",
        help="those alone",
    )


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="also write .xlsx, .parquet, .csv, .svg or .png"
    )


def _runs(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.set_defaults(run=_run(verb))


def _run(verb: str) -> Callable[[argparse.Namespace], int]:
    """What runs a verb and turns its refusals into a sentence and an exit code."""

    def run(arguments: argparse.Namespace) -> int:
        from .commands.refusals import Refused

        try:
            return int(import_module(f"caremodel.commands.{verb}").run(arguments))
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return refusal.exit_code

    return run


def _count(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 up")


def _year(text: str) -> int:
    if text.isdigit() and int(text) in YEARS:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"“{text}” is no collection year; write the year it ends in, as 2025"
    )


def _months(text: str) -> int:
    if text.isdigit() and 0 < int(text) <= MOST_MONTHS:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a number of months from 1 to {MOST_MONTHS}")


def _some_months(text: str) -> tuple[int, ...]:
    return tuple(sorted({_months(part.strip()) for part in text.split(",")}))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2025-03-31") from None
