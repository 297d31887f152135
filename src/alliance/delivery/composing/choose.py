"""What of a letter one reader gets: their topics and audiences, and no ask beyond their reach.

Pure: no database. Readers that are equal get equal letters, which `key_of` tells by; whoever writes
to many asks once for each `Reader`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .letter import Asked, Letter, Line, Part, Piece, Reader


def choose(letter: Letter, reader: Reader) -> Letter | None:
    """The letter as this reader gets it; None where there is nothing to send them.

    Each piece that they may read is either whole or told by its title (`passed_over`): nobody misses
    what they did not know of. What asks something of the reader's own authority is always whole.
    """
    parts = _once(letter.parts, reader)
    return _only_asked(letter, parts) if reader.only_asked else _narrowed(letter, parts, reader)


def key_of(chosen: Letter) -> str:
    """A digest of all that a chosen letter says: one key, one rendering."""
    said = json.dumps(chosen.as_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _narrowed(letter: Letter, parts: Sequence[Part], reader: Reader) -> Letter | None:
    over = [
        Line(title=piece.title, url=piece.url)
        for part in parts
        for piece in part.pieces
        if not _is_for(piece, reader)
    ]
    whole = _asked_once([_part_for(part, letter, reader) for part in parts])
    chosen = replace(
        letter,
        parts=[part for part in whole if part.pieces or part.lines],
        passed_over=[*over, *_distinct(letter.passed_over)],
    )
    says_something = chosen.parts or chosen.passed_over or chosen.introduction
    return chosen if says_something else None


def _only_asked(letter: Letter, parts: Sequence[Part]) -> Letter | None:
    """The pieces that ask something of this reader, and a line to all the others."""
    asking = [replace(part, pieces=[*filter(_asks, part.pieces)], lines=()) for part in parts]
    asking = [replace(part, pieces=[*filter(_asks, part.pieces)]) for part in _asked_once(asking)]
    asking = [part for part in asking if part.pieces]
    if not asking:
        return None
    rest = [Line(title=f"Everything else in {letter.called}", url=letter.url)]
    return replace(
        letter,
        parts=asking,
        introduction="",
        passed_over=rest if letter.url else (),
        calendar="",
    )


def _part_for(part: Part, letter: Letter, reader: Reader) -> Part:
    lines = [
        line
        for line in _distinct(part.lines)
        if not line.topics or not reader.topics or line.topics & reader.topics
    ]
    is_shorter = len(lines) < len(part.lines)
    return replace(
        part,
        pieces=[piece for piece in part.pieces if _is_for(piece, reader)],
        lines=lines,
        more_url=part.more_url or (letter.url if is_shorter and lines else ""),
    )


def _is_for(piece: Piece, reader: Reader) -> bool:
    if _asks(piece):
        return True
    by_topic = not piece.topics or not reader.topics or piece.topics & reader.topics
    by_work = not piece.audiences or not reader.audiences or piece.audiences & reader.audiences
    return bool(by_topic and by_work)


def _asks(piece: Piece) -> bool:
    return any(ask.of_you for ask in piece.asked)


def _once(parts: Sequence[Part], reader: Reader) -> list[Part]:
    """Each piece in its first place, with the asks of all its places that reach the reader."""
    asked: dict[str, list[Asked]] = {}
    for piece in (piece for part in parts for piece in part.pieces if _may_meet(piece, reader)):
        reaching = (_for(ask, reader) for ask in piece.asked if reader.may_read(ask))
        asked.setdefault(piece.key, []).extend(reaching)
    seen: set[str] = set()
    out = []
    for part in parts:
        pieces = []
        for piece in part.pieces:
            if piece.key not in seen and _may_meet(piece, reader):
                seen.add(piece.key)
                own_first = sorted(asked[piece.key], key=lambda ask: not ask.of_you)
                pieces.append(replace(piece, asked=own_first))
        out.append(replace(part, pieces=pieces))
    return out


def _may_meet(piece: Piece, reader: Reader) -> bool:
    """Not a piece that only asks what this reader may not read of: its title would say it."""
    says_more = bool(piece.html) or not piece.asked
    return says_more or any(map(reader.may_read, piece.asked))


def _asked_once(parts: Sequence[Part]) -> list[Part]:
    """Each ask in the first of the pieces that are told whole; one that only asked what another
    has asked already goes."""
    every = [ask for part in parts for piece in part.pieces for ask in piece.asked]
    of_you = {_name(ask) for ask in every if ask.of_you}
    seen: set[str] = set()
    out = []
    for part in parts:
        pieces = []
        for piece in part.pieces:
            asked = []
            for ask in piece.asked:
                if _name(ask) not in seen:
                    seen.add(_name(ask))
                    asked.append(replace(ask, of_you=_name(ask) in of_you))
            if asked or piece.html or not piece.asked:
                pieces.append(replace(piece, asked=asked))
        out.append(replace(part, pieces=pieces))
    return out


def _name(ask: Asked) -> str:
    return ask.url or ask.title


def _for(ask: Asked, reader: Reader) -> Asked:
    """As one reader is told of it: not whom else it asks.

    A reader who wants only what is asked and belongs to no authority takes all that reaches them
    for asked of them.
    """
    of_nobody = reader.only_asked and reader.authority is None
    is_own = reader.authority is not None and reader.authority in ask.authorities
    return replace(ask, authorities=frozenset(), of_you=is_own or of_nobody)


def _distinct(lines: Iterable[Line]) -> list[Line]:
    first: dict[tuple[str, str, str], Line] = {}
    for line in lines:
        first.setdefault((line.title, line.url, line.day), line)
    return [*first.values()]
