"""Agenda, papers and minutes of meetings: kept by the library, which stands above and registers.

The library says what there is and who may read it; here is only the place where it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from ..models import User


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a meeting, as a reader sees it."""

    title: str
    kind: str
    """In a word: “Agenda”."""
    url: str
    about: str
    """What sort of file it is and how large: “PDF, 34 kB”."""
    audience: str = ""
    """Whom it is for, if not for everyone."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Those of a meeting that a reader may have, and how many more there are."""

    shown: Sequence[Paper] = ()
    hidden: int = 0


NONE = Papers()
Source = Callable[[User | AnonymousUser, Collection[int]], Mapping[int, Papers]]
"""`(reader, meetings) -> papers by meeting`, in a fixed number of queries."""
_sources: list[Source] = []


def register(source: Source) -> None:
    """Say who keeps the papers of meetings. Called once at start-up."""
    _sources[:] = [source]


def papers_of(user: User | AnonymousUser, meetings: Collection[int]) -> Mapping[int, Papers]:
    """The papers of these meetings that a reader may have."""
    found: dict[int, Papers] = dict.fromkeys(meetings, NONE)
    for source in _sources:
        found.update(source(user, meetings))
    return found
