"""Protectors that do not protect: the attack must undo them, or it proves nothing of ours."""

from __future__ import annotations

from collections.abc import Callable

from caremodel.disclosure import ProtectedTable
from tests.caremodel.disclosure.shapes import Table

Printer = Callable[[int], int | None]


def small_hidden_rest_exact(count: int) -> int | None:
    return None if 0 < count < 5 else count


def small_hidden_rest_to_the_nearest_five(count: int) -> int | None:
    return None if 0 < count < 5 else to_the_nearest_five(count)


def small_hidden_rest_to_the_five_above(count: int) -> int | None:
    return None if 0 < count < 5 else -5 * (-count // 5)


def to_the_nearest_five(count: int) -> int:
    return 5 * round(count / 5)


def printed(table: Table, printer: Printer) -> list[ProtectedTable]:
    """A table with every number printed by itself."""
    columns = list(zip(*table.counts, strict=True))
    return [
        ProtectedTable(
            table.name,
            table.title,
            table.period,
            table.row_heading,
            table.column_heading,
            table.rows,
            table.columns,
            tuple(tuple(map(printer, row)) for row in table.counts),
            tuple(printer(sum(row)) for row in table.counts),
            tuple(printer(sum(column)) for column in columns),
            printer(sum(map(sum, table.counts))),
            table.note,
        )
    ]
