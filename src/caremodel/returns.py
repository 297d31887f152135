"""A statutory return (SSDA903), as read: tables of cells, and what could not be understood.

The collection year Y runs from 1 April Y-1 to 31 March Y. A return holds every episode that was open on
any day of it, so one episode is in several returns and the latest wins (`histories`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Cell = str | dt.date | int | None
"""A date in a column of dates, a whole number in a column of numbers, text (a code, upper case as in the
code lists) in every other; None where the cell was blank or was not understood (then there is a `Fault`)."""

Kind = Literal["text", "code", "date", "number", "postcode"]


def first_day(year: int) -> dt.date:
    """The first day of a collection year."""
    return dt.date(year - 1, 4, 1)


def last_day(year: int) -> dt.date:
    """The last day of a collection year."""
    return dt.date(year, 3, 31)


def collection_year(day: dt.date) -> int:
    """The collection year that a day falls in."""
    return day.year + (day >= dt.date(day.year, 4, 1))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row was read: file (as the user names it, with the sheet or the file in a zip) and line."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that was not understood, a row or file that was set aside, or a mend that reading made.

    kind: `cell` (the cell is None in its table), `row` (the row is in no table), `file` (the file is in no
    table, and may have been meant to be), `other` (a file that is no part of a return: a letter, a list of
    prices), `mended` (read as meant: a date that Excel turned round, say). `message` is a sentence for
    the person who has the file: what, and how to mend it.
    """

    kind: Literal["cell", "row", "file", "other", "mended"]
    message: str
    place: Place
    table: str = ""
    row: int | None = None
    """Index into the table's columns, for `cell` and `mended`."""
    column: str = ""
    text: str = ""
    """What stood there."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a return, by columns; all of equal length.

    Every column that the table has in `tables.TABLES` is here, in that order, also one that the file
    lacked (all None; its name is in `missing`).
    """

    name: str
    columns: Mapping[str, Sequence[Cell]]
    places: Sequence[Place]
    missing: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Return:
    """One authority's return of one collection year."""

    year: int
    authority: str | None
    """As the files name it (a DfE code such as 845), or None."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    files: tuple[str, ...] = ()
