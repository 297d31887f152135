"""Returns of several years and authorities, stitched into one history for each child."""

from __future__ import annotations

import datetime as dt
import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import repeat
from typing import Final, cast

from ..ages import LEAVING_AGE, birthday
from ..returns import Return, Table, first_day, last_day
from .changes import in_words, year_in_words
from .deriving import periods
from .latest import latest
from .mending import mend, tidy
from .model import Change, Child, Episode, Histories
from .people import NOBODY, Person, linked, people, seeking_asylum

_FACTS: Final = (
    "DECOM",
    "DEC",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PLACE_PROVIDER",
    "REC",
    "REASON_PLACE_CHANGE",
    "HOME_POST",
    "PL_POST",
    "URN",
)
"""Columns of episodes in the order of `Episode`'s fields."""


def stitch(returns: Sequence[Return]) -> Histories:
    """One history for each child of each authority; every change that made it is listed.

    A child is known by authority and CHILD. Of several rows with one start the latest return's is believed;
    of two returns of one year the one given last. Otherwise the order of `returns` does not matter.
    ValueError if there is no return.
    """
    if not returns:
        raise ValueError("There is no return to stitch: give at least one year.")
    with _no_collection():
        return _stitched(returns)


def _stitched(returns: Sequence[Return]) -> Histories:
    by_authority: dict[str | None, list[Return]] = defaultdict(list)
    for one in returns:
        by_authority[one.authority].append(one)
    children: list[Child] = []
    changes: list[Change] = []
    everybody: list[tuple[str | None, str, Person]] = []
    for authority in sorted(by_authority, key=lambda code: code or ""):
        stitched = _Authority(authority, by_authority[authority])
        children += stitched.children()
        changes += stitched.changes
        everybody += ((authority, child, who) for child, who in stitched.people.items())
    years = [one.year for one in returns]
    return Histories(
        tuple(children),
        first_day(min(years)),
        last_day(max(years)),
        tuple(changes),
        linked(everybody),
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of tuples without a cycle among them: looking for cycles would take half the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Authority:
    """One authority's returns, while they are stitched."""

    def __init__(self, code: str | None, returns: Sequence[Return]) -> None:
        self.code = code
        self.changes: list[Change] = []
        self.returns = self._one_a_year(returns)
        self.years = [one.year for one in self.returns]
        self.people = people(self.returns, self._note)
        self.seeking_asylum = seeking_asylum(self.returns)

    def children(self) -> Iterator[Child]:
        """Every child with an episode, in order of ids."""
        rows = self._rows()
        for name in sorted(rows):
            who = self.people.get(name, NOBODY)
            line = self._line(name, rows[name], who.born)
            if line:
                yield Child(
                    name,
                    self.code,
                    who.born,
                    who.sex,
                    who.ethnic,
                    self.seeking_asylum.get(name),
                    name in self.seeking_asylum,
                    periods(line),
                )

    def _line(self, name: str, rows: list[Episode], born: dt.date | None) -> list[Episode]:
        note = partial(self._note, name)
        if len(rows) > 1:
            rows = latest(rows, note)
        adult = birthday(born, LEAVING_AGE) if born else dt.date.max
        if tidy(rows, year=self.years[-1], born=born, adult=adult):
            return rows
        return mend(rows, years=self.years, born=born, adult=adult, note=note)

    def _rows(self) -> dict[str, list[Episode]]:
        """Each child's rows, in order of returns."""
        rows: dict[str, list[Episode]] = defaultdict(list)
        for one in self.returns:
            table = one.tables.get("episodes")
            if table:
                for child, row in zip(
                    table.columns["CHILD"], _episodes(table, one.year), strict=True
                ):
                    rows[cast(str, child)].append(row)
                self._leave_out(rows, table, one.year)
        return rows

    def _leave_out(self, rows: dict[str, list[Episode]], table: Table, year: int) -> None:
        """Take out again what can have no place in a history; nearly always nothing."""
        for row in rows.pop(cast(str, None), ()):
            self._note(
                "", "no key", f"A row from {_day(row.began)} has no child: it is left out.", year
            )
        starts = table.columns["DECOM"]
        end = last_day(year)
        if None not in starts and max(cast("Sequence[dt.date]", starts), default=end) <= end:
            return
        for child, start in zip(table.columns["CHILD"], starts, strict=True):
            if child is None or (start is not None and cast(dt.date, start) <= end):
                continue
            name = cast(str, child)
            if start is None:
                self._note(name, "no key", "A row has no start: it is left out.", year)
            else:
                text = (
                    f"An episode from {_day(cast(dt.date, start))} begins after the year of its return, "
                    f"{year_in_words(year)}: it is left out."
                )
                self._note(name, "not begun", text, year)
            rows[name] = [row for row in rows[name] if _begun(row.began, end)]
            if not rows[name]:
                del rows[name]

    def _one_a_year(self, returns: Sequence[Return]) -> list[Return]:
        by_year: dict[int, Return] = {}
        for one in returns:
            if one.year in by_year:
                text = f"There are two returns of {year_in_words(one.year)}: the last one given is read."
                self._note("", "resubmitted", text, one.year)
            by_year[one.year] = one
        return [by_year[year] for year in sorted(by_year)]

    def _note(self, child: str, kind: str, message: str, year: int) -> None:
        self.changes.append(Change(child, kind, message, year, self.code))


def _episodes(table: Table, year: int) -> Iterator[Episode]:
    facts = zip(*(table.columns[name] for name in _FACTS), repeat(year))
    make = cast("Callable[[type[Episode], tuple[object, ...]], Episode]", tuple.__new__)
    return map(make, repeat(Episode), facts)


def _begun(began: dt.date | None, end: dt.date) -> bool:
    return began is not None and began <= end


def _day(day: dt.date | None) -> str:
    return in_words(day) if day else "an unknown day"
