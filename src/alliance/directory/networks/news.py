"""What has changed of the meetings of an authority's networks, for its own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ..access import Viewer, viewer_of, visible
from ..models import Announcement, Authority, Meeting, Network, Nomination
from ..my_authority import News, register_news
from .rights import mine

GROUP = "Meetings"


def register() -> None:
    register_news(tell)


def meetings_of(viewer: Viewer, authority: Authority) -> QuerySet[Meeting]:
    """Meetings of the networks that an authority's people, or whoever looks, are in today."""
    sent = Nomination.objects.current().filter(authority=authority)
    networks = Network.objects.filter(Q(pk__in=sent.values("network")) | mine(viewer)).values("pk")
    joint = Meeting.joint_with.through.objects.filter(network__in=networks)
    return Meeting.objects.filter(Q(network__in=networks) | Q(pk__in=joint.values("meeting")))


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """Those to come that were announced, moved or called off; each once, as it stands. Two queries."""
    viewer = viewer_of(request.user)
    told = Announcement.objects.filter(
        told_at__gt=since, meeting__in=meetings_of(viewer, authority)
    ).exclude(told_by=viewer.user_id)
    meetings = visible(request.user, Meeting.objects.filter(pk__in=told.values("meeting")))
    today = timezone.localdate()
    for meeting in meetings.select_related("network").prefetch_related("announcements"):
        rows = list(meeting.announcements.all())
        if meeting.on >= today and rows:
            words = _words(meeting, rows, since)
            yield News(rows[-1].told_at, words, meeting.get_absolute_url(), GROUP)


def _words(meeting: Meeting, rows: list[Announcement], since: dt.datetime) -> str:
    """Against what was known when they were last here."""
    name, when = _name(meeting), meeting.when.in_words
    known = [row for row in rows if row.told_at <= since]
    if meeting.is_cancelled:
        return f"Called off: {name}, {when}"
    if not known:
        return f"Announced: {name}, {when}"
    if known[-1].is_cancelled:
        return f"Takes place after all: {name}, {when}"
    return f"Now {when}: {name}"


def _name(meeting: Meeting) -> str:
    return f"{meeting} ({meeting.network})" if meeting.title else str(meeting)
