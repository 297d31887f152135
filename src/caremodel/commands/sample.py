"""`care sample`: the returns of an invented authority, in a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .progress import Bar
from .refusals import Refused, Unreadable


def run(arguments: argparse.Namespace) -> int:
    from ..sample import make, write
    from ..sample.settings import Settings

    out: Path = arguments.out
    if out.exists() and not out.is_dir():
        raise Unreadable(f"{out}: is a file; name a folder.")
    if out.is_dir() and any(out.iterdir()):
        raise Refused(f"{out}: is not empty; name a new folder, so that nothing is overwritten.")
    with Bar("Making children"):
        authority = make(
            children=arguments.children,
            years=arguments.years,
            seed=arguments.seed,
            settings=Settings(
                scenario=arguments.scenario,
                faults=arguments.with_faults,
                rare_cases=arguments.with_rare_cases,
            ),
        )
    with Bar("Writing"):
        write(authority, out)
    print(
        f"{out}: {_years(authority.years)}, of an invented authority. No real child is behind any row.",
        file=sys.stderr,
    )
    return 0


def _years(years: Sequence[int]) -> str:
    if len(years) == 1:
        return f"the return of {years[0]}"
    return f"returns of {len(years)} years, {years[0]} to {years[-1]}"
