"""Tables that may leave the authority: the same counts, protected together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..disclosure import ProtectedTable
from ..sheets import Column, Sheet, Value, age_words
from .counts import ALL, tab_name

HIDDEN: Final = "c"
"""As the DfE prints a count that is hidden."""
RULE: Final = "Counts under 5 are hidden (c), others so that those cannot be worked out; the rest are rounded to 5."


def sheets(tables: Iterable[ProtectedTable]) -> list[Sheet]:
    """Each table with the totals that it has."""
    return [_sheet(one) for one in tables]


def long_sheet(safe: Sequence[Sheet]) -> Sheet:
    """Every cell of protected tables as a row of one."""
    rows: list[list[Value]] = [
        [sheet.title, sheet.period, row[0], column.name, count]
        for sheet in safe
        for row in sheet.rows
        for column, count in zip(sheet.columns[1:], row[1:], strict=True)
    ]
    names = ("table", "period", "row", "column")
    columns = [*map(Column, names), Column("count", 0)]
    return Sheet("Every cell", "Every cell of every table", columns, rows, note=RULE)


def _sheet(table: ProtectedTable) -> Sheet:
    names = [age_words(name) for name in table.columns]
    rows: list[list[Value]] = [
        [age_words(name), *map(_cell, cells)]
        for name, cells in zip(table.rows, table.cells, strict=True)
    ]
    if table.row_totals:
        names.append(ALL)
        rows = [[*row, _cell(total)] for row, total in zip(rows, table.row_totals, strict=True)]
    if table.column_totals:
        last = [_cell(table.total)] if table.row_totals else []
        rows.append([ALL, *map(_cell, table.column_totals), *last])
    columns = [Column(table.row_heading), *(Column(name, 0) for name in names)]
    source = "The authority's statutory returns (SSDA903), protected by caremodel."
    note = f"{RULE} {table.note}".strip()
    return Sheet(tab_name(table.name), table.title, columns, rows, table.period, source, note)


def _cell(count: int | None) -> Value:
    return HIDDEN if count is None else count
