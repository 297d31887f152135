"""Numbers by what they are of, so that one number is one, in however many tables it stands.

The children of 5 to 9 in care on 31 March are a row's total in one table and a column's in the next. Here they are one
`Fact`: of a population on a day, those with age 5-9. A table's cell is the fact of its row and its column, and its
filter; a total leaves one out, the grand total both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from .register import Entry


class Counts(Protocol):
    """What is protected: a table of counts without margins, as `caremodel.flows.CountTable` is one."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def row_heading(self) -> str: ...
    @property
    def column_heading(self) -> str: ...
    @property
    def rows(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def counts(self) -> tuple[tuple[int, ...], ...]: ...
    @property
    def note(self) -> str: ...
    @property
    def rows_add(self) -> bool: ...
    @property
    def columns_add(self) -> bool: ...


class Fact(NamedTuple):
    """What a number is of: a population at a time, and what is so of those counted (heading, label), sorted."""

    population: str
    period: str
    so: tuple[tuple[str, str], ...]


def fact(population: str, period: str, so: Iterable[tuple[str, str]]) -> Fact:
    """A fact, its parts in order."""
    return Fact(population, period, tuple(sorted(so)))


def of_what(one: Fact) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a number is of, whatever the time."""
    return one.population, one.so


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: its cells, and the total that they make up."""

    total: Fact
    cells: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A table's facts where they stand in it; no totals over what does not add up."""

    table: Counts
    cells: tuple[tuple[Fact, ...], ...]
    row_totals: tuple[Fact, ...]
    column_totals: tuple[Fact, ...]
    total: Fact | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every row and column that has a total."""
        rows = zip(self.row_totals, self.cells, strict=bool(self.row_totals))
        columns = zip(
            self.column_totals, zip(*self.cells, strict=True), strict=bool(self.column_totals)
        )
        return tuple(Line(total, tuple(cells)) for total, cells in (*rows, *columns))


@dataclass(frozen=True, slots=True)
class Known:
    """All numbers of some tables, each once, and where they stand."""

    counts: dict[Fact, int] = field(default_factory=dict)
    tables: list[Placed] = field(default_factory=list)
    filters: set[tuple[str, str]] = field(default_factory=set)
    """What is so of those alone whom some table counts."""

    @property
    def rests(self) -> dict[Fact, int]:
        """Of whom a filter leaves out: the whole less the part, where both are in tables and the rest is in none."""
        labels: dict[str, set[str]] = {}
        for one in self.counts:
            for heading, label in one.so:
                labels.setdefault(heading, set()).add(label)
        found = {}
        for one, count in self.counts.items():
            for heading, label in self.filters.intersection(one.so):
                others = labels[heading] - {label}
                so = [each for each in one.so if each != (heading, label)]
                whole = fact(*one[:2], so)
                if len(others) == 1 and whole in self.counts:
                    rest = fact(*one[:2], [*so, (heading, others.pop())])
                    if rest not in self.counts:
                        found[rest] = self.counts[whole] - count
        return found

    @property
    def lines(self) -> list[Line]:
        """The rows and columns of all tables."""
        return [line for placed in self.tables for line in placed.lines]


def know(tables: Iterable[Counts], register: Mapping[str, Entry]) -> Known:
    """The numbers of tables; ValueError for a table that is not in the register, or two that do not agree."""
    known = Known()
    said_by: dict[Fact, str] = {}
    for table in tables:
        entry = register.get(table.name)
        if entry is None:
            raise ValueError(
                f"The table “{table.name}” is not in the register of tables that may leave."
            )
        for one, count in _place(table, entry, known).items():
            if known.counts.setdefault(one, count) != count:
                raise ValueError(
                    f"“{table.name}” counts {count} where “{said_by[one]}” counts {known.counts[one]}: "
                    f"{_in_words(one)}. Tables of one population and period must be of the same children."
                )
            said_by.setdefault(one, table.name)
    return known


def _place(table: Counts, entry: Entry, known: Known) -> dict[Fact, int]:
    def of(row: str | None, column: str | None) -> Fact:
        period = row if entry.rows_are_periods and row is not None else table.period
        so = list(entry.where)
        if row is not None and not entry.rows_are_periods:
            so.append((entry.rows, row))
        if column is not None:
            so.append((entry.columns, column))
        return fact(entry.population, period, so)

    counts = table.counts
    if any(count < 0 for row in counts for count in row):
        raise ValueError(f"“{table.name}” has a count below nought.")
    rows_add = table.rows_add and not entry.rows_are_periods
    placed = Placed(
        table,
        tuple(tuple(of(row, column) for column in table.columns) for row in table.rows),
        tuple(of(row, None) for row in table.rows) if table.columns_add else (),
        tuple(of(None, column) for column in table.columns) if rows_add else (),
        of(None, None) if rows_add and table.columns_add else None,
    )
    known.tables.append(placed)
    known.filters.update(entry.where)
    found = {
        one: count
        for facts, row in zip(placed.cells, counts, strict=True)
        for one, count in zip(facts, row, strict=True)
    }
    found |= dict(zip(placed.row_totals, map(sum, counts), strict=False))
    found |= dict(zip(placed.column_totals, map(sum, zip(*counts, strict=True)), strict=False))
    if placed.total is not None:
        found[placed.total] = sum(map(sum, counts))
    return found


def _in_words(one: Fact) -> str:
    so = ", ".join(f"{heading} {label}" for heading, label in one.so) or "all"
    return f"{one.population}, {one.period}, {so}"
