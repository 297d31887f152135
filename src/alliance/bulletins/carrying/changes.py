"""What changed since a matter was last told. Plain functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from alliance.text.changes import Change, Piece, word_changes

from .rules import Matter, Told, words_of


@dataclass(frozen=True, slots=True)
class Changed:
    """What is other in a telling than in the one before; nothing where all is as it was."""

    since: int = 0
    """The number of the bulletin it is compared with; 0 where there is none."""
    sentences: tuple[str, ...] = ()
    """Days and title, in words."""
    pieces: tuple[Piece, ...] = ()
    """The text, word by word; empty where it stayed."""

    def __bool__(self) -> bool:
        return bool(self.sentences or self.pieces)


def changed(before: Told, now: Told, asked_by: Sequence[dt.date] = ()) -> Changed:
    """What a telling changes of the one before it.

    Args:
        asked_by: the last days of what is asked, which may have moved since.
    """
    sentences = [
        *_title(before, now),
        *_deadlines(before.deadlines, now.deadlines, now.date),
        *_moved("event", before.events, now.events, now.date),
        *_asked(now.deadlines, asked_by),
    ]
    pieces = word_changes(before.text, now.text) if before.text != now.text else ()
    if all(piece.change is Change.SAME or not piece.text.strip() for piece in pieces):
        pieces = ()
    return Changed(before.number, tuple(sentences), pieces)


def changed_in(matter: Matter) -> Changed:
    """What its last telling changed of the one before, and what moved since."""
    asked_by = [ask.last_day for ask in matter.asks if ask.last_day]
    if len(matter.tellings) > 1:
        return changed(matter.tellings[-2], matter.last, asked_by)
    moved = tuple(_asked(matter.last.deadlines, asked_by))
    return Changed(matter.last.number if moved else 0, moved)


def _title(before: Told, now: Told) -> list[str]:
    if before.title == now.title:
        return []
    return [f"It was called “{before.title}”."]


def _deadlines(before: Sequence[dt.date], now: Sequence[dt.date], told_on: dt.date) -> list[str]:
    gone, new = sorted(set(before) - set(now)), sorted(set(now) - set(before))
    if gone and new and max(new) > max(gone):
        return [f"The deadline slipped from {words_of(max(gone))} to {words_of(max(new))}."]
    if gone and new:
        return [f"The deadline came forward from {words_of(max(gone))} to {words_of(max(new))}."]
    return _moved("deadline", before, now, told_on)


def _moved(
    kind: str, before: Sequence[dt.date], now: Sequence[dt.date], told_on: dt.date
) -> list[str]:
    new = sorted(set(now) - set(before))
    # A day that has gone by is left out in the course of things.
    gone = sorted(day for day in set(before) - set(now) if day >= told_on)
    said = []
    if new:
        said.append(f"New {kind}: {', '.join(map(words_of, new))}.")
    if gone:
        said.append(f"No longer given as {kind}: {', '.join(map(words_of, gone))}.")
    return said


def _asked(told: Sequence[dt.date], asked_by: Sequence[dt.date]) -> list[str]:
    """Where the register of actions has another last day than the bulletin told."""
    if not told:
        return []
    return [
        f"What is asked is open until {words_of(day)} now; {words_of(max(told))} was told."
        for day in asked_by
        if day not in told and day > max(told)
    ]
