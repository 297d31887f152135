"""Whose rows they are: as a column LA says, else a code in a name, else folders that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .naming import Label, code_told, label_told, year_told
from .pieces import Piece


def with_authorities(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the authority that is told for each; None where there is but one, and no code."""
    labels = {piece.names: label_told(piece.names) for piece in pieces}
    names = _names_of_authorities(pieces, labels)
    return [
        replace(
            piece,
            authority=piece.authority
            or code_told(piece.names)
            or names.get(labels[piece.names] or Label((), "", False)),
        )
        for piece in pieces
    ]


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
