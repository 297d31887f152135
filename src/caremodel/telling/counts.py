"""Tables of counts as people read them: with their margins, ages in words, and suppressed cells said."""

from __future__ import annotations

from collections.abc import Iterable

from ..flows import CountTable
from ..sheets import Column, Sheet, Value, age_words

ALL = "all"


def sheet(table: CountTable) -> Sheet:
    """Exact counts with the sums that mean something."""
    counts: list[list[int]] = [list(row) for row in table.counts]
    headings = list(table.rows)
    if table.rows_add and len(headings) > 1:
        counts.append(list(table.column_totals))
        headings.append(ALL)
    columns = [Column(table.row_heading), *(Column(age_words(name), 0) for name in table.columns)]
    if table.columns_add and len(table.columns) > 1:
        columns.append(Column(ALL, 0))
        counts = [[*row, sum(row)] for row in counts]
    rows: list[list[Value]] = [
        [age_words(name), *row] for name, row in zip(headings, counts, strict=True)
    ]
    return Sheet(
        tab_name(table.name),
        table.title,
        columns,
        rows,
        table.period,
        f"{table.source}.",
        table.note,
    )


def tab_name(name: str) -> str:
    """A table's name for people, short enough for a tab.

    >>> tab_name("in_care_by_age_and_category"), tab_name("in_care_by_number_of_placements_and_age")
    ('In care, age × placement', 'In care, placements × age')
    """
    short = name.replace("number_of_", "").replace("placements_ended", "ended")
    words = short.replace("category", "placement").replace("_by_", ", ").replace("_and_", " × ")
    return words.replace("_", " ").capitalize().replace("march", "March")


def long_sheet(tables: Iterable[CountTable]) -> Sheet:
    """Every cell of some tables as a row of one: for Parquet, CSV and other programs."""
    rows: list[list[Value]] = [
        [table.name, table.period, age_words(row), age_words(column), count]
        for table in tables
        for row, counts in zip(table.rows, table.counts, strict=True)
        for column, count in zip(table.columns, counts, strict=True)
    ]
    names = ("table", "period", "row", "column")
    return Sheet(
        "Every cell", "Every cell of every table", [*map(Column, names), Column("count", 0)], rows
    )
