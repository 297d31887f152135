"""How well candidates are known again, told apart, tagged and how fast: on labelled invented ones.

    python -m benches.candidates [--dev]

With `--dev` the faults on the part that is not held back are listed, for those who tune.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

from alliance.region.networks import TOPICS
from alliance.sources.judging.duplicates import Relation, Shelf
from alliance.sources.judging.likeness import Telling
from alliance.sources.judging.tagging import Vocabulary, tags_of
from tests.sources.judging.labelled.kinds import Labelled, labelled
from tests.sources.judging.labelled.pairs import Pair, Told, pairs

_VOCABULARY = Vocabulary(TOPICS)
_ISSUED = dt.date(2026, 11, 30)
PRECISION, RECALL = 0.95, 0.90
ITEMS, CANDIDATES = 3000, 300
SECONDS = 10.0


def main(*arguments: str) -> int:
    labelled = pairs()
    shelf = Shelf(
        dict.fromkeys(telling(side) for pair in labelled for side in (pair.known, pair.came))
    )
    good = True
    for name, is_held_back in (("tuned to", False), ("held back", True)):
        part = [pair for pair in labelled if pair.is_held_back == is_held_back]
        if "--dev" in arguments and is_held_back:
            continue
        good &= _measure(name, part, shelf, "--dev" in arguments)
    good &= _time(shelf)
    _tags()
    return int(not good)


def telling(told: Told) -> Telling:
    key = f"{abs(hash((told.title, told.text, told.url))):x}"
    return Telling(key, told.title, told.text, told.url, told.links, told.publisher)


def _measure(name: str, part: Sequence[Pair], shelf: Shelf, list_faults: bool) -> bool:
    found: Counter[tuple[str, str]] = Counter()
    for pair in part:
        finding = shelf.compare(telling(pair.known), telling(pair.came))
        found[pair.label, finding.relation.value] += 1
        if list_faults and pair.label != finding.relation.value:
            print(f"  {pair.label} taken for {finding.relation} ({finding.likeness:.2f}, {pair.shape}): "
                  f"{pair.known.title} | {pair.came.title} {'; '.join(map(str, finding.changes))}")  # fmt: skip
    again = {Relation.SAME.value, Relation.UPDATE.value}
    right = sum(count for (label, judged), count in found.items() if {label, judged} <= again)
    wrong = sum(
        count for (label, judged), count in found.items() if label == "other" and judged in again
    )
    missed = sum(
        count for (label, judged), count in found.items() if label in again and judged == "other"
    )
    precision, recall = right / (right + wrong), right / (right + missed)
    apart = (found["same", "same"] + found["update", "update"]) / right
    print(
        f"{name}: {len(part)} pairs; known again with precision {precision:.3f} and recall {recall:.3f} "
        f"(the bars are {PRECISION} and {RECALL}); same and update told apart in {apart:.3f}"
    )
    return precision >= PRECISION and recall >= RECALL


def _time(labelled: Shelf) -> bool:
    """Three thousand known, three hundred candidates: texts of shuffled sentences."""
    random = Random(7)
    sentences = [
        sentence
        for pair in pairs()
        for sentence in pair.came.text.split(". ")
    ]  # fmt: skip
    known = [
        Telling(
            f"item {number}",
            f"{random.choice(sentences)[:60]} {number}",
            _text(random, sentences, number),
        )
        for number in range(ITEMS)
    ]
    came = [
        Telling(
            f"candidate {number}",
            f"{random.choice(sentences)[:60]}",
            _text(random, sentences, number),
        )
        for number in range(CANDIDATES)
    ]
    began = time.process_time()
    shelf = Shelf(known)
    made = time.process_time()
    for each in came:
        shelf.find(each)
    took = time.process_time() - made
    print(
        f"{ITEMS} known put up in {made - began:.1f} s; {CANDIDATES} candidates held against them in {took:.1f} s, "
        f"{took / CANDIDATES * 1000:.0f} ms of work each (the bar is {SECONDS:.0f} s together)"
    )
    return took + made - began <= SECONDS


def tagged(each: Labelled) -> tuple[str, list[str]]:
    """The kind and the topics that a labelled candidate is given."""
    tags = tags_of(each.title, each.text, _VOCABULARY, _ISSUED)
    return tags.kind.kind.value, [tag.value for tag in tags.topics]


def _tags() -> None:
    """How many of each kind are taken for it, and how topics fare."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    given = wanted = both = first = about = 0
    for each in labelled():
        kind, topics = tagged(each)
        of[each.kinds[0]] += 1
        right[each.kinds[0]] += kind in each.kinds
        given, wanted = given + len(topics), wanted + len(each.topics)
        both += len(set(topics) & set(each.topics))
        if each.topics:
            about, first = about + 1, first + (each.topics[0] in topics)
    by_kind = ", ".join(f"{kind} {right[kind]}/{of[kind]}" for kind in sorted(of))
    print(f"kind of {of.total()} labelled: {right.total() / of.total():.3f} right: {by_kind}")
    print(
        f"topics: the first is found in {first / about:.3f}; precision {both / given:.3f}, "
        f"recall {both / wanted:.3f}"
    )


def _text(random: Random, sentences: Sequence[str], number: int) -> str:
    invented = " ".join(
        f"{chr(97 + random.randrange(26))}{random.randrange(4000)}ton" for _ in range(8)
    )
    return ". ".join([*random.sample(sentences, 6), f"It concerns {invented} and number {number}"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
