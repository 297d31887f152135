"""What hits can be narrowed by, and how many would remain.

Up to a number that can be counted while somebody waits, the counts are exact. Beyond it there are
values without a number: each has hits, how many is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from .databases import Match, Sought, WordIndex, topics_of
from .scope import Scope

COUNTED = 5000
"""Hits that are counted; of more it is said that there are more."""
NARROW = ("kind", "year", "publisher", "authority")
"""Facets of which an entry has one value; topics are the other."""
MOST_VALUES = 15
"""Values of a facet that are offered."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to narrow by, and how many hits would remain; None where too many to be counted."""

    value: str
    count: int | None
    is_chosen: bool


def counted(
    index: WordIndex, sought: Sought, matches: Sequence[Match], scope: Scope
) -> tuple[Sequence[Match], bool, dict[str, Sequence[Facet]]]:
    """The hits as far as they are counted, whether there are more, and what they can be narrowed by.

    Args:
        matches: those of everything that the audiences may find, one more than are counted if
            there are more.
    """
    everything, is_capped = matches[:COUNTED], len(matches) > COUNTED
    hits = everything
    if not is_capped:
        having = _topics_of(everything) if scope.topics else {}
        if scope.is_narrowed:
            hits = _taken(everything, scope, having)
        left = dict.fromkeys(NARROW, hits)
        for name in scope.chosen:
            if name in left:
                left[name] = _taken(everything, scope.without(name), having)
        return hits, False, _facets(left, hits, scope, are_counted=True)
    if scope.is_narrowed:
        narrowed = index.matches(sought, scope, COUNTED + 1)
        hits, is_more = narrowed[:COUNTED], len(narrowed) > COUNTED
    else:
        is_more = True
    # What is not chosen is counted if the hits are; of a facet that is chosen the other values
    # would have to be looked for among all that matches.
    left = dict.fromkeys(NARROW, hits)
    return hits, is_more, _facets(left, hits, scope, are_counted=not is_more)


def _taken(
    matches: Sequence[Match], scope: Scope, having: Mapping[int, set[str]]
) -> Sequence[Match]:
    """Those of the matches that a scope leaves."""
    kinds, publishers = set(scope.kinds), set(scope.publishers)
    authorities, topics = set(scope.authorities), set(scope.topics)
    return [
        match
        for match in matches
        if (not kinds or match.kind in kinds)
        and (not scope.year or match.year == scope.year)
        and (not publishers or match.publisher in publishers)
        and (not authorities or match.authority in authorities)
        and (not topics or topics <= having.get(match.pk, set()))
    ]


def _topics_of(matches: Sequence[Match]) -> dict[int, set[str]]:
    topics: dict[int, set[str]] = {}
    for pk, topic in topics_of([match.pk for match in matches]):
        topics.setdefault(pk, set()).add(topic)
    return topics


def _facets(
    left: Mapping[str, Sequence[Match]], hits: Sequence[Match], scope: Scope, *, are_counted: bool
) -> dict[str, Sequence[Facet]]:
    chosen = {
        "kind": scope.kinds,
        "year": [str(scope.year)] if scope.year else [],
        "publisher": scope.publishers,
        "authority": scope.authorities,
    }
    counts = {name: Counter(map(attrgetter(name), matches)) for name, matches in left.items()}
    counts["year"] = Counter({str(year): count for year, count in counts["year"].items() if year})
    counts["topic"] = Counter(topic for _, topic in topics_of([match.pk for match in hits]))
    return {
        name: _values(values, [*chosen.get(name, scope.topics)], name, are_counted)
        for name, values in counts.items()
    }


def _values(
    counts: Counter[str], chosen: Sequence[str], name: str, are_counted: bool
) -> Sequence[Facet]:
    del counts[""]
    if name == "year":
        ordered = sorted(counts, reverse=True)
    else:
        ordered = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]
    ordered += [value for value in chosen if value not in ordered and value in counts]
    return [
        Facet(value, counts[value] if are_counted else None, value in chosen) for value in ordered
    ]
