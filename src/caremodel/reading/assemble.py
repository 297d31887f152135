"""Pieces to returns: one for each authority and year, each table once, each row once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from ..returns import Cell, Fault, Place, Return, Table
from ..tables import TABLES
from .authorities import with_authorities
from .identifiers import with_one_form
from .pieces import Note, Piece, Places, note_faults, row_faults
from .versions import last_versions
from .years import with_years

_REPEATED = "the row is the same as one before it, so it was set aside. Leave one of them out."


def assemble(pieces: Sequence[Piece]) -> tuple[list[Return], list[Fault]]:
    """The returns in order of authority and year, and the faults that belong to none."""
    known, faults = with_years(with_authorities(pieces))
    sets: dict[tuple[str, int], dict[str, list[Piece]]] = {}
    for piece in known:
        key = (piece.authority or "", piece.year or 0)
        sets.setdefault(key, {}).setdefault(piece.table, []).append(piece)
    with_one_form(sets)
    returns = [
        _return(authority or None, year, tables)
        for (authority, year), tables in sorted(sets.items())
    ]
    return returns, faults


def _return(authority: str | None, year: int, pieces: dict[str, list[Piece]]) -> Return:
    tables: dict[str, Table] = {}
    pieces, faults = last_versions(pieces)
    for name in TABLES:
        if name in pieces:
            tables[name], said = _table(name, pieces[name])
            faults += said
    files = dict.fromkeys(piece.file for piece in chain.from_iterable(pieces.values()))
    return Return(year, authority, tables, tuple(faults), tuple(files))


def _table(name: str, pieces: Sequence[Piece]) -> tuple[Table, list[Fault]]:
    """The table of all its pieces; a file with the rows of one before is set aside, and so is a row that comes twice."""
    kept: list[Piece] = []
    faults: list[Fault] = []
    for piece in pieces:
        faults += piece.faults
        same = next((one for one in kept if _same_rows(one, piece)), None)
        if same is not None:
            said = f"It has the same rows of {name} as {same.file}, so it was set aside. Leave one of them out."
            faults.append(Fault("file", said, Place(piece.file, 1), name))
            continue
        if kept:
            said = (
                f"{name} of this year is in {kept[0].file} too: the rows of both were put together."
            )
            faults.append(Fault("mended", said, Place(piece.file, 1), name))
        kept.append(piece)
    joined = _joined(kept)
    places = Places([(piece.file, piece.lines) for piece in kept])
    unread = {row for note in joined.notes if note.kind == "cell" for row in note.rows}
    rows = _first_of_each(joined.columns, len(places), unread)
    if len(rows) < len(places):
        kept, said_of_rows = _without_repeated(name, kept, frozenset(rows))
        faults += said_of_rows
        joined = _joined(kept)
        places = Places([(piece.file, piece.lines) for piece in kept])
    for note in joined.notes:
        faults += note_faults(name, note, places)
    columns = {column: tuple(cells) for column, cells in joined.columns.items()}
    return Table(name, columns, places, joined.missing), faults


def _same_rows(one: Piece, other: Piece) -> bool:
    return len(one) == len(other) > 0 and all(
        tuple(cells) == tuple(other.columns[name]) for name, cells in one.columns.items()
    )


def _joined(pieces: Sequence[Piece]) -> Piece:
    """Pieces of one table one after the other; its places are made apart."""
    if len(pieces) == 1:
        return pieces[0]
    notes: list[Note] = []
    start = 0
    for piece in pieces:
        notes += [replace(note, rows=[row + start for row in note.rows]) for note in piece.notes]
        start += len(piece)
    columns = {
        name: tuple(chain.from_iterable(piece.columns[name] for piece in pieces))
        for name in pieces[0].columns
    }
    missing = set.intersection(*(set(piece.missing) for piece in pieces))
    return replace(
        pieces[0],
        columns=columns,
        notes=tuple(notes),
        missing=tuple(name for name in columns if name in missing),
    )


def _first_of_each(
    columns: Mapping[str, Sequence[Cell]], rows: int, unread: Set[int] = frozenset()
) -> Sequence[int]:
    """The rows without those that are the same as one before, in every cell.

    unread: rows with a cell that was not understood; nobody knows whether they are the same.
    """
    # By hash, which makes no tuple to keep; rows that agree by chance are told apart below.
    keys = list(map(hash, zip(*_telling(columns), strict=True)))
    if len(set(keys)) == rows:
        return range(rows)
    often = {key for key, times in Counter(keys).items() if times > 1}
    cells = list(columns.values())
    seen: set[tuple[Cell, ...]] = set()
    first = []
    for number, key in enumerate(keys):
        if key in often and number not in unread:
            row = tuple(column[number] for column in cells)
            if row in seen:
                continue
            seen.add(row)
        first.append(number)
    return first


def _telling(columns: Mapping[str, Sequence[Cell]]) -> list[Sequence[Cell]]:
    """CHILD and the column that tells its rows apart: where no two rows agree on both, none is repeated."""
    names = list(columns)
    second = next(
        (
            name
            for name in names
            if name in ("DECOM", "REVIEW", "MIS_START", "SW_DECOM", "DATE_PLACED")
        ),
        "CHILD",
    )
    return [columns["CHILD"], columns[second]]


def _without_repeated(
    name: str, pieces: Sequence[Piece], kept: frozenset[int]
) -> tuple[list[Piece], list[Fault]]:
    left: list[Piece] = []
    faults: list[Fault] = []
    start = 0
    for piece in pieces:
        rows = [row for row in range(len(piece)) if row + start in kept]
        asides = [
            (piece.lines[row], _REPEATED, "")
            for row in range(len(piece))
            if row + start not in kept
        ]
        faults += row_faults(name, piece.file, asides)
        left.append(piece.keep(rows))
        start += len(piece)
    return left, faults
