"""Which entries a search may look at at all, in the SQL of both databases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The audiences of whoever asks, and what they narrowed the search to."""

    audiences: Collection[str]
    kinds: Collection[str] = ()
    year: int | None = None
    topics: Collection[str] = ()
    """All of them, where the others are any of them."""
    publishers: Collection[str] = ()
    authorities: Collection[str] = ()
    content_type: int | None = None
    """Rows of one model only."""

    @property
    def chosen(self) -> list[str]:
        """The facets of which something was chosen."""
        facets = {
            "kind": self.kinds,
            "year": self.year,
            "topic": self.topics,
            "publisher": self.publishers,
            "authority": self.authorities,
        }
        return [name for name, values in facets.items() if values]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen)

    def unnarrowed(self) -> Scope:
        """Everything that the audiences may find."""
        return Scope(audiences=self.audiences)

    def without(self, facet: str) -> Scope:
        """As if nothing had been chosen of one facet."""
        match facet:
            case "kind":
                return replace(self, kinds=())
            case "year":
                return replace(self, year=None)
            case "publisher":
                return replace(self, publishers=())
            case _:
                return replace(self, authorities=())

    def where(self) -> tuple[str, list[Any]]:
        """A condition on the entries called `e`, and its parameters."""
        conditions: list[str] = []
        parameters: list[Any] = []
        columns = {
            "e.audience": sorted(self.audiences),
            "e.kind": self.kinds,
            "e.publisher": self.publishers,
            "e.authority": self.authorities,
        }
        for column, values in columns.items():
            if values or column == "e.audience":
                conditions.append(f"{column} IN ({_places(values)})" if values else "1 = 0")
                parameters += values
        if self.year:
            conditions.append("e.year = %s")
            parameters.append(self.year)
        if self.content_type is not None:
            conditions.append("e.content_type_id = %s")
            parameters.append(self.content_type)
        for topic in self.topics:
            conditions.append(
                "EXISTS (SELECT 1 FROM search_searchtopic t WHERE t.topic = %s AND t.entry_id = e.id)"
            )
            parameters.append(topic)
        return " AND ".join(conditions), parameters


def _places(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))
