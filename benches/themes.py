"""Themes and twins proposed from words: how good, beside what, and how fast.

    python -m benches.themes

The answers were written and sorted by hand before anything was measured (`themes_answers.py`); the
families of words were written afterwards by the same hand, so the line without them is the honest floor.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import comb
from unittest import mock

from rapidfuzz import fuzz

from alliance.evidence.grouping import weights
from alliance.evidence.grouping.linkage import groups
from alliance.evidence.grouping.propose import propose
from alliance.evidence.grouping.twins import Told, twins
from alliance.evidence.grouping.weights import vectors
from benches.themes_answers import TOLD_TWICE, labelled

LEAST_F1, LEAST_RAND, LEAST_FOUND, MOST_SECONDS = 0.6, 0.55, 11, 2.0
MANY = 500
Found = Sequence[Sequence[int]]


def agreement(names: Sequence[str], found: Found) -> tuple[float, float]:
    """How well groups agree with what was sorted by hand: F1 over pairs, adjusted Rand index."""
    of = {key: number for number, members in enumerate(found) for key in members}
    ours = [of.get(key, -1 - key) for key in range(len(names))]
    both = _pairs(Counter(zip(names, ours, strict=True)))
    sorted_by_hand, put = _pairs(Counter(names)), _pairs(Counter(ours))
    by_chance = sorted_by_hand * put / comb(len(names), 2)
    f1 = 2 * both / (sorted_by_hand + put)
    return f1, (both - by_chance) / ((sorted_by_hand + put) / 2 - by_chance)


def _pairs(counts: Counter[object] | Counter[str] | Counter[int] | Counter[tuple[str, int]]) -> int:
    return sum(comb(count, 2) for count in counts.values())


def proposed(texts: dict[int, str]) -> Found:
    return [[row.key for row in group.members] for group in propose(texts).groups]


def by_one_keyword(texts: dict[int, str]) -> Found:
    """The simplest that could work: each answer goes with those that share its weightiest word of several."""
    of = vectors(texts)
    held = Counter(term for vector in of.values() for term in vector)
    found: dict[str, list[int]] = {}
    for key, vector in of.items():
        shared = [term for term in vector if held[term] > 2]
        if shared:
            found.setdefault(max(shared, key=lambda term: (held[term], term)), []).append(key)
    return [members for members in found.values() if len(members) > 1]


def themes() -> list[str]:
    rows = labelled()
    texts, names = dict(enumerate(text for text, _ in rows)), [name for _, name in rows]
    print(f"{len(rows)} answers, {len({n for n in names if 'alone' not in n})} themes by hand")
    print(f"{'':34}{'pairs F1':>10}{'adj. Rand':>11}{'groups':>8}")

    def line(what: str, found: Found) -> tuple[float, float]:
        f1, rand = agreement(names, found)
        print(f"{what:34}{f1:10.3f}{rand:11.3f}{len(found):8}")
        return f1, rand

    f1, rand = line("ours", proposed(texts))
    with mock.patch.object(weights, "FAMILY", 0.0):
        line("ours without families of words", proposed(texts))
        weighed = vectors(texts)
        best = max(
            (
                groups(weighed, least=least / 100, most=len(texts), single=True)
                for least in range(8, 40, 2)
            ),
            key=lambda found: agreement(names, found)[0],
        )
        line("single linkage, its best threshold", best)
    line("one keyword each", by_one_keyword(texts))
    missed = [] if f1 >= LEAST_F1 and rand >= LEAST_RAND else ["themes"]
    many = {n: f"{rows[n % len(rows)][0]} {rows[n * 7 % len(rows)][0]}" for n in range(MANY)}
    began = time.process_time()
    propose(many)
    took = time.process_time() - began
    print(
        f"{MANY} answers of two each in {took:.2f} s of one processor (at most {MOST_SECONDS:g} s)"
    )
    return missed if took <= MOST_SECONDS else [*missed, "speed"]


def told_twice() -> list[str]:
    texts = [text for text, _ in labelled()] + [again for _, again in TOLD_TWICE]
    first = {text: key for key, text in enumerate(texts)}
    meant = {(first[text], first[again]) for text, again in TOLD_TWICE}
    told = [Told(key=key, title="", text=text) for key, text in enumerate(texts)]
    ours = [(pair.one, pair.other) for pair in twins(told)]
    peer = sorted(
        combinations(range(len(texts)), 2),
        key=lambda pair: -fuzz.token_sort_ratio(texts[pair[0]], texts[pair[1]]),
    )
    found = len(meant & set(ours[: len(meant)]))
    print(
        f"\n{len(meant)} given twice in other words: {found} among our first {len(meant)}", end=""
    )
    print(f" ({len(meant & set(peer[: len(meant)]))} by rapidfuzz token_sort_ratio);", end=" ")
    print(f"{len(meant & set(ours))} of all {len(ours)} that we propose")
    return [] if found >= LEAST_FOUND else ["twins"]


if __name__ == "__main__":
    missed = themes() + told_twice()
    if missed:
        print(f"Below the bar: {', '.join(missed)}")
    sys.exit(bool(missed))
