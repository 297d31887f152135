"""Tables of counts, as they are printed, drawn and protected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .splits import Headings, Split
from .standing import Standing

SOURCE = "The authority's own statutory returns (SSDA903), stitched over years"


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts of children or events, rows × columns, without margins: those are sums of what is here.

    Every row and column that the table can have is in it, also where nothing was counted, so that two
    tables of one name can be compared cell by cell.
    """

    name: str
    """For programs: lower case, words joined by `_`."""
    title: str
    question: str
    """What the table answers."""
    period: str
    """The day or days it is about, in words."""
    row_heading: str
    column_heading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    note: str = ""
    source: str = SOURCE
    rows_add: bool = True
    """The rows are disjoint and make up a whole: a column's sum means something."""
    columns_add: bool = True
    """The columns are disjoint and make up a whole: a row's sum means something."""

    @property
    def row_totals(self) -> tuple[int, ...]:
        """Sum of each row over its columns."""
        return tuple(map(sum, self.counts))

    @property
    def column_totals(self) -> tuple[int, ...]:
        """Sum of each column over the rows."""
        return tuple(map(sum, zip(*self.counts, strict=True)))

    @property
    def total(self) -> int:
        """Sum of everything."""
        return sum(self.row_totals)


def cells(
    counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    """Counts by (row, column), in order; 0 where there are none."""
    return tuple(tuple(counts.get((row, column), 0) for column in columns) for row in rows)


def tabulate(
    standings: Iterable[Standing],
    rows: Split,
    columns: Split,
    *,
    name: str,
    title: str,
    question: str,
    period: str,
    note: str = "",
) -> CountTable:
    """Count standings by two splits."""
    counts = Counter((rows.of(one), columns.of(one)) for one in standings)
    return table_of(
        counts, rows, columns, name=name, title=title, question=question, period=period, note=note
    )


def table_of(
    counts: Mapping[tuple[str, str], int],
    rows: Headings,
    columns: Headings,
    *,
    name: str,
    title: str,
    question: str,
    period: str,
    note: str = "",
) -> CountTable:
    """A table of counts by the headings of two splits."""
    row_headings = rows.headings_for(row for row, _ in counts)
    column_headings = columns.headings_for(column for _, column in counts)
    return CountTable(
        name,
        title,
        question,
        period,
        rows.title,
        columns.title,
        row_headings,
        column_headings,
        cells(counts, row_headings, column_headings),
        note,
    )
