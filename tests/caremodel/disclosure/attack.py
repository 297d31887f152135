"""An attacker: bounds every hidden number by linear programming over all that was published.

He knows the printed tables, of every release; that a printed five is never under five and what rounding can do, also that
one number goes up from the same remainder on every day; that rows and columns add up; which numbers are of the same children
in which tables (the register is public). He may know more: `told` are relations between numbers, such as that two
releases differ by one child, or bounds of some, such as that they are under five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import NamedTuple

import highspy

from caremodel.disclosure import Entry, ProtectedTable
from caremodel.disclosure.facts import Fact, fact

BIG = 100_000


class Window(NamedTuple):
    """What one printed number says of the true one."""

    least: float
    most: float


class Interval(NamedTuple):
    least: int
    most: int

    @property
    def width(self) -> int:
        return self.most - self.least


def read_rounded(printed: int | None) -> Window:
    """What our protection lets one conclude: rounded to fives by chance, 1 to 4 hidden and others beside them."""
    if printed is None:
        return Window(0, BIG)
    return Window(0, 0) if printed == 0 else Window(max(5, printed - 4), printed + 4)


def read_nearest(printed: int | None) -> Window:
    """Of a protector that rounds to the nearest five and hides 1 to 4, those alone."""
    if printed is None:
        return Window(1, 4)
    return Window(0, 0) if printed == 0 else Window(max(5, printed - 2), printed + 2)


def read_rounded_only(printed: int | None) -> Window:
    """Of a protector that rounds everything to the nearest five and hides nothing."""
    assert printed is not None
    return Window(max(0, printed - 2), printed + 2)


def read_exact(printed: int | None) -> Window:
    """Of a protector that hides 1 to 4 and prints the rest as it is."""
    return Window(1, 4) if printed is None else Window(printed, printed)


Number = tuple[int, Fact]
"""A number at a release."""


@dataclass
class Published:
    """All that has been published: for each release what was printed, and how numbers hang together."""

    register: Mapping[str, Entry]
    printed: dict[Number, int | None] = field(default_factory=dict)
    sums: list[tuple[Number, tuple[Number, ...]]] = field(default_factory=list)
    kept: dict[Number, Number] = field(default_factory=dict)
    """Numbers printed as at an earlier release: what is printed is of then."""
    rests: list[Number] = field(default_factory=list)
    """Of whom a filter leaves out and no table tells: printed nowhere, and not below nought."""

    def add(self, release: int, tables: Iterable[ProtectedTable]) -> None:
        for table in tables:
            self._add(release, table, self.register[table.name])
        self._add_filters(release)

    def _add(self, release: int, table: ProtectedTable, entry: Entry) -> None:
        def of(row: str | None, column: str | None) -> Number:
            so = list(entry.where)
            if row is not None and not entry.rows_are_periods:
                so.append((entry.rows, row))
            if column is not None:
                so.append((entry.columns, column))
            by_row = entry.rows_are_periods and row is not None
            period = row if by_row and row is not None else table.period
            return release, fact(entry.population, period, so)

        cells = [[of(row, column) for column in table.columns] for row in table.rows]
        for numbers, row in zip(cells, table.cells, strict=True):
            self.printed |= dict(zip(numbers, row, strict=True))
        row_totals = [of(row, None) for row in table.rows] if table.row_totals else []
        column_totals = [of(None, each) for each in table.columns] if table.column_totals else []
        self.printed |= dict(zip(row_totals, table.row_totals, strict=True))
        self.printed |= dict(zip(column_totals, table.column_totals, strict=True))
        self.sums += zip(row_totals, map(tuple, cells), strict=bool(row_totals))
        columns = map(tuple, zip(*cells, strict=True))
        self.sums += zip(column_totals, columns, strict=bool(column_totals))
        if row_totals and column_totals:
            total = of(None, None)
            self.printed[total] = table.total
            self.sums += [(total, tuple(row_totals)), (total, tuple(column_totals))]

    def _add_filters(self, release: int) -> None:
        """Tables of parts (girls, boys) make up the table of the whole; a part alone is no more than the whole."""
        filters = {entry.where[0] for entry in self.register.values() if len(entry.where) == 1}
        labels: dict[str, set[str]] = {}
        for heading, label in filters:
            labels.setdefault(heading, set()).add(label)
        parts: dict[tuple[Number, str], dict[str, Number]] = {}
        for number in self.printed:
            for heading, label in number[1].so:
                if number[0] == release and heading in labels:
                    so = [each for each in number[1].so if each != (heading, label)]
                    whole = (release, fact(*number[1][:2], so))
                    if whole in self.printed:
                        parts.setdefault((whole, heading), {})[label] = number
        for (whole, heading), of_it in parts.items():
            if not labels[heading].issuperset(of_it):
                continue  # a line of a table, whose sum is known
            if len(of_it) < max(2, len(labels[heading])):
                so = [*whole[1].so, (heading, "the rest")]
                of_it["the rest"] = (release, fact(*whole[1][:2], so))
                self.rests.append(of_it["the rest"])
            self.sums.append((whole, tuple(of_it.values())))

    def without_what_was_rounded(self) -> Published:
        """As if nothing had been printed but the noughts: what an attacker has by what he was told."""
        noughts = {number: 0 if printed == 0 else None for number, printed in self.printed.items()}
        return Published(self.register, noughts, self.sums, self.kept, self.rests)


class Told(NamedTuple):
    """What else the attacker knows: least ≤ Σ weight × number ≤ most."""

    least: float
    terms: Mapping[Number, int]
    most: float


def bounds(
    published: Published,
    *,
    read=read_rounded,
    told: Sequence[Told] = (),
    targets: Iterable[Number] | None = None,
    whole: bool = True,
) -> dict[Number, Interval]:
    """The least and most that each hidden number (or each target) can be.

    whole: every number is a whole number of children (integer programming), which a linear programme does not know.
    """
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)  # of the whole process, from the first time on
    numbers = [*published.printed, *published.rests]
    index = {number: at for at, number in enumerate(numbers)}
    for number, printed in published.printed.items():
        solver.addVar(*(read(printed) if number not in published.kept else (0, BIG)))
    for _ in published.rests:
        solver.addVar(0, BIG)
    if read is read_rounded:
        _know_where_numbers_go_up(solver, published, index)
    for total, cells in dict.fromkeys(published.sums):
        at = [index[total], *(index[each] for each in cells)]
        solver.addRow(0, 0, len(at), at, [-1, *[1] * len(cells)])
    for least, terms, most in told:
        solver.addRow(least, most, len(terms), [index[each] for each in terms], [*terms.values()])
    if whole:
        count = solver.getNumCol()
        kinds = [highspy.HighsVarType.kInteger] * count
        solver.changeColsIntegrality(count, list(range(count)), kinds)
    wanted = targets or [each for each, printed in published.printed.items() if printed is None]
    return {number: _interval(solver, index[number]) for number in wanted}


def _know_where_numbers_go_up(
    solver: highspy.Highs, published: Published, index: Mapping[Number, int]
) -> None:
    """A number goes up from a remainder of 1, 2, 3, 4 or (never) 5 on: unknown, but the same on every day."""
    remainders: dict[tuple[str, object], int] = {}
    for number, printed in published.printed.items():
        if not printed or number in published.kept:
            continue
        one = number[1]
        if (one.population, one.so) not in remainders:
            remainders[one.population, one.so] = solver.getNumCol()
            solver.addVar(1, 5)
        at = [index[number], remainders[one.population, one.so]]
        solver.addRow(
            printed - 5, printed - 1, 2, at, [1, -1]
        )  # printed ≤ count + 5 - remainder ≤ printed + 4


def _interval(solver: highspy.Highs, at: int) -> Interval:
    found = []
    solver.changeColCost(at, 1.0)
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver.changeObjectiveSense(sense)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the truth itself fits"
        found.append(solver.getInfo().objective_function_value)
    solver.changeColCost(at, 0.0)
    least, most = found
    return Interval(ceil(least - 1e-6), floor(most + 1e-6))
