"""The digest of a week or a month: everything that became public in its window, each thing once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from alliance.directory.models import Alliance

from ..models import MailingKind
from ..registry import Shown, Source, sources
from ..settle import worded_since
from ..tellings import Telling
from .dates import topics_by_name
from .letter import Letter, Manner, Part, Piece, written
from .site import site_of
from .sources import digest_parts

NEWS_PLACE = 20
"""Where the news stands among the parts that others register."""
LOOKED_AT = 200
"""Matters told last that are looked at first; more where the window reaches further back."""
A_WEEK = dt.timedelta(days=8)
A_MONTH = dt.timedelta(days=33)
"""A window up to which the digest bears the name of its week or month."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A matter that was first told, or told otherwise, in a window."""

    name: str
    shown: Shown
    at: dt.datetime
    is_reworded: bool


def digest_letter(kind: MailingKind, after: dt.datetime, until: dt.datetime) -> Letter | None:
    """Everything new of a window; None where nothing is."""
    parts = [(each.place, each.part(after, until)) for each in digest_parts()]
    parts.append((NEWS_PLACE, _news(after, until)))
    parts.sort(key=lambda pair: pair[0])
    kept = [part for _, part in parts if part and (part.pieces or part.lines)]
    if not kept:
        return None
    alliance = Alliance.objects.first()
    masthead, days = said_of(kind, after, until)
    return Letter(
        subject=f"{masthead}, {days}",
        masthead=masthead,
        day=days,
        alliance=alliance.name if alliance else site_of().name,
        url="/bulletins/",
        parts=kept,
    )


def said_of(kind: MailingKind, after: dt.datetime, until: dt.datetime) -> tuple[str, str]:
    """What it is called and of which days it is; one that reaches further back says so."""
    first, last = timezone.localdate(after), timezone.localdate(until)
    if kind is MailingKind.MONTHLY and until - after <= A_MONTH:
        middle = last - dt.timedelta(days=15)
        return "The month’s news", f"{middle:%B %Y}"
    is_of_a_week = kind is MailingKind.WEEKLY and until - after <= A_WEEK
    return "The week’s news" if is_of_a_week else "News", _from_to(first, last)


def _from_to(first: dt.date, last: dt.date) -> str:
    """“23 to 30 November 2026”, “28 December 2026 to 4 January 2027”."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {written(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {written(last)}"
    return f"{written(first)} to {written(last)}"


def _news(after: dt.datetime, until: dt.datetime) -> Part | None:
    fresh = [
        each for source in sources() if source.is_news for each in fresh_of(source, after, until)
    ]
    if not fresh:
        return None
    fresh.sort(key=lambda each: each.at, reverse=True)
    topics = topics_by_name()
    return Part(
        heading="News", manner=Manner.PIECES, pieces=[_piece(each, topics) for each in fresh]
    )


def fresh_of(source: Source, after: dt.datetime, until: dt.datetime) -> Iterator[Fresh]:
    """The matters of a source that are new in a window, as they are told now.

    Since when a matter is told in its present words is one moment, and contiguous windows each
    have it or have it not: so it is told once a wording. Words that change after the window are
    told by the next.
    """
    told = _told(source, after)
    moments = {pk: worded_since(rows) for pk, rows in told.items() if rows}
    ids = [pk for pk, at in moments.items() if after < at <= until]
    shown = source.shown(ids) if ids else {}
    for pk in ids:
        if pk in shown:
            is_reworded = told[pk][0].at <= after
            yield Fresh(f"{source.name}/{pk}", shown[pk], moments[pk], is_reworded)


def _told(source: Source, after: dt.datetime) -> Mapping[int, Sequence[Telling]]:
    """What was told of all matters that were told after a moment."""
    count = LOOKED_AT
    while True:
        ids = source.told_last(None, count)
        told = source.tellings(ids) if ids else {}
        last = next((told[pk][-1].at for pk in reversed(ids) if told.get(pk)), None)
        if len(ids) < count or last is None or last <= after:
            return told
        count *= 4


def _piece(fresh: Fresh, topics: Mapping[str, int]) -> Piece:
    shown = fresh.shown
    return Piece(
        key=fresh.name,
        title=shown.title or shown.said_in,
        html=shown.html,
        url=shown.url,
        why="Said before, and now in other words" if fresh.is_reworded else "",
        topics=frozenset(topics[name] for name in shown.topics if name in topics),
        topic_names=list(shown.topics),
        audiences=shown.audiences,
    )
