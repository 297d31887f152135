"""What two tellings have in common and in what they differ, as numbers, and what they come to.

The numbers that each feature counts for (`COUNTS`) were fitted to the labelled pairs that are not
held back; `benches/candidates.py` says how well they do on those that are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp

from alliance.text.addresses import address_key, names_one_page
from alliance.text.similarity import pairs, shared, titles_alike
from alliance.text.telling import Print, print_of

from .facts import Fact, facts_of, values
from .word_weights import Weights, stems

# What a title says where the telling is of what came of something.
_CAME_OF_IT = re.compile(
    r"\b(?:government response|response|responses|summary of|evaluation|evaluated|results?|findings|what became|notes of"
    r"|minutes|slides|recordings?|was funded|were funded|awarded|awards|who did|what \S+ (?:have|told|said|found)"
    r"|first draft|reviewed|named|names|appointed|outcome|lessons|in practice|did it|a year (?:of|on)|the first \S+)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_COMPARED = 6000
"""Characters of a text that are compared: what a thing is stands at its beginning."""
_FEW = 12
"""Words below which a body says too little to be weighed against another."""


@dataclass(frozen=True)
class Telling:
    """A candidate, an item as a bulletin told it, or a publication: what is compared of it."""

    key: str
    """Of what kind it is and which: “candidate 12”, “item 7”, “publication 3”."""
    title: str
    text: str = ""
    address: str = ""
    links: tuple[str, ...] = ()
    publisher: str = ""
    on: dt.date | None = None
    where: str = ""
    """Where it was told, in words: “Update 427”."""
    path: str = ""
    """Where it can be read here."""

    @cached_property
    def page(self) -> str:
        """The key of its address; empty if that is no page of its own."""
        key = address_key(self.address)
        return key if key and names_one_page(key) else ""

    @cached_property
    def cites(self) -> frozenset[str]:
        """The keys of the pages it links to."""
        keys = (address_key(each) for each in self.links)
        return frozenset(key for key in keys if key and names_one_page(key))

    @cached_property
    def said(self) -> str:
        return f"{self.title}\n{self.text[:_COMPARED]}"

    @cached_property
    def print(self) -> Print:
        return print_of(self.title, self.text[:_COMPARED])

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(stems(self.said))

    @cached_property
    def title_words(self) -> frozenset[str]:
        return frozenset(stems(self.title))

    @cached_property
    def pairs(self) -> frozenset[int]:
        return pairs(stems(self.said))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return facts_of(self.said, self.on)

    @cached_property
    def values(self) -> frozenset[str]:
        return values(self.facts)

    @cached_property
    def telling_values(self) -> frozenset[str]:
        """Those that are few things' own: without years and months."""
        return frozenset(
            each for each in self.values if not each.startswith(("month ", "edition "))
        )

    @cached_property
    def title_values(self) -> frozenset[str]:
        return values(facts_of(self.title))

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.said))

    @cached_property
    def came_of_it(self) -> bool:
        return bool(_CAME_OF_IT.search(self.title))


COUNTS: Mapping[str, float] = {
    "always": -2.0,
    "same address": 1.3,
    "linked, in like words": 2.6,
    "titles alike": 1.0,
    "words": 3.5,
    "runs of words": 1.6,
    "facts shared": 2.7,
    "facts at odds": -1.7,
    "many facts at odds": -2.5,
    "titles' facts at odds": -1.7,
    "another year": -2.0,
    "subjects differ": -1.6,
    "what came of it": -1.5,
    "days far apart": -0.8,
}


def features(
    known: Telling, came: Telling, weights: Weights, lists: frozenset[str]
) -> dict[str, float]:
    """What a candidate has in common with a known telling.

    Args:
        lists: addresses that stand for many tellings, and so for none.
    """
    one, other = known.print, came.print
    both = len(known.telling_values & came.telling_values)
    gone, new = known.values - came.values, came.values - known.values
    at_odds = min(len(gone), len(new))
    contained, overlap = shared(known.pairs, came.pairs)
    runs = contained * 0.6 + overlap * 0.4
    words = weights.shared(known.words, came.words)
    same_address = bool(known.page and known.page == came.page and known.page not in lists)
    cited = (known.cites & {came.page} | came.cites & {known.page}) - lists - {""}
    own, theirs = one.subject & one.words, other.subject & other.words
    title = titles_alike(one.core or one.title, other.core or other.title)
    long_enough = min(len(one.words), len(other.words)) >= _FEW
    return {
        "always": 1.0,
        "same address": float(same_address),
        "linked, in like words": words if cited and not same_address else 0.0,
        "titles alike": max(title, weights.shared(known.title_words, came.title_words)),
        "words": words if long_enough else 0.0,
        "runs of words": runs,
        "facts shared": min(1.0, both / 3),
        "facts at odds": at_odds / (at_odds + both) if at_odds else 0.0,
        "many facts at odds": min(1.0, max(0, at_odds - 1) / 3),
        "titles' facts at odds": float(
            bool(known.title_values - came.values and came.title_values - known.values)
        ),
        "another year": float(_another_year(known, came) or _another_year(came, known)),
        "subjects differ": float(
            bool(own - other.words - other.subject) and bool(theirs - one.words - one.subject)
        ),
        "what came of it": float(known.came_of_it != came.came_of_it),
        "days far apart": _apart(gone, new),
    }


def _another_year(one: Telling, other: Telling) -> bool:
    """One has a year in its title, and the other speaks of years, but not of that."""
    named = set(_YEAR.findall(one.title))
    return bool(named and other.years and named - other.years)


def _apart(gone: frozenset[str], new: frozenset[str]) -> float:
    """How far apart the days are that only one of them names: 1 from two months on."""
    ours, theirs = _days(gone), _days(new)
    if not ours or not theirs:
        return 0.0
    nearest = min(min(abs(a - b), 366 - abs(a - b)) for a in ours for b in theirs)
    return min(1.0, max(0, nearest - 7) / 53)


def _days(named: frozenset[str]) -> list[int]:
    """The days of the year among values of facts."""
    return [(int(each[4:6]) - 1) * 30 + int(each[7:9]) for each in named if each.startswith("day ")]


def likeness(found: Mapping[str, float]) -> float:
    """How surely two tellings are of one thing, 0 to 1, by their features."""
    total = sum(COUNTS[name] * value for name, value in found.items())
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))
