"""Asking the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import spelling
from .databases import Sought, WordIndex, newest, word_index
from .facets import COUNTED, Facets, Found, count, facets_of
from .highlighting import START, STOP, Marked, Text, highlight
from .models import SearchEntry, lexicon
from .ranking import Candidate, in_order
from .scope import Match, Scope
from .words import Term, Words, read, read_words, telling, whole, with_words_put_right

PER_PAGE = 20
MOST_PAGES = 50
WEIGHED = 1000
"""Hits whose words are weighed: the newest, and those whose title has the words."""
SET_IN_ORDER = 200
"""Hits that are read and set in order; the rest follow by the weight of their words."""


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
class Results:
    total: int = 0
    is_more: bool = False
    """Whether there are more than `total`, which is where counting stops."""
    hits: Sequence[Hit] = ()
    page: int = 1
    per_page: int = PER_PAGE
    facets: Facets = field(default_factory=dict)
    """By name: `kind`, `year`, `topic`, `publisher`, `authority`; most frequent first (years:
    newest first)."""
    corrected: str = ""
    """What was looked for instead of what was typed, if nothing has a word of that."""
    left_out: bool = False
    """Whether nothing has all the words, and these have some of them."""
    wordings: Sequence[str] = ()
    """What else was looked for because it means the same."""


def search(
    text: str,
    *,
    audiences: Collection[str],
    kinds: Collection[str] = (),
    year: int | None = None,
    topics: Collection[str] = (),
    publishers: Collection[str] = (),
    authorities: Collection[str] = (),
    page: int = 1,
    per_page: int = PER_PAGE,
    as_typed: bool = False,
) -> Results:
    """What of the index has all the words, best first, as far as these audiences may find it.

    Words that mean the same in the field count as the words; if nothing has a word, the one that
    was probably meant takes its place; if nothing has all the words, those with most are shown.

    Args:
        text: as a person typed it; see `words.read`.
        audiences: the keys of whoever asks; without one that an entry carries it is not there:
            not in hits, not in counts, not in what spelling is corrected to.
        kinds, year, topics, publishers, authorities: narrow the hits; all of the topics, any of
            the others. A facet's counts are of what the other facets leave.
        page: from 1.
        as_typed: neither widen nor correct.
    """
    scope = Scope(
        audiences=frozenset(audiences),
        kinds=tuple(kinds),
        years=[str(year)] if year else (),
        topics=tuple(dict.fromkeys(topics)),
        publishers=tuple(publishers),
        authorities=tuple(authorities),
    )
    asked = _ask(text, scope, as_typed)
    if asked is None:
        return Results(per_page=per_page)
    found = count(asked.index, asked.sought, asked.matches, scope)
    weighed = _to_weigh(asked, scope, found)
    page = min(max(page, 1), MOST_PAGES)
    ordered, entries = _in_order(asked, weighed)
    shown = ordered[(page - 1) * per_page : page * per_page]
    entries |= _entries([pk for pk in shown if pk not in entries])
    marked = _marked(shown, asked.sought.terms) if shown else {}
    return Results(
        total=len(found.hits),
        is_more=found.is_more,
        hits=[_hit(entries[pk], marked) for pk in shown if pk in entries],
        page=page,
        per_page=per_page,
        facets=facets_of(found, weighed, scope),
        corrected=asked.corrected,
        left_out=bool(asked.sought.leaving_out),
        wordings=_also_looked_for(asked.sought.terms),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for in the end, and what all audiences' share of the index has of it."""

    index: WordIndex
    sought: Sought
    matches: Sequence[Match]
    corrected: str = ""


def _ask(text: str, scope: Scope, as_typed: bool) -> _Asked | None:
    """Try what was typed; if nothing has it, what was probably meant. None if nothing was typed."""
    index = word_index()
    everywhere = scope.unnarrowed()

    def attempt(terms: Sequence[Term], leaving_out: int = 0, corrected: str = "") -> _Asked:
        sought = Sought(terms, leaving_out)
        matches = index.matches(sought, everywhere, COUNTED + 1)
        return _Asked(index, sought, matches, corrected)

    typed = read(text)
    if not typed:
        return None
    if as_typed:
        return attempt(telling(whole(typed)))
    meanings = lexicon()
    widened = telling(meanings.widen(typed))
    asked = attempt(whole(widened))
    for terms in [] if asked.matches else [widened, telling(typed)]:
        if not asked.matches and terms != asked.sought.terms:
            asked = attempt(terms)
    if not asked.matches and (corrected := _corrected(text, widened, index, everywhere)):
        asked = attempt(telling(whole(meanings.widen(read(corrected)))), corrected=corrected)
    # Nothing has all the words: all but one, or any.
    for leaving_out in (1, 2):
        if not asked.matches and len(asked.sought.terms) > leaving_out:
            asked = attempt(asked.sought.terms, leaving_out, asked.corrected)
    return asked


def _corrected(text: str, terms: Sequence[Term], index: WordIndex, scope: Scope) -> str:
    """What was typed with words put right, or nothing if none can be."""

    def having(words: Words, others: Sequence[Term] = ()) -> int:
        sought = [*(Term((word,)) for word in words), *others]
        return len(index.matches(Sought(sought), scope, spelling.COUNTED))

    known: list[Term] = []
    unknown: list[str] = []
    for term in whole(terms):
        if term.marks or term.is_quoted:
            known.append(term)
            continue
        for word in term.words:  # “co-opertion” is two
            if having((word,)):
                known.append(Term((word,)))
            else:
                unknown.append(word)
    put_right = spelling.corrections(
        unknown, scope.audiences, count=having, together=lambda words: having(words, known)
    )
    return with_words_put_right(text, put_right) if put_right else ""


def _to_weigh(asked: _Asked, scope: Scope, found: Found) -> Sequence[Match]:
    """All hits; of many those whose title has the words, and the newest."""
    if not found.is_more and len(found.hits) <= WEIGHED:
        return found.hits
    titled = newest(asked.index, asked.sought, scope, WEIGHED // 2, in_title=True)
    if found.is_more:
        return titled + newest(asked.index, asked.sought, scope, WEIGHED, some=found.hits)
    by_day = sorted(found.hits, key=lambda match: match.date or dt.date.min, reverse=True)
    return titled + by_day[:WEIGHED]


def _in_order(
    asked: _Asked, weighed: Sequence[Match]
) -> tuple[Sequence[int], dict[int, SearchEntry]]:
    """The ids of the hits that can be turned to, best first; and the entries that were read."""
    dates = {match.pk: match.date for match in weighed}
    weights = asked.index.weights(asked.sought, list(dates)) if dates else {}
    by_weight = sorted(
        weights, key=lambda pk: (-weights[pk], -(dates[pk] or dt.date.min).toordinal(), pk)
    )
    first = by_weight[:SET_IN_ORDER]
    entries = _entries(first)
    candidates = [
        Candidate(pk, entry.title, entry.kind, entry.date, weights[pk])
        for pk, entry in entries.items()
    ]
    best = in_order(candidates, asked.sought.terms, timezone.localdate())
    return [*(candidate.pk for candidate in best), *by_weight[SET_IN_ORDER:]], entries


def _entries(ids: Sequence[int]) -> dict[int, SearchEntry]:
    """Entries without their texts."""
    if not ids:
        return {}
    return SearchEntry.objects.defer("body", "facts", "title_marks", "body_marks").in_bulk(ids)


def _also_looked_for(terms: Sequence[Term]) -> Sequence[str]:
    typed = {" ".join(term.words) for term in terms}
    names = (name for term in terms for name in term.names)
    return list(dict.fromkeys(name for name in names if " ".join(read_words(name)) not in typed))


def _marked(ids: Sequence[int], terms: Sequence[Term]) -> dict[int, Marked]:
    texts = SearchEntry.objects.filter(pk__in=ids).values_list("pk", "title", "body")
    return highlight(map(Text._make, texts), terms)


def _hit(entry: SearchEntry, marked: dict[int, Marked]) -> Hit:
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
    """Something as long as the results that can be turned to, for Django's paginator."""
    return range(min(results.total, MOST_PAGES * results.per_page))
