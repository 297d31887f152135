"""The order of hits, as one can explain it: what is added to how well the words match, and why.

The database weighs the words of some thousand entries; the best of them are then set in order by
what a reader goes by: is it named so, are the words together, is it recent, is it the thing itself
or one that mentions it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .words import Term, Words, fold

WORD = re.compile(r"[^\W_]+")
WHOLE_TITLE = 1.0
"""The title is what was typed, no more."""
PHRASE_IN_TITLE = 0.5
"""The words stand in the title as they were typed."""
WORDS_IN_TITLE = 0.5
"""All of them stand there; in part for some of them."""
RECENT = 0.25
HALF_AS_RECENT_AFTER = 3 * 365.0
"""Days after which half of that is left."""
KINDS = {"Bulletin": -0.1}
"""A bulletin's introduction speaks of much; the item or publication itself is the better hit."""


@dataclass(frozen=True, slots=True)
class Candidate:
    pk: int
    title: str
    kind: str
    date: dt.date | None
    weight: float
    """How well the database finds that the words match."""


def in_order(
    candidates: Sequence[Candidate], terms: Sequence[Term], today: dt.date
) -> Sequence[Candidate]:
    """Best first; of two alike the newer."""
    top = max((candidate.weight for candidate in candidates), default=0) or 1.0

    def key(candidate: Candidate) -> tuple[float, int, int]:
        day = candidate.date.toordinal() if candidate.date else 0
        return -score(candidate, terms, today, top), -day, candidate.pk

    return sorted(candidates, key=key)


def score(candidate: Candidate, terms: Sequence[Term], today: dt.date, top: float) -> float:
    """The share of the best weight, and what is added to it."""
    title = tuple(_stem(word) for word in WORD.findall(fold(candidate.title)))
    sought = tuple(_stem(word) for term in terms for word in term.words)
    added = KINDS.get(candidate.kind, 0.0)
    if _has(title, sought):
        added += PHRASE_IN_TITLE
    if title == sought:
        added += WHOLE_TITLE
    named = sum(
        any(_has(title, tuple(map(_stem, words))) for words in _forms(term)) for term in terms
    )
    added += WORDS_IN_TITLE * named / max(len(terms), 1)
    if candidate.date:
        age = max((today - candidate.date).days, 0)
        added += RECENT * 0.5 ** (age / HALF_AS_RECENT_AFTER)
    return candidate.weight / top + added


def _forms(term: Term) -> list[Words]:
    return [term.words, *term.wordings]


def _has(words: Words, sought: Words) -> bool:
    """Whether the words sought stand among the words, one after the other."""
    length = len(sought)
    return any(words[place : place + length] == sought for place in range(len(words) - length + 1))


def _stem(word: str) -> str:
    """Roughly: enough to see “homes” in “home”."""
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) > 2:
            return word[: -len(end)].rstrip("e")
    return word.rstrip("e")
