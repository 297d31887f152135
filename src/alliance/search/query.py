"""Asking the index."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .databases import START, STOP, Highlights, word_index
from .models import SearchEntry, SearchTopic
from .words import read

PER_PAGE = 20
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. Title and snippet are HTML: escaped, hits in <mark>."""

    entry_id: int
    object_id: str
    kind: str
    url: str
    date: dt.date | None
    publisher: str
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to narrow by, and how many hits would remain."""

    value: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    total: int = 0
    hits: Sequence[Hit] = ()
    page: int = 1
    per_page: int = PER_PAGE
    facets: dict[str, Sequence[Facet]] = field(default_factory=dict)
    """By name: `kind`, `year`, `topic`, most frequent first (years: newest first)."""


def search(
    text: str,
    *,
    audiences: Collection[str],
    kinds: Collection[str] = (),
    year: int | None = None,
    topics: Collection[str] = (),
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Results:
    """What of the index has all the words, best first, as far as these audiences may find it.

    Args:
        text: as a person typed it; see `words.read`.
        audiences: the keys of whoever asks; without one that an entry carries it is not there:
            not in hits, not in counts.
        kinds, year, topics: narrow the hits; any of the kinds, all of the topics. A facet's counts
            are of what the other facets leave.
        page: from 1.
    """
    terms = read(text)
    if not terms:
        return Results(per_page=per_page)
    words = word_index()
    allowed = SearchEntry.objects.filter(audience__in=audiences)
    # Matching and ranking are the cost, so they are done once, for hits and counts together.
    ranked = words.ranked(allowed, terms).values_list("pk", "kind", "year")
    matches = [_Match(*row) for row in ranked]
    choice = _Choice(frozenset(kinds), year, _having(topics))
    hits = [match.pk for match in matches if choice.takes(match)]
    page = min(max(page, 1), MOST_PAGES)
    shown = hits[(page - 1) * per_page : page * per_page]
    entries = SearchEntry.objects.defer("body").in_bulk(shown)
    marked = words.highlights(shown, terms) if shown else {}
    return Results(
        total=len(hits),
        hits=[_hit(entries[pk], marked) for pk in shown],
        page=page,
        per_page=per_page,
        facets={
            "kind": choice.kinds_among(matches),
            "year": choice.years_among(matches),
            "topic": _topics(hits, topics),
        },
    )


class _Match(NamedTuple):
    pk: int
    kind: str
    year: int | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the hits are narrowed to; what is not chosen takes everything."""

    kinds: frozenset[str]
    year: int | None
    having: frozenset[int] | None
    """Entries that have the chosen topics."""

    def takes(self, match: _Match) -> bool:
        return self._takes_kind(match) and self._takes_year(match) and self._takes_topics(match)

    def kinds_among(self, matches: Sequence[_Match]) -> Sequence[Facet]:
        left = (m for m in matches if self._takes_year(m) and self._takes_topics(m))
        counts = Counter(match.kind for match in left)
        by_count = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        return [Facet(kind, count, kind in self.kinds) for kind, count in by_count]

    def years_among(self, matches: Sequence[_Match]) -> Sequence[Facet]:
        left = (m for m in matches if self._takes_kind(m) and self._takes_topics(m))
        counts = Counter(match.year for match in left if match.year)
        newest = sorted(counts.items(), reverse=True)
        return [Facet(str(year), count, year == self.year) for year, count in newest]

    def _takes_kind(self, match: _Match) -> bool:
        return not self.kinds or match.kind in self.kinds

    def _takes_year(self, match: _Match) -> bool:
        return self.year is None or match.year == self.year

    def _takes_topics(self, match: _Match) -> bool:
        return self.having is None or match.pk in self.having


def _having(topics: Collection[str]) -> frozenset[int] | None:
    """The entries that have all of the topics; None if none is asked for."""
    wanted = set(topics)
    if not wanted:
        return None
    rows = SearchTopic.objects.filter(topic__in=wanted).values_list("entry").order_by()
    enough = rows.annotate(count=Count("pk")).filter(count=len(wanted))
    return frozenset(entry for entry, _ in enough)


def _topics(hits: Sequence[int], chosen: Collection[str]) -> Sequence[Facet]:
    rows = (
        SearchTopic.objects.filter(entry__in=hits)
        .values("topic")
        .annotate(count=Count("pk"))
        .order_by("-count", "topic")
        .values_list("topic", "count")
    )
    return [Facet(topic, count, topic in chosen) for topic, count in rows]


def _hit(entry: SearchEntry, marked: Highlights) -> Hit:
    title, snippet = marked.get(entry.pk, (entry.title, ""))
    return Hit(
        entry_id=entry.pk,
        object_id=entry.object_id,
        kind=entry.kind,
        url=entry.url,
        date=entry.date,
        publisher=entry.publisher,
        title=as_html(title),
        snippet=as_html(snippet),
    )


def as_html(marked: str) -> SafeString:
    """Marked text as HTML: everything is escaped, and only then do the marks become elements."""
    html = escape(marked).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(html)  # noqa: S308


def pages_of(results: Results) -> Sequence[int]:
    """Something as long as the results, for Django's paginator."""
    return range(min(results.total, MOST_PAGES * results.per_page))
