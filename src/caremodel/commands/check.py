"""`care check`: what is wrong with a return, by rule."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..telling.findings import by_rule, document, latest, said, sheets, where
from . import writing
from .grid import prose
from .loading import all_faults, of_authority, read, tell_faults
from .progress import Bar
from .refusals import Unreadable

if TYPE_CHECKING:
    from ..checks import Finding
    from ..returns import Return

FIRST = 3
"""Rows shown of each rule."""
LOST = ("row", "cell", "file")
"""Faults of reading that end it with 1: something of a return was not checked. A letter in the folder does not."""


def run(arguments: argparse.Namespace) -> int:
    writing.check_ending(arguments.out, pictures=False)
    reading = read(arguments.paths)
    returns = of_authority(reading.returns, arguments.authority)
    years = sorted({one.year for one in returns})
    if arguments.year and arguments.year not in years:
        raise Unreadable(
            f"There is no return of {arguments.year}; there are those of {', '.join(map(str, years))}."
        )
    from ..checks import check

    with Bar("Checking"):
        findings = check(returns, year=arguments.year)
    checked = latest(returns, arguments.year)
    if not any(len(table) for one in checked for table in one.tables.values()):
        raise Unreadable(_no_rows(checked))
    if arguments.out:
        writing.write(arguments.out, sheets(findings))
    if arguments.json:
        print(json.dumps(document(checked, findings, all_faults(reading)), ensure_ascii=False))
    else:
        tell_faults(all_faults(reading))
        print("\n".join(_lines(checked, findings, all_rows=arguments.all)))
    return 1 if findings or any(one.kind in LOST for one in all_faults(reading)) else 0


def _no_rows(returns: Sequence[Return]) -> str:
    files = ", ".join(name for one in returns for name in one.files)
    return f"{files}: there are heads and no rows that can be read. Export it again."


def _lines(
    returns: Sequence[Return], findings: Sequence[Finding], *, all_rows: bool
) -> Iterator[str]:
    yield prose(said(returns, findings))
    hidden = False
    for rule, group in by_rule(findings):
        yield ""
        yield f"{rule}  {len(group):,} row{'s' * (len(group) != 1)}"
        yield prose(group[0].message, indent="  ")
        for one in group if all_rows else group[:FIRST]:
            yield f"    {where(one)}"
        if len(group) > FIRST and not all_rows:
            hidden = True
            yield f"    … and {len(group) - FIRST:,} more"
    if hidden:
        yield ""
        yield "Every row: --all, or --out findings.xlsx."
