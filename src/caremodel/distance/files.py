"""Distances put beside the postcodes of a CSV file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from .authorities import Authority, authorities
from .measures import FAR, Located
from .postcodes import Postcodes, open_postcodes

HOME, PLACE = "HOME_POST", "PL_POST"
ADDED: Final = ("MILES", "HOME_LA", "PL_LA", "IN_OUT", "DISTANCE_NOTE")
_SEEKING: Final = "UASC"
_YES: Final = frozenset({"1", "Y", "YES", "TRUE"})


@dataclass(slots=True)
class Tally:
    """What became of the rows of a file."""

    rows: int = 0
    measured: int = 0
    from_sector: int = 0
    """Measured, of which from the middle of a sector at one end at least."""
    seeking_asylum: int = 0
    out: int = 0
    far: int = 0
    """Out of the authority and over 20 miles away."""
    notes: Counter[str] = field(default_factory=Counter)
    """Rows with a note, by what it says."""

    @property
    def unmeasured(self) -> int:
        """Rows without a distance that should have one."""
        return self.rows - self.measured - self.seeking_asylum


def add_distances(
    lines: Iterable[str],
    *,
    authority: str | None = None,
    postcodes: Postcodes | None = None,
    delimiter: str = ",",
) -> tuple[Iterator[list[str]], Tally]:
    """The rows of a CSV file with MILES, HOME_LA, PL_LA, IN_OUT and DISTANCE_NOTE at their ends, heading first.

    Other columns stay as they are, in their order; columns that are called so already are filled anew. HOME_LA and
    PL_LA are ONS codes of upper-tier authorities. IN_OUT is against `authority` (a code of the responsible
    authority, of any kind and age), else against the home's. A column UASC (1, Y, yes) leaves distances blank. The tally
    is complete when the rows have been taken. ValueError, in a sentence, for a file without the two columns.
    """
    responsible = authorities(authority) if authority else None
    if responsible == ():
        raise ValueError(f"“{authority}” is the code of no authority that we know.")
    rows = csv.reader(lines, delimiter=delimiter)
    heading = next(rows, [])
    columns = {name.strip().lstrip("\ufeff").upper(): at for at, name in enumerate(heading)}
    if missing := [name for name in (HOME, PLACE) if name not in columns]:
        has = ", ".join(columns) or "none"
        raise ValueError(
            f"There is no column {' and no column '.join(missing)} in the first line (columns: {has}). "
            "Name the columns of postcodes HOME_POST and PL_POST."
        )
    tally = Tally()
    work = _Work(postcodes or open_postcodes(), responsible, tally, columns)
    return _with_heading(heading, rows, work), tally


class _Work:
    """What is worked out of one row; the same pair of postcodes only once."""

    def __init__(
        self,
        postcodes: Postcodes,
        responsible: tuple[Authority, ...] | None,
        tally: Tally,
        columns: dict[str, int],
    ) -> None:
        self.columns = columns
        self._tally = tally
        self._responsible = responsible
        self._locate: Callable[..., Located] = cache(postcodes.locate)
        self._remark = cache(postcodes.remark)

    def cells(self, row: list[str]) -> tuple[str, ...]:
        """The cells of ADDED."""
        home, place = self._cell(row, HOME), self._cell(row, PLACE)
        seeking = self._cell(row, _SEEKING).upper() in _YES
        found = self._locate(home, place, seeking_asylum=seeking)
        in_out = self._in_out(found)
        note = self._note(home, place, seeking=seeking)
        self._count(found, in_out, note, seeking=seeking)
        return (
            "" if found.miles is None else f"{found.miles:.1f}",
            found.home.code if found.home else "",
            found.place.code if found.place else "",
            in_out,
            note,
        )

    def _cell(self, row: list[str], name: str) -> str:
        at = self.columns.get(name, len(row))
        return row[at].strip() if at < len(row) else ""

    def _in_out(self, found: Located) -> str:
        own = self._responsible or ((found.home,) if found.home else ())
        if not own or found.place is None:
            return ""
        return "IN" if found.place in own else "OUT"

    def _note(self, home: str, place: str, *, seeking: bool) -> str:
        said = (
            ("home", "" if seeking else self._remark(home)),
            ("placement", self._remark(place)),
        )
        notes = [f"{which}: {remark}" for which, remark in said if remark]
        if seeking:
            notes.insert(0, "seeking asylum: no distance")
        return "; ".join(notes)

    def _count(self, found: Located, in_out: str, note: str, *, seeking: bool) -> None:
        tally = self._tally
        tally.rows += 1
        tally.seeking_asylum += seeking
        tally.measured += found.miles is not None
        tally.from_sector += found.miles is not None and bool(note)
        tally.out += in_out == "OUT"
        tally.far += in_out == "OUT" and found.miles is not None and found.miles > FAR
        tally.notes.update([note] if note else [])


def _with_heading(
    heading: list[str], rows: Iterable[list[str]], work: _Work
) -> Iterator[list[str]]:
    there = [work.columns.get(name) for name in ADDED]
    width = len(heading)
    yield heading + [name for name, at in zip(ADDED, there, strict=True) if at is None]
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        whole = row + [""] * (width - len(row))
        over = whole[width:]
        whole = whole[:width]
        for cell, at in zip(work.cells(row), there, strict=True):
            if at is None:
                whole.append(cell)
            else:
                whole[at] = cell
        yield whole + over
