"""Tables as they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .facts import Fact, Placed


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table to publish. None is a hidden number, printed `c`; totals are () or None where nothing adds up.

    Everything is rounded by itself, so totals differ from sums.
    """

    name: str
    title: str
    period: str
    row_heading: str
    column_heading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    note: str

    def printed(self) -> list[list[str]]:
        """Heading, rows and totals as text, `c` for what is hidden."""
        head = [self.row_heading, *self.columns, *(["All"] if self.row_totals else [])]
        totals = self.row_totals or (None,) * len(self.rows)
        body = [
            [row, *map(_text, cells), *([_text(total)] if self.row_totals else [])]
            for row, cells, total in zip(self.rows, self.cells, totals, strict=True)
        ]
        if self.column_totals:
            last = [_text(self.total)] if self.row_totals else []
            body.append(["All", *map(_text, self.column_totals), *last])
        return [head, *body]


def as_table(placed: Placed, shown: Mapping[Fact, int | None]) -> ProtectedTable:
    """A table with what is shown of each of its facts."""
    table = placed.table
    return ProtectedTable(
        table.name,
        table.title,
        table.period,
        table.row_heading,
        table.column_heading,
        table.rows,
        table.columns,
        tuple(tuple(shown[one] for one in row) for row in placed.cells),
        tuple(shown[one] for one in placed.row_totals),
        tuple(shown[one] for one in placed.column_totals),
        None if placed.total is None else shown[placed.total],
        table.note,
    )


def _text(shown: int | None) -> str:
    return "c" if shown is None else str(shown)
