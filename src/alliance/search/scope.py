"""Which entries a search may look at at all, in the SQL of both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from .words import WORD, Words, fold

FACETS = {
    "kind": "kinds",
    "year": "years",
    "topic": "topics",
    "publisher": "publishers",
    "authority": "authorities",
}
"""What can be chosen, and what the scope calls it."""
ONE_VALUE = ("kind", "year", "publisher", "authority")


class Match(NamedTuple):
    """What is known of a matching entry without reading it."""

    pk: int
    kind: str
    year: int | None
    date: dt.date | None
    publisher: str
    authority: str
    topics: str
    """One a line, with a line's end before the first and after the last."""

    def values(self, facet: str) -> Sequence[str]:
        """What it has of a facet."""
        if facet == "topic":
            return self.topics.split("\n")[1:-1]
        value = getattr(self, facet)
        return [str(value)] if value else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The audiences of whoever asks, and what they narrowed the search to."""

    audiences: Collection[str]
    kinds: Sequence[str] = ()
    years: Sequence[str] = ()
    topics: Sequence[str] = ()
    """All of them, where the others are any of them."""
    publishers: Sequence[str] = ()
    authorities: Sequence[str] = ()
    content_type: int | None = None
    """Rows of one model only."""

    def values(self, facet: str) -> Sequence[str]:
        """What was chosen of a facet."""
        values: Sequence[str] = getattr(self, FACETS[facet])
        return values

    @property
    def chosen(self) -> list[str]:
        """The facets of which something was chosen."""
        return [facet for facet in FACETS if self.values(facet)]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen)

    def unnarrowed(self) -> Scope:
        """Everything that the audiences may find."""
        return Scope(audiences=self.audiences)

    def without(self, facet: str) -> Scope:
        """As if nothing had been chosen of one facet."""
        nothing: dict[str, Any] = {FACETS[facet]: ()}
        return replace(self, **nothing)

    def takes(self, match: Match) -> bool:
        """Whether what was chosen leaves a match that the audiences may find."""
        for facet in self.chosen:
            has, chosen = match.values(facet), self.values(facet)
            if facet == "topic":
                if not set(has).issuperset(chosen):
                    return False
            elif not set(has).intersection(chosen):
                return False
        return True

    def where(self, position: str) -> tuple[str, list[Any]]:
        """A condition on the entries called `e`, and its parameters.

        Args:
            position: the database's function for where one text stands in another.
        """
        conditions = [f"e.audience IN ({_places(self.audiences)})" if self.audiences else "1 = 0"]
        parameters: list[Any] = sorted(self.audiences)
        for facet in ONE_VALUE:
            if values := self.values(facet):
                conditions.append(f"e.{facet} IN ({_places(values)})")
                parameters += map(int, values) if facet == "year" else values
        for topic in self.topics:
            conditions.append(f"{position}(e.topics, %s) > 0")
            parameters.append(f"\n{topic}\n")
        if self.content_type is not None:
            conditions.append("e.content_type_id = %s")
            parameters.append(self.content_type)
        return " AND ".join(conditions), parameters

    def words(self) -> list[list[Words]]:
        """Words that entries in the scope have among their facts: of each list one must be there.

        Entries without them need not be looked at; the condition still decides.
        """
        chosen = [list(self.values(facet)) for facet in ONE_VALUE if self.values(facet)] + [
            [topic] for topic in self.topics
        ]
        groups = [[tuple(WORD.findall(fold(value))) for value in values] for values in chosen]
        return [group for group in groups if all(group)]


def _places(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))
