"""What hits can be narrowed by, and how many would remain.

Up to a number that can be counted while somebody waits, the counts are exact. Beyond it there are
values without a number: of those that were looked at, each has hits; how many is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .databases import Sought, WordIndex
from .scope import FACETS, Match, Scope

COUNTED = 3000
"""Hits that are counted; of more it is said that there are more."""
MOST_VALUES = 15
"""Values of a facet that are offered."""
Facets = dict[str, Sequence["Facet"]]


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to narrow by, and how many hits would remain; None where too many to be counted."""

    value: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What matches, as far as it was counted."""

    everything: Sequence[Match]
    """Of all that the audiences may find; empty if that is too much."""
    hits: Sequence[Match]
    """What of it remains of the scope."""
    is_more: bool
    """Whether there are more hits."""


def count(index: WordIndex, sought: Sought, matches: Sequence[Match], scope: Scope) -> Found:
    """The hits of a scope.

    Args:
        matches: those of everything that the audiences may find, one more than are counted if
            there are more.
    """
    if len(matches) <= COUNTED:
        hits = [m for m in matches if scope.takes(m)] if scope.is_narrowed else matches
        return Found(matches, hits, is_more=False)
    if scope.is_narrowed:
        matches = index.matches(sought, scope, COUNTED + 1)
    return Found((), matches[:COUNTED], is_more=len(matches) > COUNTED)


def facets_of(found: Found, looked_at: Sequence[Match], scope: Scope) -> Facets:
    """The values of each facet, most frequent first (years: newest first).

    A facet's counts are of what the other facets leave; where not everything was counted, of one
    that is chosen only what is chosen.

    Args:
        looked_at: hits that are not among those counted, if there are more of them.
    """
    facets: Facets = {}
    for name in FACETS:
        left = found.hits
        if name in scope.chosen and found.everything:
            others = scope.without(name)
            left = [match for match in found.everything if others.takes(match)]
        counts = Counter(value for match in left for value in match.values(name))
        if found.is_more:
            counts.update(value for match in looked_at for value in match.values(name))
        ordered = _years(counts, found.is_more) if name == "year" else _most_frequent(counts)
        chosen = scope.values(name)
        ordered += [value for value in chosen if value in counts and value not in ordered]
        facets[name] = [
            Facet(value, None if found.is_more else counts[value], value in chosen)
            for value in ordered
        ]
    return facets


def _most_frequent(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]


def _years(years: Collection[str], is_more: bool) -> list[str]:
    """Newest first. If only some of the hits were looked at, those in between are offered too."""
    if not is_more or not years:
        return sorted(years, reverse=True)
    known = [int(year) for year in years]
    return [str(year) for year in range(max(known), min(known) - 1, -1)]
