"""One return in two folders (draft and final, a workbook and its CSV): the last version is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..returns import Cell, Fault, Place
from .pieces import Piece

Folder = tuple[str, ...]
_SAME: Final = 0.8
"""Of the rows of the smaller, so many are of the same child and day: it is another version, not another part."""
_ENOUGH: Final = 10
"""Rows in common that it takes to say so."""
_TELLING: Final = ("DECOM", "REVIEW", "MIS_START", "SW_DECOM", "DATE_PLACED", "DOB")
_EARLIER: Final = re.compile(r"draft|old|archived?|backup|superseded|previous|provisional|original")
_LATER: Final = re.compile(r"final|latest|new|resub\w*|correct\w*|amend\w*|revis\w*|updat\w*")


def last_versions(
    tables: Mapping[str, Sequence[Piece]],
) -> tuple[dict[str, list[Piece]], list[Fault]]:
    """The pieces of one authority's return of one year, without those of which a later version is there.

    Versions are told apart by their folders (or workbooks): by words such as draft and final, else by the order
    of their names. A table that the last version lacks is read from the one before.
    """
    kept = {name: list(pieces) for name, pieces in tables.items()}
    faults: list[Fault] = []
    folders = {piece.names[:-1] for pieces in tables.values() for piece in pieces}
    if len(folders) < 2:
        return kept, faults
    newest: list[Folder] = []
    for folder in sorted(folders, key=_order, reverse=True):
        later = next((one for one in newest if _are_versions(tables, folder, one)), None)
        if later is None:
            newest.append(folder)
            continue
        left: list[Piece] = []
        for name, pieces in kept.items():
            if any(piece.names[:-1] == later for piece in pieces):
                left += [piece for piece in pieces if piece.names[:-1] == folder]
                kept[name] = [piece for piece in pieces if piece.names[:-1] != folder]
        faults.append(_said(left, _first(tables, later)))
    return kept, faults


def _order(folder: Folder) -> tuple[int, list[tuple[bool, int, str]]]:
    words = set(re.findall(r"[a-z]+", " ".join(folder).lower()))
    rank = any(map(_LATER.fullmatch, words)) - any(map(_EARLIER.fullmatch, words))
    parts = re.findall(r"\d+|\D+", "/".join(folder).lower())
    return rank, [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _are_versions(tables: Mapping[str, Sequence[Piece]], one: Folder, other: Folder) -> bool:
    same = whole = 0
    for pieces in tables.values():
        left, right = (_keys(pieces, folder) for folder in (one, other))
        same += len(left & right)
        whole += min(len(left), len(right))
    return same >= _ENOUGH and same >= _SAME * whole


def _keys(pieces: Sequence[Piece], folder: Folder) -> set[tuple[Cell, ...]]:
    keys: set[tuple[Cell, ...]] = set()
    for piece in pieces:
        if piece.names[:-1] == folder:
            second = next(name for name in _TELLING if name in piece.columns)
            keys.update(zip(piece.columns["CHILD"], piece.columns[second], strict=True))
    return keys


def _first(tables: Mapping[str, Sequence[Piece]], folder: Folder) -> Piece:
    return next(
        piece for pieces in tables.values() for piece in pieces if piece.names[:-1] == folder
    )


def _said(left: Sequence[Piece], later: Piece) -> Fault:
    first = left[0]
    others = f" and {len(left) - 1} more" if len(left) > 1 else ""
    said = (
        f"{first.file}{others}: the same return is in {later.file} again, which was read as its last version. "
        "If that is wrong, move the one that does not count elsewhere."
    )
    return Fault("mended", said, Place(first.file, 1), first.table)
