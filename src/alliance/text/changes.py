"""What changed between two wordings of the same thing, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
_LONGEST = 20_000
"""Words beyond which a comparison word by word would keep a reader waiting."""


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    change: Change
    text: str


@lru_cache(1024)
def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from `old` to `new`, in reading order.

    The pieces that are not added make `old`, those not removed make `new`. Texts of more than
    20,000 words are not compared word by word: the old one went, the new one came.
    """
    # Remembered: a matter told in fifty bulletins is compared anew after each change of the site.
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > _LONGEST:
        return _pieces([(Change.REMOVED, old), (Change.ADDED, new)])
    runs: list[tuple[Change, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append((Change.SAME, "".join(before[i1:i2])))
        else:
            runs.append((Change.REMOVED, "".join(before[i1:i2])))
            runs.append((Change.ADDED, "".join(after[j1:j2])))
    return _pieces(runs)


def _pieces(runs: list[tuple[Change, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(change, text) for change, text in runs if text)
