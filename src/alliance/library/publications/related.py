"""Which publications are related to one: by topic, publisher, kind and the words of their titles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alliance.text.similarity import titles_alike

ALIKE = 0.6
"""From 0 to 1: below, titles share no more than words of the field."""
LEAST = 2.0
"""A publisher alone, or a kind alone, relates nothing."""


@dataclass(frozen=True, slots=True)
class Print:
    """What of a publication is compared."""

    id: int
    key: str
    """Its title, folded."""
    topics: frozenset[int] = frozenset()
    publisher: int | None = None
    kind: str = ""
    published_on: dt.date | None = None


def related(one: Print, others: Iterable[Print], most: int = 5) -> list[int]:
    """Ids of the related ones, the nearest first, the newer of two that are as near."""
    scored = [(nearness(one, other), other) for other in others if other.id != one.id]
    near = [(score, other) for score, other in scored if score >= LEAST]
    near.sort(key=lambda pair: (-pair[0], -_ordinal(pair[1]), pair[1].id))
    return [other.id for _, other in near[:most]]


def nearness(one: Print, other: Print) -> float:
    """How near two are: two for a topic, three for a second, up to three for titles alike."""
    shared = min(len(one.topics & other.topics), 2)
    alike = titles_alike(one.key, other.key) if one.key and other.key else 0.0
    return (
        (shared + 1 if shared else 0)
        + (3 * alike if alike >= ALIKE else 0)
        + (1 if one.publisher and one.publisher == other.publisher else 0)
        + (0.5 if one.kind and one.kind == other.kind else 0)
    )


def _ordinal(each: Print) -> int:
    return each.published_on.toordinal() if each.published_on else 0
