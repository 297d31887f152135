"""What is in an area, and what stands open beside it: told by the parts that own the things.

They are above the directory and register at start-up: pages their restricted parts, the library
its documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.models import AnonymousUser

from ..models import Area, User

Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to read, as a list shows it."""

    title: str
    url: str
    facts: str = ""
    """Kind, size, day: in words."""
    group: str = ""
    """Under which heading it stands."""
    picture: str = ""
    """Address of a picture of its first page."""
    begins: str = ""
    """Its first words, where there is no picture."""


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    things: Sequence[Thing]


Teller = Callable[[Reader, Area], Iterable[Thing]]
_beside: list[Teller] = []
_inside: list[Teller] = []


def register(*, beside: Teller | None = None, inside: Teller | None = None) -> None:
    """Say what a part knows of an area, in a fixed number of queries.

    Args:
        beside: what this reader may see of what is open.
        inside: what is in the area; asked only for those who may enter it.
    """
    if beside and beside not in _beside:
        _beside.append(beside)
    if inside and inside not in _inside:
        _inside.append(inside)


def beside(reader: Reader, area: Area) -> list[Thing]:
    """What everybody may read of the same matter, each once."""
    found = {thing.url: thing for tell in _beside for thing in tell(reader, area)}
    return list(found.values())


def inside(reader: Reader, area: Area) -> list[Group]:
    """What is in the area, by heading. Whoever calls this has asked `may_enter` first."""
    things = [thing for tell in _inside for thing in tell(reader, area)]
    things.sort(key=lambda thing: thing.group)  # keeps the order of each part within a heading
    return [Group(name, list(of_group)) for name, of_group in groupby(things, lambda t: t.group)]
