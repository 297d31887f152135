"""Whose rows they are.

As a column LA says, else a code in a name, else folders that stand side by side, else names of authorities in the
names of files that stand side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..distance.authorities import named_in
from .naming import Label, code_told, label_told, year_told
from .pieces import Piece


def with_authorities(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the authority that is told for each; None where there is but one, and no code."""
    labels = {piece.names: label_told(piece.names) for piece in pieces}
    names = _names_of_authorities(pieces, labels)
    known = [
        replace(
            piece,
            authority=piece.authority
            or code_told(piece.names)
            or names.get(labels[piece.names] or Label((), "", False)),
        )
        for piece in pieces
    ]
    return _with_names_of_files(known)


def _with_names_of_files(pieces: Sequence[Piece]) -> list[Piece]:
    """Where files of one folder have the same table of the same year and name different authorities, each is its own's."""
    named: dict[tuple[tuple[str, ...], str, int | None], set[str]] = {}
    for piece in pieces:
        if piece.authority is None:
            key = (piece.names[:-1], piece.table, piece.year or year_told(piece.names))
            named.setdefault(key, set()).add(_named(piece))
    folders = {folder for (folder, *_), names in named.items() if len(names - {""}) > 1}
    return [
        replace(piece, authority=_named(piece) or None)
        if piece.authority is None and piece.names[:-1] in folders
        else piece
        for piece in pieces
    ]


def _named(piece: Piece) -> str:
    one = named_in(piece.names[-1])
    return one.name if one else ""


def _names_of_authorities(
    pieces: Sequence[Piece], labels: dict[tuple[str, ...], Label | None]
) -> dict[Label, str]:
    """Labels that can only be authorities.

    Side by side in one folder, and with years inside them, or the same table of the same year in each.
    """
    beside: dict[tuple[str, ...], dict[Label, set[tuple[str, int | None]]]] = {}
    for piece in pieces:
        label = labels[piece.names]
        if label is not None:
            tables = beside.setdefault(label.within, {}).setdefault(label, set())
            tables.add((piece.table, piece.year or year_told(piece.names)))
    found: dict[Label, str] = {}
    for side_by_side in beside.values():
        if len(side_by_side) > 1:
            held = [one for tables in side_by_side.values() for one in tables]
            clash = len(held) > len(set(held))
            found |= {label: label.name for label in side_by_side if label.above_years or clash}
    return found
