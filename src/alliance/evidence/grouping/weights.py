"""What each word of each answer counts, and how alike two answers are by that."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .families import MARK, families_of, words_of
from .terms import terms

Vector = Mapping[str, float]
"""Terms with their weight; of length 1 unless it is empty."""
NEARLY_ALL = 0.6
"""The share of the answers beyond which a word that they hold tells them apart no more."""
FEW = 8
"""Answers below which nothing is said of what nearly all hold."""
PAIR = 0.6
"""What a pair of words counts, of what one word counts: it is said along with its words."""
FAMILY = 1.2
"""What a family of words counts, of what a word of its own would."""
ALONE = 0.5
"""What a word of one answer only counts: it makes that answer less like the others."""


def vectors(texts: Mapping[int, str]) -> dict[int, Vector]:
    """The weight of each answer's words: the rarer among all answers, the more (tf-idf)."""
    counted = {key: Counter(_with_families(terms(text))) for key, text in sorted(texts.items())}
    holders = Counter(term for counts in counted.values() for term in counts)
    return {key: _weighed(counts, holders, len(texts)) for key, counts in counted.items()}


def _with_families(found: list[str]) -> list[str]:
    families = [f"{MARK}{name}" for term in found for name in sorted(families_of(term))]
    return [*found, *families]


def _weighed(counts: Mapping[str, int], holders: Mapping[str, int], answers: int) -> Vector:
    most = max(NEARLY_ALL * answers, FEW - 1)
    return of_length_one(
        {
            term: (1 + math.log(count)) * _rarity(term, holders[term], answers)
            for term, count in counts.items()
            if holders[term] <= most
        }
    )


def _rarity(term: str, holders: int, answers: int) -> float:
    weight = math.log((1 + answers) / (1 + holders)) + 1
    if term.startswith(MARK):
        return weight * FAMILY
    return weight * (PAIR if " " in term else 1) * (ALONE if holders == 1 else 1)


def of_length_one(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two: 0 where they share no word, 1 where they are the same."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[term] for term, weight in small.items() if term in large)


def middle(of: Iterable[Vector]) -> Vector:
    """What several have in common: their mean, of length 1."""
    total: dict[str, float] = {}
    for vector in of:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return of_length_one(total)


def shared_terms(one: Vector, other: Vector) -> list[str]:
    """The terms that make two alike, the weightiest first; a pair only if its words are not there."""
    products = {term: weight * other[term] for term, weight in one.items() if term in other}
    return without_echoes(sorted(products, key=lambda term: (-products[term], term)))


def without_echoes(ranked: Iterable[str]) -> list[str]:
    """Terms of which no word was in one before; a pair takes the place of its own words."""
    chosen: list[str] = []
    for term in ranked:
        words = _words_in(term)
        within = [kept for kept in chosen if _words_in(kept) <= words]
        if within and not term.startswith(MARK):
            chosen[chosen.index(within[0])] = term
            chosen = [kept for kept in chosen if kept not in within[1:]]
        elif not any(words & _words_in(kept) for kept in chosen):
            chosen.append(term)
    return chosen


@lru_cache(50_000)
def _words_in(term: str) -> frozenset[str]:
    if term.startswith(MARK):
        return words_of(term.removeprefix(MARK))
    return frozenset(term.split())
