"""Which of many texts are nearly the same, without comparing each with each. No Django, no state.

A text's sketch is the smallest hashes of its runs of four words (Broder 1997, “bottom-k”): the share
of hashes that two sketches have in common is about the share of runs that the texts have in common.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from .similarity import fold

RUN = 4
KEPT = 128
"""Hashes of a sketch: a likeness is right within about 0.08."""
FEWEST = 12
"""Runs of words below which a text says too little to be like another."""
COMMON = 60
"""Texts that share a run before it is taken for a form's wording, which makes none alike."""

Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Alike(Generic[Key]):
    """Two texts, and about how much of both together they share: 0 to 1."""

    one: Key
    other: Key
    likeness: float


def sketch(text: str) -> list[int]:
    """The sketch of a text, the same in every process; empty if it says too little."""
    words = fold(text).split()
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST:
        return []
    return sorted({zlib.crc32(run.encode()) for run in runs})[:KEPT]


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """About how much of both texts together is in both, by their sketches."""
    if not a or not b:
        return 0.0
    smallest = set(sorted({*a, *b})[:KEPT])
    return len(smallest.intersection(a).intersection(b)) / len(smallest)


def all_alike(sketches: Mapping[Key, Sequence[int]], least: float) -> list[Alike[Key]]:
    """The pairs that are at least so alike, the most alike first."""
    found = (
        Alike(one, other, likeness(sketches[one], sketches[other]))
        for one, other in _worth_comparing(sketches, least)
    )
    return sorted(
        (each for each in found if each.likeness >= least), key=lambda each: -each.likeness
    )


def _worth_comparing(
    sketches: Mapping[Key, Sequence[int]], least: float
) -> Iterator[tuple[Key, Key]]:
    holders: dict[int, list[Key]] = defaultdict(list)
    for key, hashes in sketches.items():
        for each in hashes:
            holders[each].append(key)
    shared: Counter[tuple[Key, Key]] = Counter()
    for keys in holders.values():
        if 1 < len(keys) <= COMMON:
            shared.update(combinations(keys, 2))
    for (one, other), count in shared.items():
        if count >= least * min(len(sketches[one]), len(sketches[other])) / 2:
            yield one, other
