"""Launched showcases, told to feeds and digests as news."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.text import Truncator

from alliance.delivery import registry
from alliance.delivery.registry import Shown, Source
from alliance.delivery.tellings import Telling
from alliance.directory.access import visible
from alliance.directory.models import Topic

from ..models import Case, Showcase
from .names import SHOWCASE

BEGINNING = 60


def register() -> None:
    registry.register(
        Source(
            name=SHOWCASE,
            told_last=_told_last,
            dated=lambda ids, since: [],  # it gives no days
            tellings=_tellings,
            shown=_shown,
            about=lambda topic: Showcase.objects.filter(topics=topic),
        )
    )


def _open() -> QuerySet[Showcase]:
    """What everybody may read, with the cases that they may."""
    cases = visible(AnonymousUser(), Case.objects.order_by("position", "pk"))
    rows = visible(AnonymousUser(), Showcase.objects.filter(launched_at__isnull=False))
    return rows.prefetch_related("topics", Prefetch("cases", cases, to_attr="shown_cases"))


def _cases(showcase: Showcase) -> list[Case]:
    cases: list[Case] = getattr(showcase, "shown_cases")  # noqa: B009 - fetched along
    return cases


def _told_last(topic: Topic | None, limit: int) -> list[int]:
    rows = visible(AnonymousUser(), Showcase.objects.filter(launched_at__isnull=False))
    if topic:
        rows = rows.filter(topics=topic)
    return list(rows.order_by("-launched_at", "-pk").values_list("pk", flat=True)[:limit])


def _tellings(ids: Collection[int]) -> Mapping[int, list[Telling]]:
    """One of the launch, and one of each later day on which cases were added."""
    return {row.pk: _of_one(row) for row in _open().filter(pk__in=ids)}


def _of_one(showcase: Showcase) -> list[Telling]:
    launched = showcase.launched_at
    assert launched is not None  # noqa: S101 - only those with one are asked about
    cases = _cases(showcase)
    added = sorted({max(case.shown_at, launched) for case in cases if case.shown_at})
    moments = [launched, *(at for at in added if at - launched > dt.timedelta(minutes=10))]
    return [
        Telling(at=at, on=timezone.localdate(at), wording=_digest(showcase, cases, until=at))
        for at in moments
    ]


def _digest(showcase: Showcase, cases: list[Case], *, until: dt.datetime) -> str:
    shown = [
        (case.title, case.summary) for case in cases if case.shown_at and case.shown_at <= until
    ]
    said = repr((showcase.title, showcase.summary, showcase.introduction, shown))
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def _shown(ids: Collection[int]) -> Mapping[int, Shown]:
    return {
        row.pk: Shown(
            title=f"Showcase: {row.title}",
            html=_html(row),
            beginning=Truncator(row.summary or row.introduction).words(BEGINNING),
            said_in="",
            url=row.get_absolute_url(),
            topics=[topic.name for topic in row.topics.all()],
        )
        for row in _open().filter(pk__in=ids)
    }


def _html(showcase: Showcase) -> str:
    cases = _cases(showcase)
    rows = format_html_join(
        "",
        '<li><a href="{}">{}</a>: {}</li>',
        (
            (f"{showcase.get_absolute_url()}{case.slug}/", case.title, case.summary)
            for case in cases
        ),
    )
    summary = format_html("<p>{}</p>", showcase.summary) if showcase.summary else ""
    return (
        summary
        + linebreaks(showcase.introduction, autoescape=True)
        + format_html("<ul>{}</ul>", rows)
    )
