"""`care check`: what is wrong with a return, by rule."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..sheets import Column, Sheet
from . import writing
from .grid import prose
from .loading import all_faults, of_authority, read, tell_faults
from .progress import Bar
from .refusals import Unreadable

if TYPE_CHECKING:
    from ..checks import Finding
    from ..returns import Fault, Return

FIRST = 3
"""Rows shown of each rule."""


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
    faults = [fault for fault in all_faults(reading) if fault.kind != "mended"]
    if arguments.json:
        print(json.dumps(_document(returns, findings, all_faults(reading)), ensure_ascii=False))
    else:
        tell_faults(all_faults(reading))
        print("\n".join(_lines(returns, findings, all_rows=arguments.all)))
    if arguments.out:
        writing.write(arguments.out, sheets(findings))
    sys.stdout.flush()
    return 1 if findings or faults else 0


def _document(
    returns: Sequence[Return], findings: Sequence[Finding], faults: Sequence[Fault]
) -> Mapping[str, object]:
    """As shared/contracts promises, and what reading set aside or mended."""
    return {
        "files": [name for one in returns for name in one.files],
        "rows": _rows(returns),
        "findings": [
            {
                "rule": one.rule, "message": one.message, "table": one.table, "row": _line(one), "child": one.child,
                "field": one.field, "value": one.value, "year": one.year,
                "file": one.place.file if one.place else "",
            }
            for one in findings
        ],
        "counts": {rule: len(group) for rule, group in by_rule(findings)},
        "set_aside": [
            {
                "kind": one.kind, "message": one.message, "table": one.table, "row": one.place.line,
                "file": one.place.file, "field": one.column, "value": one.text,
            }
            for one in faults
        ],
    }  # fmt: skip


def by_rule(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings of each rule, the commonest rule first."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        groups[one.rule].append(one)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def sheets(findings: Sequence[Finding]) -> list[Sheet]:
    """Every finding, and how many there are of each rule."""
    note = "This table names children: it stays where the return stays."
    rows = [
        (
            one.rule, one.message, one.table, one.place.file if one.place else None, _line(one), one.child,
            one.field, one.value, one.year,
        )
        for one in findings
    ]  # fmt: skip
    names = ("Rule", "What is wrong", "Table", "File", "Line", "Child", "Field", "Value", "Year")
    columns = [Column(name, 0 if name == "Line" else None) for name in names]
    counts = [(rule, len(group), group[0].message) for rule, group in by_rule(findings)]
    return [
        Sheet("Findings", "What the checks found", columns, rows, note=note),
        Sheet(
            "Rules",
            "How often each rule was broken",
            [Column("Rule"), Column("Rows", 0), Column("What is wrong")],
            counts,
        ),
    ]


def said(returns: Sequence[Return], findings: Sequence[Finding]) -> str:
    """The result in a sentence."""
    years = sorted({one.year for one in returns})
    what = f"{_rows(returns):,} rows of {_years(years)} were checked"
    if not findings:
        return f"{what}: nothing is wrong by the rules that are checked."
    children = len({one.child for one in findings if one.child})
    rules = len({one.rule for one in findings})
    things = f"{len(findings):,} thing{'s' * (len(findings) != 1)} found"
    whose = f", about {children:,} child{'ren' * (children != 1)}" if children else ""
    return f"{what}: {things}, by {rules} rule{'s' * (rules != 1)}{whose}."


def where(one: Finding) -> str:
    """Where a person finds the row."""
    place = f"{one.place.file}, line {one.place.line}" if one.place else one.table
    child = f", child {one.child}" if one.child else ""
    value = f": {one.field} is {one.value or 'blank'}" if one.field else ""
    return f"{place}{child}{value}"


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


def _line(one: Finding) -> int | None:
    """The line in the file, which is what a person looks for."""
    return one.place.line if one.place else one.row


def _rows(returns: Sequence[Return]) -> int:
    return sum(len(table) for one in returns for table in one.tables.values())


def _years(years: Sequence[int]) -> str:
    named = [f"{year - 1}-{year % 100:02}" for year in years]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
