"""Meetings of networks, told to calendars. The directory stands below and cannot register them.

Only what everybody may read goes out: a joining link is on the page of the meeting, for members.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.text import Truncator

from alliance.directory.access import visible
from alliance.directory.models import Announcement, Meeting, Network, Topic
from alliance.directory.networks.announce import earlier
from alliance.directory.networks.when import moved_in_words

from . import keep, registry
from .registry import Shown, Source
from .tellings import Hours, Kind, Telling

NAME = "meeting"
"""What meetings are called among all that is delivered."""
BEGINNING = 60
"""Words of what it is about that stand in a calendar."""


def register() -> None:
    registry.register(
        Source(
            name=NAME,
            told_last=_told_last,
            dated=_dated,
            tellings=_tellings,
            shown=_shown,
            about=_about,
            of_network=_of_network,
        )
    )
    uid = "alliance.delivery.meetings"
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Meeting, dispatch_uid=uid)
        signal.connect(_told, sender=Announcement, dispatch_uid=uid)
    m2m_changed.connect(_joined, sender=Meeting.joint_with.through, dispatch_uid=uid)


def _changed(instance: Meeting, raw: bool = False, **signal: object) -> None:
    if not raw:
        keep.follow(NAME, [instance.pk])


def _told(instance: Announcement, raw: bool = False, **signal: object) -> None:
    if not raw:
        keep.follow(NAME, [instance.meeting_id])


def _joined(instance: Meeting | Network, action: str, **signal: object) -> None:
    if action in {"post_add", "post_remove"} and isinstance(instance, Meeting):
        keep.follow(NAME, [instance.pk])


# Which are asked about ---------------------------------------------------------------------------


def _told_last(topic: Topic | None, limit: int) -> list[int]:
    """None: that a network meets is a date, not news. Bulletins tell what is new about it."""
    return []


def _dated(ids: Collection[int] | None, since: dt.date) -> list[int]:
    rows = Announcement.objects.filter(on__gte=since)
    if ids is not None:
        rows = rows.filter(meeting__in=ids)
    return list(rows.order_by().values_list("meeting", flat=True).distinct())


def _about(topic: Topic) -> QuerySet[Meeting]:
    networks = Network.objects.filter(topics=topic).values("pk")
    joint = Meeting.joint_with.through.objects.filter(network__in=networks)
    return Meeting.objects.filter(Q(network__in=networks) | Q(pk__in=joint.values("meeting")))


def _of_network(network: Network) -> list[int]:
    return list(Meeting.objects.of(network).values_list("pk", flat=True))


# What was told ---------------------------------------------------------------------------------


def _open(ids: Collection[int]) -> QuerySet[Meeting]:
    """Those of these that everybody may read of, with what is told of each."""
    rows = visible(AnonymousUser(), Meeting.objects.filter(pk__in=ids))
    return rows.select_related("network").prefetch_related(
        "announcements", "joint_with__topics", "network__topics"
    )


def _tellings(ids: Collection[int]) -> Mapping[int, list[Telling]]:
    return {meeting.pk: _of_one(meeting) for meeting in _open(ids)}


def _of_one(meeting: Meeting) -> list[Telling]:
    """What was told of one, less the dates that were entered wrongly and put right."""
    told: list[Announcement] = []
    for announcement in meeting.announcements.all():
        if announcement.is_correction and told:
            told.pop()
        told.append(announcement)
    # One that was called off and then announced anew is the same meeting, on whatever day.
    standing = [each for each in told[:-1] if not each.is_cancelled] + told[-1:]
    wording = _digest(meeting)
    return [_telling(each, wording) for each in standing]


def _telling(told: Announcement, wording: str) -> Telling:
    on = timezone.localdate(told.told_at)
    if told.is_cancelled:
        # Of one that did not take place it may be said a day later.
        return Telling(
            at=told.told_at,
            on=min(on, told.on),
            wording=wording,
            calls_off=lambda: frozenset({told.on}),
        )
    return Telling(
        at=told.told_at,
        on=on,
        wording=wording,
        days={Kind.EVENT: frozenset({told.on})},
        hours=_hours(told),
    )


def _hours(told: Announcement) -> dict[dt.date, Hours]:
    when = told.when
    return {told.on: Hours(when.at, when.ends_at)} if when.at else {}


def _digest(meeting: Meeting) -> str:
    """Of all that a calendar shows beside the days: another one means that it says otherwise."""
    said = "\n".join([_title(meeting), _said(meeting), meeting.place])
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


# What is shown ---------------------------------------------------------------------------------


def _shown(ids: Collection[int]) -> Mapping[int, Shown]:
    return {meeting.pk: _as_shown(meeting) for meeting in _open(ids)}


def _as_shown(meeting: Meeting) -> Shown:
    said = _said(meeting)
    networks = [meeting.network, *meeting.joint_with.all()]
    topics = {topic.name: None for network in networks for topic in network.topics.all()}
    return Shown(
        title=_title(meeting),
        html=linebreaks(said, autoescape=True),
        beginning=said,
        said_in="",
        url=meeting.get_absolute_url(),
        topics=list(topics),
        place=meeting.place,
    )


def _title(meeting: Meeting) -> str:
    """With the networks it is of: in a calendar it stands alone."""
    names = [str(network) for network in (meeting.network, *meeting.joint_with.all())]
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"{meeting.title} ({who})" if meeting.title else who


def _said(meeting: Meeting) -> str:
    parts = [
        f"Cancelled: {meeting.reason}" if meeting.is_cancelled else "",
        f"Moved from {moved}." if (moved := moved_in_words(meeting.when, earlier(meeting))) else "",
        Truncator(meeting.about).words(BEGINNING),
    ]
    return "\n\n".join(part for part in parts if part)
