"""What the checks found, by rule: in a sentence, as tables, as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..checks import Finding
from ..returns import Fault, Return
from ..sheets import Column, Sheet

_LONGEST = 40
"""Characters of an identifier or a cell that are shown."""


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


def by_rule(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings of each rule, the commonest rule first."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        groups[one.rule].append(one)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def where(one: Finding) -> str:
    """Where a person finds the row."""
    place = f"{one.place.file}, line {one.place.line}" if one.place else one.table
    child = f", child {_short(one.child)}" if one.child else ""
    value = f": {one.field} is {_short(one.value) or 'blank'}" if one.field else ""
    return f"{place}{child}{value}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def latest(returns: Sequence[Return], year: int | None) -> list[Return]:
    """The returns that are checked: of the year, or each authority's last."""
    last: dict[str | None, Return] = {}
    for one in sorted(returns, key=lambda one: one.year):
        if year is None or one.year == year:
            last[one.authority] = one
    return list(last.values())


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


def document(
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


def _line(one: Finding) -> int | None:
    """The line in the file, which is what a person looks for."""
    return one.place.line if one.place else one.row


def _rows(returns: Sequence[Return]) -> int:
    return sum(len(table) for one in returns for table in one.tables.values())


def _years(years: Sequence[int]) -> str:
    named = [f"{year - 1}-{year % 100:02}" for year in years]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
