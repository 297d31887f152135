"""All that is found in a text, each place once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import addresses, born, names, numbers
from .kinds import Found

FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    numbers.find,
    born.find,
    addresses.find,
    names.find,
)
"""In this order, where two claim the same words the first is right."""


def find(text: str) -> list[Found]:
    """What may be about one child or family, in the order of the text."""
    taken: list[Found] = []
    for finder in FINDERS:
        for found in finder(text):
            if not any(found.start < other.end and other.start < found.end for other in taken):
                taken.append(found)
    return sorted(taken)
