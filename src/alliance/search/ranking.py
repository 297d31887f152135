"""The order of hits, as one can explain it: what is added to how well the words match, and why.

The database weighs the words of some thousand entries; the best of them are then set in order by
what a reader goes by: is it named so, are the words together, is it recent, is it the thing itself
or one that mentions it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .words import WORD, Term, Words, fold

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
    typed = tuple(_stem(word) for term in terms for word in term.words)
    forms = [{tuple(map(_stem, words)) for words in (term.words, *term.wordings)} for term in terms]

    def key(candidate: Candidate) -> tuple[float, int, int]:
        day = candidate.date.toordinal() if candidate.date else 0
        score = candidate.weight / top + added(candidate, typed, forms, today)
        return -score, -day, candidate.pk

    return sorted(candidates, key=key)


def added(
    candidate: Candidate, typed: Words, forms: Sequence[Collection[Words]], today: dt.date
) -> float:
    """What is added to its share of the best weight.

    Args:
        typed: the stems of all that was typed.
        forms: of each term, the stems of what it may be called.
    """
    title = tuple(_stem(word) for word in WORD.findall(fold(candidate.title)))
    bonus = KINDS.get(candidate.kind, 0.0)
    if _has(title, typed):
        bonus += PHRASE_IN_TITLE
    if title == typed:
        bonus += WHOLE_TITLE
    named = sum(any(_has(title, words) for words in of_term) for of_term in forms)
    bonus += WORDS_IN_TITLE * named / max(len(forms), 1)
    if candidate.date:
        age = max((today - candidate.date).days, 0)
        bonus += RECENT * 0.5 ** (age / HALF_AS_RECENT_AFTER)
    return bonus


def _has(words: Words, sought: Words) -> bool:
    """Whether the words sought stand among the words, one after the other."""
    if not sought or sought[0] not in words:
        return False
    length = len(sought)
    return any(words[place : place + length] == sought for place in range(len(words) - length + 1))


@lru_cache(4096)
def _stem(word: str) -> str:
    """Roughly: enough to see “homes” in “home”."""
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) > 2:
            return word[: -len(end)].rstrip("e")
    return word.rstrip("e")
