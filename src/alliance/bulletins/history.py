"""What was said of a matter from bulletin to bulletin, and what changed each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alliance.text.changes import Change, Piece, word_changes
from alliance.text.sanitise import plain

from .models import Appearance

CONTEXT = 8
"""Words shown on either side of a change; what stayed beyond them is left out."""


@dataclass(frozen=True, slots=True)
class Step:
    """One appearance of a matter, and how its wording differs from the one before."""

    appearance: Appearance
    earlier_title: str | None
    """The title it had before, where it changed."""
    changes: tuple[Piece, ...]
    """Empty for the first appearance."""

    @property
    def shown_changes(self) -> list[Piece]:
        return around_changes(self.changes)

    @property
    def is_first(self) -> bool:
        return not self.changes

    @property
    def is_reworded(self) -> bool:
        return any(piece.change is not Change.SAME for piece in self.changes)


def around_changes(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with long stretches that stayed cut down to the words next to a change."""
    last = len(pieces) - 1
    return [
        Piece(piece.change, _cut(piece.text, from_start=place > 0, to_end=place < last))
        if piece.change is Change.SAME
        else piece
        for place, piece in enumerate(pieces)
    ]


def _cut(text: str, *, from_start: bool, to_end: bool) -> str:
    words = re.findall(r"\s*\S+\s*", text)
    head = words[:CONTEXT] if from_start else []
    tail = words[-CONTEXT:] if to_end else []
    if len(head) + len(tail) >= len(words):
        return text
    return "".join([*head, " … ", *tail])


def wording(appearance: Appearance) -> str:
    """All that an appearance says, both columns in one: matter moves from one to the other."""
    return "\n".join(
        text for part in (appearance.body, appearance.action_text) if (text := plain(part))
    )


def steps(appearances: Sequence[Appearance]) -> list[Step]:
    """The history of a matter, newest first, of its appearances given oldest first."""
    found: list[Step] = []
    earlier: Appearance | None = None
    for appearance in appearances:
        if earlier is None:
            found.append(Step(appearance, None, ()))
        else:
            found.append(
                Step(
                    appearance,
                    earlier.title if earlier.title != appearance.title else None,
                    word_changes(wording(earlier), wording(appearance))
                    or (Piece(Change.SAME, ""),),
                )
            )
        earlier = appearance
    return found[::-1]
