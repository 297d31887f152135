"""Which answers may be one idea given twice: by their words, their names, and who gave them.

Only proposed, the likeliest first; whether they are one somebody settles by hand.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from alliance.text.similarity import fold, titles_alike

from .families import MARK
from .linkage import likenesses
from .terms import as_written
from .weights import Vector, shared_terms, vectors

ALIKE = 0.35
"""The likeness from which two are proposed. Measured: `benches/themes.py`."""
SAME_PERSON, SAME_BUNDLE, SAME_NAME = 0.15, 0.05, 0.2
"""What it adds when one person gave both, when they were given one after another, and when they are named alike."""
NAMED_ALIKE = 0.85
WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer as far as it matters here. `person` is whatever tells who gave it, folded."""

    key: int
    title: str
    text: str
    person: str = ""
    bundle: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers that may be one, the earlier first, and why."""

    one: int
    other: int
    likeness: float
    words: tuple[str, ...]
    why: tuple[str, ...]


def twins(told: Sequence[Told], apart: Collection[frozenset[int]] = ()) -> list[Pair]:
    """The pairs that may be one, the likeliest first; never those that were settled to be two."""
    by_key = {each.key: each for each in told}
    texts = {each.key: each.text for each in told}
    # A family makes a theme, not a twin: two answers about courts are still two.
    weighed = {key: _own_words(vector) for key, vector in vectors(texts).items()}
    near = likenesses(weighed)
    written = as_written(texts[key] for key in sorted(texts))
    found: list[Pair] = []
    for one, other in sorted({*_close(near), *_given_together(told)}):
        if frozenset((one, other)) in apart:
            continue
        words = shared_terms(weighed[one], weighed[other])[:WORDS]
        value, why = _judged(by_key[one], by_key[other], near[one].get(other, 0.0))
        if value >= ALIKE and (words or why):
            found.append(Pair(one, other, value, tuple(written.get(w, w) for w in words), why))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _own_words(vector: Vector) -> Vector:
    return {term: weight for term, weight in vector.items() if not term.startswith(MARK)}


def _close(near: Mapping[int, Mapping[int, float]]) -> Iterator[tuple[int, int]]:
    least = ALIKE - SAME_NAME - SAME_PERSON - SAME_BUNDLE
    for one, row in near.items():
        yield from ((one, other) for other, value in row.items() if one < other and value >= least)


def _given_together(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Those of one person or one bundle, whatever they say."""
    kept: dict[object, list[int]] = {}
    for each in told:
        for key in filter(None, (each.person, each.bundle)):
            kept.setdefault(key, []).append(each.key)
    for keys in kept.values():
        yield from combinations(sorted(keys), 2)


def _judged(one: Told, other: Told, likeness: float) -> tuple[float, tuple[str, ...]]:
    why: list[str] = []
    value = likeness
    named = titles_alike(fold(one.title), fold(other.title)) if one.title and other.title else 0.0
    if named >= NAMED_ALIKE:
        why.append("named alike")
        value += SAME_NAME
    if one.person and one.person == other.person:
        why.append("given by the same person")
        value += SAME_PERSON
    if one.bundle and one.bundle == other.bundle:
        why.append("given one after another")
        value += SAME_BUNDLE
    return min(value, 1.0), tuple(why)


def person_of(*, email: str, name: str, authority: str) -> str:
    """What tells one person from another here: the address, or the name with the authority."""
    if email:
        return email.strip().casefold()
    return f"{fold(name)} of {authority}" if name and authority else ""
