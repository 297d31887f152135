"""Papers that came to the meetings of an authority's networks, for its own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest

from alliance.directory.access import viewer_of, visible
from alliance.directory.models import Authority
from alliance.directory.my_authority import News, register_news
from alliance.directory.networks.news import GROUP, meetings_of

from ..models import MeetingPaper


def register() -> None:
    register_news(tell)


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """A line a meeting, of those papers that whoever looks may read. A query."""
    viewer = viewer_of(request.user)
    added = MeetingPaper.objects.filter(
        added_at__gt=since, meeting__in=meetings_of(viewer, authority)
    ).exclude(added_by=viewer.user_id)
    of_meeting: dict[int, list[MeetingPaper]] = {}
    rows = visible(request.user, added).select_related("meeting__network")
    for paper in rows.order_by("-added_at", "-pk"):
        of_meeting.setdefault(paper.meeting_id, []).append(paper)
    for papers in of_meeting.values():
        meeting = papers[0].meeting
        count = f"{len(papers)} papers" if len(papers) > 1 else f"{papers[0].get_kind_display()}"
        day = f"{meeting.on.day} {meeting.on:%B %Y}"
        name = f"{meeting} ({meeting.network})" if meeting.title else str(meeting)
        words = f"{count} added: {name}, {day}"
        yield News(papers[0].added_at, words, meeting.get_absolute_url(), GROUP)
