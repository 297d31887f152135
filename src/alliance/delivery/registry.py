"""Whose matters are delivered: the app that owns them registers them at start-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet

from alliance.directory.models import Network, Topic

from .tellings import Kind, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is particular to one day of a matter."""

    title: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What everybody may read of a matter."""

    title: str
    html: str
    """As stored; its links may be relative."""
    beginning: str
    """The first words of it as plain text."""
    said_in: str
    """Where it was said, in words: “Update 429, 20 November 2026”; empty if on its own page."""
    url: str
    """The path of its page."""
    topics: Sequence[str] = ()
    audiences: frozenset[str] = frozenset()
    """Whom it is for, `Audience` values; none: everybody."""
    place: str = ""
    """Where all of its days are, if they are at one place."""
    occasions: Mapping[dt.date, Occasion] = field(default_factory=dict)
    """Of days that have a title or a place of their own."""


DaysOf = Mapping[int, Collection[tuple[Kind, dt.date]]]


def _none_elsewhere(ids: Collection[int]) -> DaysOf:
    return {}


def _none_of_a_network(network: Network) -> Collection[int]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What delivery asks of the part that owns a kind of matter; `ids` are primary keys.

    All of it is only ever what a reader who is not signed in may see.
    """

    name: str
    """Stands in the lasting names of entries, so it never changes: “item”."""
    told_last: Callable[[Topic | None, int], Sequence[int]]
    """As many of those that carry a topic, or of all, as asked for; told last comes first."""
    dated: Callable[[Collection[int] | None, dt.date], Collection[int]]
    """Those of these, or of all, for which a day was ever given that is not before this one."""
    tellings: Callable[[Collection[int]], Mapping[int, Sequence[Telling]]]
    """What was published of each, oldest first; one of which nothing is published is left out."""
    shown: Callable[[Collection[int]], Mapping[int, Shown]]
    """How each is told now; one that may not be read is left out."""
    about: Callable[[Topic], QuerySet[Model]]
    """Those that carry a topic."""
    of_network: Callable[[Network], Collection[int]] = _none_of_a_network
    """Those that are a network's own."""
    told_elsewhere: Callable[[Collection[int]], DaysOf] = _none_elsewhere
    """Days of each that another kind of matter tells, and knows better: they are given there, once."""
    is_news: bool = True
    """Whether digests tell these as news; not where a `DigestPart` of their own tells them."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Have a kind of matter delivered. Call `keep.follow` whenever what is told of one changes."""
    _sources[source.name] = source


def source_of(name: str) -> Source:
    return _sources[name]


def sources() -> Collection[Source]:
    return _sources.values()
