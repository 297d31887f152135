"""A return prepared for rules: rows by name, episodes of each child in order, what rules ask again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar, cast

from ..ages import birthday
from ..placements import RESPITE
from ..returns import Fault, Place, Return, first_day, last_day
from ..tables import TABLES
from . import rows
from .rows import Episode, Row

R = TypeVar("R", bound=Row)


def by_child(those: Iterable[R]) -> dict[str, list[R]]:
    """Rows of each child, in the order they stand in."""
    found: dict[str, list[R]] = {}
    for row in those:
        if row.child:
            found.setdefault(row.child, []).append(row)
    return found


class Record:
    """One return, and the returns of the same authority before it (`earlier`, latest first)."""

    def __init__(self, given: Return, earlier: Sequence[Record] = ()) -> None:
        self.given = given
        self.year = given.year
        self.first = first_day(given.year)
        self.last = last_day(given.year)
        self.earlier = tuple(earlier)

    @property
    def before(self) -> Record | None:
        """The return of the year before, if it is at hand."""
        return next((one for one in self.earlier if one.year == self.year - 1), None)

    def has(self, fields: Iterable[str]) -> bool:
        """Whether the return has all of these columns, given as `table.COLUMN`."""
        return all(field in self._columns for field in fields)

    @cached_property
    def _columns(self) -> frozenset[str]:
        return frozenset(
            field
            for name, table in self.given.tables.items()
            for column in table.columns
            if column not in table.missing
            for field in (name, f"{name}.{column}")
        )

    def rows_of(self, table: str) -> list[Row]:
        """The rows of a table; none if the return lacks it."""
        return cast(list[Row], getattr(self, table))

    @cached_property
    def header(self) -> list[rows.Header]:
        return self._read("header", rows.Header)

    @cached_property
    def episodes(self) -> list[Episode]:
        return self._read("episodes", Episode)

    @cached_property
    def reviews(self) -> list[rows.Review]:
        return self._read("reviews", rows.Review)

    @cached_property
    def uasc(self) -> list[rows.Asylum]:
        return self._read("uasc", rows.Asylum)

    @cached_property
    def oc2(self) -> list[rows.Health]:
        return self._read("oc2", rows.Health)

    @cached_property
    def oc3(self) -> list[rows.Leaver]:
        return self._read("oc3", rows.Leaver)

    @cached_property
    def ad1(self) -> list[rows.Adoption]:
        return self._read("ad1", rows.Adoption)

    @cached_property
    def placed_for_adoption(self) -> list[rows.Decision]:
        return self._read("placed_for_adoption", rows.Decision)

    @cached_property
    def previous_permanence(self) -> list[rows.Permanence]:
        return self._read("previous_permanence", rows.Permanence)

    @cached_property
    def missing(self) -> list[rows.Missing]:
        return self._read("missing", rows.Missing)

    @cached_property
    def sw_episodes(self) -> list[rows.SocialWorker]:
        return self._read("sw_episodes", rows.SocialWorker)

    @cached_property
    def dolo(self) -> list[rows.LibertyOrder]:
        return self._read("dolo", rows.LibertyOrder)

    def _read(self, name: str, kind: type[R]) -> list[R]:
        table = self.given.tables.get(name)
        if table is None:
            return []
        columns: list[Sequence[Any]] = [
            table.columns[column.name] for column in TABLES[name].columns
        ]
        children = [child or "" for child in columns[0]]
        make: Any = kind
        return list(map(make._make, zip(range(len(table)), children, *columns[1:], strict=True)))

    # What reading could not understand

    @cached_property
    def unread(self) -> Mapping[tuple[str, str], Mapping[int, Fault]]:
        """Cells that reading did not understand: by table and column, and then by row."""
        found: dict[tuple[str, str], dict[int, Fault]] = {}
        for fault in self.given.faults:
            if fault.kind == "cell" and fault.row is not None:
                found.setdefault((fault.table, fault.column), {})[fault.row] = fault
        return found

    def not_understood(self, table: str, column: str) -> list[Row]:
        """Rows whose cell of this column is something else than its kind asks for."""
        these = self.unread.get((table, column))
        return [row for row in self.rows_of(table) if row.row in these] if these else []

    def lack(self, table: str, column: str) -> Fault:
        """That a table has no such column, said as reading says its faults."""
        files = self.given.tables[table].places
        place = Place(files[0].file, 1) if files else Place(table, 1)
        message = (
            f"The column {column} is missing from {table}. The rules that need it were not asked: add the "
            "column, even if it is blank."
        )
        return Fault("file", message, place, table, None, column)

    # Children

    @cached_property
    def children(self) -> dict[str, rows.Header]:
        """The first row of each child in the header."""
        return {child: those[0] for child, those in by_child(self.header).items()}

    @cached_property
    def born(self) -> dict[str, dt.date]:
        """Date of birth of each child, as the header has it."""
        return {child: one.dob for child, one in self.children.items() if one.dob}

    def birthday(self, child: str, age: int) -> dt.date | None:
        """The day on which a child becomes this old; None if the date of birth is not known."""
        born = self.born.get(child)
        return birthday(born, age) if born else None

    def younger_than(self, child: str, age: int, day: dt.date | None) -> bool:
        """Whether a child is known to be under this age on a day."""
        turns = self.birthday(child, age)
        return turns is not None and day is not None and day < turns

    def at_least(self, child: str, age: int, day: dt.date | None) -> bool:
        """Whether a child is known to have this age on a day."""
        turns = self.birthday(child, age)
        return turns is not None and day is not None and day >= turns

    @cached_property
    def seeking_asylum(self) -> frozenset[str]:
        """Children in UASC in this return or an earlier one."""
        return frozenset(row.child for one in (self, *self.earlier) for row in one.uasc)

    # Episodes

    @cached_property
    def stories(self) -> dict[str, list[Episode]]:
        """Episodes of each child in the order they began; one without a beginning is in none."""
        found = by_child(one for one in self.episodes if one.decom)
        for those in found.values():
            those.sort(key=lambda one: (one.decom, one.dec or dt.date.max, one.row))
        return found

    @cached_property
    def pairs(self) -> list[tuple[Episode, Episode]]:
        """Every episode with the one of the same child that comes next."""
        return [pair for those in self.stories.values() for pair in pairwise(those)]

    @cached_property
    def previous_of(self) -> dict[int, Episode]:
        """The episode before, by row."""
        return {after.row: earlier for earlier, after in self.pairs}

    @cached_property
    def next_of(self) -> dict[int, Episode]:
        """The episode after, by row."""
        return {earlier.row: after for earlier, after in self.pairs}

    @cached_property
    def periods(self) -> list[list[Episode]]:
        """Episodes of each period of care: a new one begins with S, or after one that ended care."""
        found: list[list[Episode]] = []
        for those in self.stories.values():
            previous: Episode | None = None
            for one in those:
                if previous is None or one.rne == "S" or left(previous):
                    found.append([])
                found[-1].append(one)
                previous = one
        return found

    @cached_property
    def short_breaks_only(self) -> frozenset[str]:
        """Children all of whose episodes are short breaks."""
        return frozenset(
            child
            for child, those in by_child(self.episodes).items()
            if all(one.ls in RESPITE for one in those)
        )

    @cached_property
    def open_at_end(self) -> dict[str, Episode]:
        """The episode that each child was in at the end of the year, short breaks aside."""
        return {
            child: those[-1]
            for child, those in self.stories.items()
            if those[-1].dec is None and those[-1].ls not in RESPITE
        }

    @cached_property
    def all_year(self) -> frozenset[str]:
        """Children looked after through the twelve months to 31 March, short breaks aside: those of OC2."""
        return frozenset(child for child, those in self.stories.items() if self._all_year(those))

    @cached_property
    def perhaps_all_year(self) -> frozenset[str]:
        """Those, and children of whom one episode has no day it began, so that nobody can tell."""
        return self.all_year | {one.child for one in self.episodes if one.decom is None}

    def _all_year(self, those: list[Episode]) -> bool:
        began = those[0].decom
        if began is None or began > self.first:
            return False
        in_year = [one for one in those if one.dec is None or one.dec >= self.first]
        if not in_year:
            return False
        for one in in_year:
            if one.ls in RESPITE:
                return False
            if one.rne == "S" and one.decom and one.decom > self.first:
                return False
            if left(one) and one.dec and one.dec < self.last:
                return False
        return True


def left(one: Episode) -> bool:
    """Whether care ended with this episode: the reasons for that begin with E; X1 goes on."""
    return one.dec is not None and one.rec is not None and one.rec.startswith("E")
