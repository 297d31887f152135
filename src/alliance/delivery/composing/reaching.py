"""Pieces that only ask something: they go to whom they reach, and to nobody else. Pure.

`choose` leaves out the asks that a reader may not read of; a piece made of nothing else would keep
its title, and the title says what is asked.
"""

from __future__ import annotations

from dataclasses import replace

from .letter import Letter, Piece, Reader


def reaching(letter: Letter, reader: Reader) -> Letter:
    """The letter without the pieces that would only ask what this reader may not read of."""
    parts = [
        replace(part, pieces=[piece for piece in part.pieces if _reaches(piece, reader)])
        for part in letter.parts
    ]
    return replace(letter, parts=[part for part in parts if part.pieces or part.lines])


def _reaches(piece: Piece, reader: Reader) -> bool:
    if piece.html or not piece.asked:
        return True
    return any(reader.may_read(asked) for asked in piece.asked)
