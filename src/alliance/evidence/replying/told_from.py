"""From which page an idea was told: asked of the part that has pages, which registers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page, as it is named in a list and in the reply; without an address it is gone."""

    title: str
    address: str

    @property
    def is_gone(self) -> bool:
        return not self.address


Find = Callable[[Collection[int]], Mapping[int, Place]]
_finds: list[Find] = []


def register(find: Find) -> None:
    """Say from which pages submissions were told, by their ids. Once, at start-up."""
    if find not in _finds:
        _finds.append(find)


def places_of(submissions: Collection[int]) -> Mapping[int, Place]:
    """Where each was told that was told from a page. A query for each part that registered."""
    found: dict[int, Place] = {}
    for find in _finds:
        found.update(find(submissions))
    return found
