"""Tables that may leave the authority: the same counts, protected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..disclosure import protect
from ..flows import Summary
from ..sheets import Column, Sheet, Value, age_words
from .counts import ALL

HIDDEN: Final = "c"
"""As the DfE prints a count that is hidden."""
RULE: Final = "Counts under 5 are hidden (c), others so that those cannot be worked out, and the rest are rounded to 5."


def sheets(made: Summary) -> list[Sheet]:
    """The tables of a summary, protected together, with the margins that mean something."""
    found = []
    for safe in protect(made.tables):
        table = safe.table
        rows = [[_cell(one) for one in row] for row in safe.counts]
        headings = list(table.rows)
        if table.columns_add and len(table.columns) > 1:
            rows = [[*row, _cell(n)] for row, n in zip(rows, safe.row_totals, strict=True)]
        if table.rows_add and len(headings) > 1:
            last = [_cell(one) for one in safe.column_totals]
            rows.append([*last, _cell(safe.total)] if len(rows[0]) > len(last) else last)
            headings.append(ALL)
        names = [age_words(name) for name in table.columns]
        if len(rows[0]) > len(names):
            names.append(ALL)
        columns = [Column(table.row_heading), *(Column(name, 0) for name in names)]
        cells: list[list[Value]] = [
            [age_words(name), *row] for name, row in zip(headings, rows, strict=True)
        ]
        note = f"{RULE} {table.note}".strip()
        found.append(
            Sheet(table.title, table.title, columns, cells, table.period, f"{table.source}.", note)
        )
    return found


def long_sheet(safe: Sequence[Sheet]) -> Sheet:
    """Every cell of protected tables as a row of one."""
    rows: list[list[Value]] = [
        [sheet.title, sheet.period, row[0], column.name, count]
        for sheet in safe
        for row in sheet.rows
        for column, count in zip(sheet.columns[1:], row[1:], strict=True)
    ]
    names = ("table", "period", "row", "column")
    return Sheet(
        "Every cell", "Every cell", [*map(Column, names), Column("count", 0)], rows, note=RULE
    )


def _cell(count: int | None) -> Value:
    return HIDDEN if count is None else count
