"""The meetings of sections and projects, as calendars are told of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page

from alliance.delivery import keep, registry
from alliance.delivery.registry import DaysOf, Occasion, Shown, Source
from alliance.delivery.tellings import Hours, Kind, Telling
from alliance.directory.access import visible
from alliance.directory.models import Announcement, Network, Topic
from alliance.directory.models import Meeting as NetworkMeeting

from .meeting import Meeting, is_the_same
from .models import ProjectPage, SectionPage, ToldMeeting, Workstream
from .shown_otherwise import when_shown_otherwise

NAME = "section-meeting"
"""What they are called among all that is delivered."""
BEGINNING = 60
"""Words of a page's introduction that stand in a calendar."""


def register() -> None:
    registry.register(
        Source(
            name=NAME,
            told_last=lambda topic, limit: [],  # a page is no news
            dated=_dated,
            tellings=_tellings,
            shown=_shown,
            about=_about,
            told_elsewhere=_told_by_networks,
        )
    )
    uid = "alliance.pages.deliverable"
    for model in (SectionPage, ProjectPage):
        post_save.connect(_saved, sender=model, dispatch_uid=uid)
    post_delete.connect(_gone, sender=Workstream, dispatch_uid=uid)
    for signal in (post_save, post_delete):
        signal.connect(_network_told, sender=Announcement, dispatch_uid=uid)
    m2m_changed.connect(_joined, sender=NetworkMeeting.joint_with.through, dispatch_uid=uid)
    when_shown_otherwise(uid, _follow)


# When something changes --------------------------------------------------------------------------


def _saved(instance: Workstream, raw: bool = False, **signal: object) -> None:
    if not raw:
        _follow(instance)


def _follow(page: Page) -> None:
    """This page and those below it: who may see them follows from what they hang under."""
    below = Workstream.objects.filter(path__startswith=page.path)
    for one in below.filter(pk=page.pk, live=True):
        _write_down(one)
    keep.follow(NAME, below.values_list("pk", flat=True))


def _gone(instance: Workstream, **signal: object) -> None:
    keep.follow(NAME, [instance.pk])


def _network_told(instance: Announcement, raw: bool = False, **signal: object) -> None:
    """A network tells a day of its own: pages that tell it too leave it to the network."""
    if not raw:
        _follow_days([instance.on])


def _joined(instance: NetworkMeeting | Network, action: str, **signal: object) -> None:
    """It is another network's meeting too, or no longer."""
    if action in {"post_add", "post_remove"} and isinstance(instance, NetworkMeeting):
        _follow_days(instance.announcements.values_list("on", flat=True))


def _follow_days(days: Iterable[dt.date]) -> None:
    told = ToldMeeting.objects.filter(on__in=list(days), network__isnull=False)
    keep.follow(NAME, told.values_list("page", flat=True))


def _write_down(page: Workstream) -> None:
    """What a published page says of its next meeting, if it says something else than before."""
    last = ToldMeeting.objects.filter(page=page).last()
    known = last.meeting if last else Meeting()
    now = replace(page.meeting, before={})
    if now != known and (now.on or known.on):
        ToldMeeting.objects.create(
            page=page,
            on=now.on,
            at=now.at,
            place=now.place,
            network_id=now.network,
            is_off=now.is_off,
        )


# What was told ---------------------------------------------------------------------------------


def _open() -> QuerySet[Workstream]:
    """The pages that everybody may read."""
    return visible(AnonymousUser(), Workstream.objects.filter(live=True))


def _about(topic: Topic) -> QuerySet[Workstream]:
    rows: QuerySet[Workstream] = Workstream.objects.filter(topics=topic)
    return rows


def _dated(ids: Collection[int] | None, since: dt.date) -> list[int]:
    told = ToldMeeting.objects.filter(on__gte=since, page__live=True)
    if ids is not None:
        told = told.filter(page__in=ids)
    return list(told.order_by().values_list("page", flat=True).distinct())


def _tellings(ids: Collection[int]) -> Mapping[int, list[Telling]]:
    rows = ToldMeeting.objects.filter(page__in=_open().filter(pk__in=ids))
    told = rows.select_related("page", "network").order_by("page", "told_at", "pk")
    return {pk: list(_told(list(of_page))) for pk, of_page in groupby(told, lambda r: r.page_id)}


def _told(rows: Sequence[ToldMeeting]) -> Iterator[Telling]:
    """Each announcement as a telling; before one of another meeting, that the one to come is off."""
    known = Meeting()
    for row in rows:
        now, on = row.meeting, timezone.localdate(row.told_at)
        if now.on and known.on and not is_the_same(known, now, on=on):
            yield Telling(at=row.told_at, on=on, wording="", calls_off=_days(known))
        yield Telling(
            at=row.told_at,
            on=on,
            wording=_digest(row),
            days={} if now.is_off else {Kind.EVENT: _days(now)()},
            hours={now.on: Hours(now.at)} if now.on and now.at else {},
            calls_off=_days(known, now),
        )
        known = now


def _told_by_networks(ids: Collection[int]) -> DaysOf:
    """Days on which the page's network itself tells of a meeting: it knows of it first."""
    told = list(
        ToldMeeting.objects.filter(page__in=ids, on__isnull=False, network__isnull=False)
        .values_list("page", "on", "network")
        .distinct()
    )
    meetings = visible(AnonymousUser(), NetworkMeeting.objects.all())
    rows = Announcement.objects.filter(meeting__in=meetings, on__in={on for _, on, _ in told})
    own = {
        (on, network)
        for on, *networks in rows.values_list("on", "meeting__network", "meeting__joint_with")
        for network in networks
    }
    days: dict[int, set[tuple[Kind, dt.date]]] = defaultdict(set)
    for page, on, network in told:
        if on and (on, network) in own:
            days[page].add((Kind.EVENT, on))
    return days


def _days(*meetings: Meeting) -> Callable[[], frozenset[dt.date]]:
    days = frozenset(meeting.on for meeting in meetings if meeting.on)
    return lambda: days


def _digest(row: ToldMeeting) -> str:
    said = repr((_title(row), row.on, row.at, row.place, row.is_off))
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


# What is shown ---------------------------------------------------------------------------------


def _shown(ids: Collection[int]) -> Mapping[int, Shown]:
    """Each page as everybody may read it; each day as it was announced last."""
    topics: dict[int, list[str]] = defaultdict(list)
    for pk, name in Workstream.topics.through.objects.filter(workstream__in=ids).values_list(
        "workstream", "topic__name"
    ):
        topics[pk].append(name)
    occasions: dict[int, dict[dt.date, Occasion]] = defaultdict(dict)
    told = ToldMeeting.objects.filter(page__in=ids, on__isnull=False)
    for row in told.select_related("page", "network").order_by("told_at", "pk"):
        if row.on:
            occasions[row.page_id][row.on] = Occasion(title=_title(row), place=row.place)
    return {
        page.pk: Shown(
            title=page.title,
            html="",
            beginning=Truncator(page.introduction).words(BEGINNING),
            said_in=f"“{page.title}”",
            url=page.get_absolute_url(),
            topics=sorted(topics[page.pk]),
            occasions=occasions[page.pk],
        )
        for model in (SectionPage, ProjectPage)
        for page in visible(AnonymousUser(), model.objects.filter(pk__in=ids, live=True))
    }


def _title(row: ToldMeeting) -> str:
    return f"Meeting: {row.network or row.page.title}"
