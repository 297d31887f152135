"""Stand-in until part B1 is merged: reach, topics and “only what is asked”, no more."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from .letter import Letter, Line, Piece, Reader


def choose(letter: Letter, reader: Reader) -> Letter | None:
    over: list[Line] = []
    parts = []
    for part in letter.parts:
        pieces: list[Piece] = []
        for piece in part.pieces:
            asked = [ask for ask in piece.asked if reader.may_read(ask)]
            own = any(reader.authority in ask.authorities for ask in asked)
            if own or not (piece.topics and reader.topics) or piece.topics & reader.topics:
                pieces.append(replace(piece, asked=asked))
            else:
                over.append(Line(title=piece.title, url=piece.url))
        parts.append(replace(part, pieces=pieces))
    if reader.only_asked:
        parts = [
            replace(part, lines=(), pieces=[piece for piece in part.pieces if piece.asked])
            for part in parts
        ]
    chosen = replace(letter, parts=[p for p in parts if p.pieces or p.lines], passed_over=over)
    return chosen if chosen.parts or not reader.only_asked else None


def key_of(chosen: Letter) -> str:
    return hashlib.sha256(json.dumps(chosen.as_json(), sort_keys=True).encode()).hexdigest()
