"""Where publications are cited: said by the parts above, which register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from alliance.directory.models import User
from alliance.library.models import Publication, Version


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that a reader may see."""

    title: str
    url: str
    facts: str = ""
    """Beside it: a day, say."""


@dataclass(frozen=True, slots=True)
class Citations:
    """Places of one kind."""

    heading: str
    places: Sequence[Citation]
    is_short: bool = False
    """Whether several stand side by side."""


Source = Callable[[User | AnonymousUser, Publication, Sequence[Version]], Iterable[Citation]]
"""`(reader, publication, its versions that they may see) -> places`, in a fixed number of queries."""
_sources: dict[str, tuple[Source, bool]] = {}


def register(heading: str, source: Source, *, is_short: bool = False) -> None:
    """Say where publications are cited. Called once a kind of place, at start-up."""
    _sources[heading] = (source, is_short)


def citations_of(
    reader: User | AnonymousUser, publication: Publication, versions: Sequence[Version]
) -> list[Citations]:
    """All places that cite a publication, by kind; those of which there are none are left out."""
    found = [
        Citations(heading, list(source(reader, publication, versions)), is_short)
        for heading, (source, is_short) in _sources.items()
    ]
    return [kind for kind in found if kind.places]
