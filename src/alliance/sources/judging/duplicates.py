"""Whether a candidate is the same as, an update of, or other than what is known already.

A telling is looked for by its address and by its rare words; what is found is compared in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from heapq import nlargest

from alliance.text.similarity import fold

from .facts import Change, Fact, changes
from .likeness import Telling, features, likeness
from .word_weights import Weights, stem

ALIKE = 0.5
"""From which likeness on two tellings are of one thing."""
_COMPARED = 12
"""Known tellings that are compared in full with a candidate."""
_MOST_HOLDERS = 60
"""Tellings that hold a word before it finds none of them."""
_LIST = 4
"""Known tellings at one address from which it stands for a list, and so for none of them."""
_LONG = 60
"""Words of a page from which its being rewritten is worth telling."""
_QUOTED = 14


class Relation(StrEnum):
    """What a candidate is to a known telling."""

    SAME = "same"
    UPDATE = "update"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a candidate is to one known telling, how surely, and what shows it."""

    telling: Telling
    relation: Relation
    likeness: float
    because: str = ""
    """What shows it, in words."""
    changes: tuple[Change, ...] = ()


class Shelf:
    """All that is known, found by address and by rare words.

    What tells of the same candidate (`Telling.key`) is not held against itself.
    """

    def __init__(self, known: Iterable[Telling]) -> None:
        self._known = list(known)
        self.weights = Weights(telling.words for telling in self._known)
        self._at: dict[str, list[int]] = defaultdict(list)
        self._citing: dict[str, list[int]] = defaultdict(list)
        self._saying: dict[str, list[int]] = defaultdict(list)
        for place, telling in enumerate(self._known):
            if telling.page:
                self._at[telling.page].append(place)
            for page in telling.cites:
                self._citing[page].append(place)
            for word in telling.words:
                if self.weights.holders(word) <= _MOST_HOLDERS:
                    self._saying[word].append(place)
        self.lists = frozenset(
            page for page, there in self._at.items() if _different_titles(self._known, there)
        )

    def find(self, came: Telling) -> list[Finding]:
        """What a candidate is the same as or an update of, the surest first."""
        found = [
            finding
            for place in self._likely(came)
            if (finding := self.compare(self._known[place], came)).relation is not Relation.OTHER
        ]
        return sorted(found, key=lambda each: (-each.likeness, each.telling.key))

    def compare(self, known: Telling, came: Telling) -> Finding:
        """What a candidate is to one known telling."""
        seen = features(known, came, self.weights, self.lists)
        score = likeness(seen)
        if score < ALIKE:
            return Finding(known, Relation.OTHER, score)
        moved = tuple(changes(_dated(known.facts), _dated(came.facts)))
        rewritten = bool(
            seen["same address"]
            and seen["runs of words"] < 0.15
            and min(len(known.text.split()), len(came.text.split())) >= _LONG
        )
        relation = Relation.UPDATE if moved or rewritten else Relation.SAME
        return Finding(
            known, relation, score, self._because(known, came, seen["same address"] > 0), moved
        )

    def _likely(self, came: Telling) -> list[int]:
        """Places of those worth comparing: those that share an address, then most rare words."""
        score: dict[int, float] = defaultdict(float)
        for word in came.words:
            for place in self._saying.get(word, ()):
                score[place] += self.weights.of(word)
        by_address = {
            place
            for pages in ([came.page] if came.page else [], came.cites)
            for page in pages
            if page not in self.lists
            for place in (*self._at.get(page, ()), *self._citing.get(page, ()))
        }
        # A long text shares words with many: what counts is how much of the shorter is shared.
        for place in score:
            score[place] /= max(12, len(self._known[place].words)) ** 0.5
        likely = nlargest(_COMPARED, score, key=lambda place: (score[place], -place))
        return [
            place
            for place in dict.fromkeys([*sorted(by_address)[:_COMPARED], *likely])
            if self._known[place].key != came.key
        ]

    def _because(self, known: Telling, came: Telling, same_address: bool) -> str:
        """What shows that two tellings are of one thing, for the person who decides."""
        if same_address:
            return "It stands at the same address."
        run = _longest_run(known.said, came.said)
        both = "Both say" if known.page not in came.cites and came.page not in known.cites else (
            "One links to the other, and both say"
        )  # fmt: skip
        if len(run.split()) >= 5:
            return f"{both} “{run}”."
        words = self._rarest(known, came)
        return f"{both} {words}." if words else "Their titles say the same."

    def _rarest(self, known: Telling, came: Telling) -> str:
        """The words that both use and few others, as the candidate writes them."""
        figures = known.telling_values & came.telling_values
        said = [fact.words for fact in came.facts if f"{fact.kind} {fact.value}" in figures]
        ranked = sorted(known.words & came.words, key=lambda word: (-self.weights.of(word), word))
        rare = {word for word in ranked[:6] if not word.isdigit()}
        written = {stem(fold(word)): word.strip(".,;:()“”") for word in reversed(came.said.split())}
        words = [written[word] for word in ranked if word in rare and word in written]
        listed = list(dict.fromkeys([*said[:2], *words]))[:4]
        return ", ".join(f"“{each}”" for each in listed)


def _different_titles(known: Sequence[Telling], places: Sequence[int]) -> bool:
    """Whether what stands at one address is many things: a list, or a diary."""
    return len({known[place].title for place in places}) >= _LIST


def _dated(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that can move: what only numbers the edition does not."""
    return [fact for fact in facts if fact.kind != "edition"]


def _longest_run(one: str, other: str) -> str:
    """The longest run of words that both have, as the second writes it."""
    a, b = one[:2000].split(), other[:2000].split()
    match = SequenceMatcher(
        None, [fold(word) for word in a], [fold(word) for word in b], autojunk=False
    ).find_longest_match()
    words = b[match.b : match.b + match.size]
    cut = " ".join(words[:_QUOTED]).strip(" ,;:.“”\"'")
    return f"{cut} …" if len(words) > _QUOTED else cut
