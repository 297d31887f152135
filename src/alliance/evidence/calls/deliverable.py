"""Calls in feeds and calendars: told when they open, with the day on which they close."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.text import Truncator

from alliance.delivery import registry
from alliance.delivery.registry import Shown, Source
from alliance.delivery.tellings import Hours, Kind, Telling
from alliance.directory.access import visible
from alliance.directory.models import Topic

from ..models import Call, Extension
from .days import last_of

NAME = "call"
"""What calls are called among all that is delivered."""
BEGINNING = 60
"""Words of the purpose that stand in a calendar."""


def register() -> None:
    registry.register(
        Source(
            name=NAME,
            told_last=_told_last,
            dated=_dated,
            tellings=_tellings,
            shown=_shown,
            about=lambda topic: Call.objects.filter(topics=topic),
        )
    )


def _opened() -> QuerySet[Call]:
    """What everybody may read and can have been told of: it has opened."""
    return visible(AnonymousUser(), Call.objects.filter(opens_at__lte=timezone.now()))


def _told_last(topic: Topic | None, limit: int) -> list[int]:
    rows = _opened()
    if topic:
        rows = rows.filter(topics=topic)
    return list(rows.order_by("-opens_at", "-pk").values_list("pk", flat=True)[:limit])


def _dated(ids: Collection[int] | None, since: dt.date) -> list[int]:
    """A day that was given and moved counts too: calendars may still have it."""
    from_then = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    moved = Extension.objects.filter(was__gte=from_then).values("call")
    rows = _opened().filter(Q(closes_at__gte=from_then) | Q(pk__in=moved))
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return list(rows.order_by().values_list("pk", flat=True))


def _tellings(ids: Collection[int]) -> Mapping[int, Sequence[Telling]]:
    rows = _opened().filter(pk__in=ids).prefetch_related("extensions")
    return {call.pk: list(_of_one(call)) for call in rows}


def _of_one(call: Call) -> Iterator[Telling]:
    """As it opened, and once for each time its closing moved since."""
    opened = call.opens_at
    assert opened is not None  # noqa: S101 - what has opened has a day: the database holds to it
    moves = list(call.extensions.all())
    earlier = [each for each in moves if each.at <= opened]
    later = [each for each in moves if each.at > opened]
    first = later[0].was if later else call.closes_at
    wording = _digest(call)
    yield _telling(opened, wording, first, before=earlier[-1].was if earlier else None)
    for move in later:
        yield _telling(move.at, wording, move.became, before=move.was)


def _telling(
    at: dt.datetime, wording: str, closes_at: dt.datetime | None, *, before: dt.datetime | None
) -> Telling:
    by = last_of(closes_at) if closes_at else None
    off = frozenset([last_of(before).on]) if before else frozenset()
    days = frozenset([by.on]) if by else frozenset()
    return Telling(
        at=at,
        on=timezone.localdate(at),
        wording=wording,
        days={Kind.DEADLINE: days},
        hours={by.on: Hours(by.at)} if by and by.at else {},
        calls_off=lambda: off - days,
    )


def _digest(call: Call) -> str:
    said = repr((call.title, call.summary, call.purpose, call.what_becomes, call.closes_at))
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def _shown(ids: Collection[int]) -> Mapping[int, Shown]:
    rows = _opened().filter(pk__in=ids).prefetch_related("topics")
    return {call.pk: _as_shown(call) for call in rows}


def _as_shown(call: Call) -> Shown:
    return Shown(
        title=f"Call for evidence: {call.title}",
        html=_html(call),
        beginning=Truncator(call.summary or call.purpose).words(BEGINNING),
        said_in="",
        url=call.get_absolute_url(),
        topics=[topic.name for topic in call.topics.all()],
    )


def _html(call: Call) -> str:
    until = (
        f"<p>Answers until {escape(last_of(call.closes_at).in_words)}.</p>"
        if call.closes_at
        else ""
    )
    summary = f"<p>{escape(call.summary)}</p>" if call.summary else ""
    link = f'<p><a href="{escape(call.get_absolute_url())}">Read the call, and answer it</a></p>'
    return summary + linebreaks(call.purpose, autoescape=True) + until + link
