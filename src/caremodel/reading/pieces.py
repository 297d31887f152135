"""Rows of one table from one sheet, of one authority and year, and what is to be said of their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from operator import itemgetter
from typing import Any, Final, Literal, overload

from ..returns import Cell, Fault, Place
from .sheets import counted

SAID_ONE_BY_ONE: Final = 100
"""Of cells not understood, or rows set aside, for one reason; the others are counted."""


@dataclass(frozen=True, slots=True)
class Note:
    """The same remark on cells of one column: their rows and what stood there."""

    kind: Literal["cell", "mended"]
    column: str
    what: str
    rows: Sequence[int]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one table; `year` and `authority` where the rows themselves tell them."""

    table: str
    file: str
    names: tuple[str, ...]
    columns: Mapping[str, Sequence[Cell]]
    lines: Sequence[int]
    missing: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    """Of rows that are not here any more, and of the sheet."""
    year: int | None = None
    authority: str | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def keep(self, rows: Sequence[int]) -> Piece:
        """Only these rows, in this order."""
        if len(rows) == len(self):
            return self
        return replace(
            self,
            columns={name: _pick(cells, rows) for name, cells in self.columns.items()},
            lines=_pick(self.lines, rows),
            notes=_kept(self.notes, rows) if self.notes else (),
        )


def _kept(notes: Sequence[Note], rows: Sequence[int]) -> tuple[Note, ...]:
    at = {row: number for number, row in enumerate(rows)}
    found = []
    for note in notes:
        left = [
            (at[row], text) for row, text in zip(note.rows, note.texts, strict=True) if row in at
        ]
        if left:
            there, texts = zip(*left, strict=True)
            found.append(replace(note, rows=there, texts=texts))
    return tuple(found)


def _pick(cells: Sequence[Any], rows: Sequence[int]) -> tuple[Any, ...]:
    if len(rows) < 2:
        return tuple(cells[row] for row in rows)
    picked: tuple[Any, ...] = itemgetter(*rows)(cells)
    return picked


class Places(Sequence[Place]):
    """The place of each row of a table, made when it is asked for."""

    __slots__ = ("_ends", "_parts")

    def __init__(self, parts: Sequence[tuple[str, Sequence[int]]]) -> None:
        self._parts = parts
        self._ends = list(accumulate(len(lines) for _, lines in parts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, row: int) -> Place: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Place]: ...
    def __getitem__(self, row: int | slice) -> Place | Sequence[Place]:
        if isinstance(row, slice):
            return tuple(self[one] for one in range(*row.indices(len(self))))
        row = range(len(self))[row]
        part = bisect_right(self._ends, row)
        file, lines = self._parts[part]
        return Place(file, lines[row - (self._ends[part] - len(lines))])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def row_faults(table: str, file: str, asides: Sequence[tuple[int, str, str]]) -> tuple[Fault, ...]:
    """Faults for rows set aside (line, sentence, what stood there): the first of each sentence, the others counted."""
    by_sentence: dict[str, list[tuple[int, str]]] = {}
    for line, sentence, text in asides:
        by_sentence.setdefault(sentence, []).append((line, text))
    found = []
    for sentence, rows in by_sentence.items():
        for line, text in islice(rows, SAID_ONE_BY_ONE):
            found.append(
                Fault("row", f"Line {line}: {sentence}", Place(file, line), table, text=text)
            )
        if (more := len(rows) - SAID_ONE_BY_ONE) > 0:
            line = rows[SAID_ONE_BY_ONE][0]
            found.append(
                Fault(
                    "row",
                    f"{counted(more, 'more row', 'more rows')}: {sentence}",
                    Place(file, line),
                    table,
                )
            )
    return tuple(sorted(found, key=lambda fault: fault.place.line))


def note_faults(table: str, note: Note, places: Sequence[Place]) -> list[Fault]:
    """Faults of one remark: cells not understood one by one, a mend once with its count."""
    one_by_one = SAID_ONE_BY_ONE if note.kind == "cell" else 1
    found = []
    for row, text in islice(zip(note.rows, note.texts, strict=True), one_by_one):
        place = places[row]
        others = len(note.rows) - 1 if note.kind == "mended" else 0
        more = f" and {others} more" if others else ""
        said = f"{note.column}, line {place.line}, “{text[:40]}”{more}: {note.what}"
        found.append(Fault(note.kind, said, place, table, row, note.column, text))
    if note.kind == "cell" and (others := len(note.rows) - one_by_one) > 0:
        row = note.rows[one_by_one]
        said = f"{note.column}, from line {places[row].line}, {counted(others, 'more cell', 'more cells')}: {note.what}"
        found.append(
            Fault("cell", said, places[row], table, row, note.column, note.texts[one_by_one])
        )
    return found
