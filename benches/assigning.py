"""Giving answers out: 200 of them to 15 readers, three each, beside giving each to whoever has least.

    python -m benches.assigning

Eleven readers come from one authority. Its answers come in among the others, or in a bunch at the end: then
those few who may read them have had their share already when they are given as they come.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection
from functools import partial
from itertools import combinations

from alliance.evidence.panel.assign import Pair, assign

ANSWERS, READERS, EACH = 200, 15, 3


def region(*, in_a_bunch: bool) -> tuple[list[int], list[int], set[Pair]]:
    """Answers in the order in which they came, readers, and who may not read what."""
    chance = random.Random(429)
    home = {reader: 0 if reader < 11 else reader for reader in range(READERS)}
    places = [0 if chance.random() < 0.25 else chance.randrange(1, 19) for _ in range(ANSWERS)]
    if in_a_bunch:
        places.sort(key=lambda place: place == 0)
    barred = {
        (answer, reader)
        for answer, place in enumerate(places)
        for reader, own in home.items()
        if own == place or chance.random() < 0.02
    }
    return list(range(ANSWERS)), list(range(READERS)), barred


def greedy(answers: list[int], readers: list[int], barred: Collection[Pair]) -> set[Pair]:
    """Each answer in turn to those who have least so far."""
    loads: Counter[int] = Counter()
    found = set()
    for answer in answers:
        clear = [reader for reader in readers if (answer, reader) not in barred]
        for reader in sorted(clear, key=lambda each: (loads[each], each))[:EACH]:
            found.add((answer, reader))
            loads[reader] += 1
    return found


def spread_of(pairs: Collection[Pair]) -> int:
    loads = Counter(reader for _, reader in pairs)
    return max(loads.values()) - min(loads.values())


def squares_of(pairs: Collection[Pair]) -> int:
    return sum(load * load for load in Counter(reader for _, reader in pairs).values())


def most_met(pairs: Collection[Pair]) -> int:
    """How often the two readers who meet most often meet."""
    readers: dict[int, list[int]] = {}
    for answer, reader in sorted(pairs):
        readers.setdefault(answer, []).append(reader)
    met = Counter(pair for each in readers.values() for pair in combinations(each, 2))
    return max(met.values())


def timed(what: Callable[[], Collection[Pair]]) -> tuple[Collection[Pair], float]:
    start = time.perf_counter()
    return what(), time.perf_counter() - start


def main() -> int:
    assign([1], [1], each=1)  # the solver’s own start is not what is measured
    spreads = {}
    for order, in_a_bunch in (("among the others", False), ("in a bunch", True)):
        answers, readers, barred = region(in_a_bunch=in_a_bunch)
        print(f"Answers of the crowded authority {order}")
        for name, work in (
            ("whoever has least", partial(greedy, answers, readers, barred)),
            ("proven even", partial(_proven, answers, readers, barred)),
        ):
            pairs, seconds = timed(work)
            spreads[name] = spread_of(pairs)
            print(
                f"  {name:18} {len(pairs)} readings, spread {spread_of(pairs)}, squares "
                f"{squares_of(pairs)}, two meet at most {most_met(pairs)} times, {seconds * 1000:.0f} ms"
            )
    return int(spreads["proven even"] > spreads["whoever has least"])


def _proven(answers: list[int], readers: list[int], barred: Collection[Pair]) -> frozenset[Pair]:
    return assign(answers, readers, each=EACH, barred=barred).pairs


if __name__ == "__main__":
    sys.exit(main())
