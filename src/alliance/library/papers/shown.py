"""What the directory asks of the papers of meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from pathlib import PurePath

from django.contrib.auth.models import AnonymousUser
from django.template.defaultfilters import filesizeformat

from alliance.directory.access import visible
from alliance.directory.models import User
from alliance.directory.networks.papers import Paper, Papers

from ..models import MeetingPaper

FOR = {
    MeetingPaper.Audience.MEMBERS: "for members of the network",
    MeetingPaper.Audience.PROGRAMME: "for the programme only",
}


def papers_of(user: User | AnonymousUser, meetings: Collection[int]) -> Mapping[int, Papers]:
    """The papers of these meetings: those that the reader may have, and how many members have."""
    kept = MeetingPaper.objects.filter(meeting__in=meetings, removed_at__isnull=True)
    rows = visible(user, kept).select_related("document", "meeting__network")
    shown: dict[int, list[Paper]] = defaultdict(list)
    for row in rows.order_by("kind", "pk"):
        shown[row.meeting_id].append(
            Paper(
                title=row.title,
                kind=row.get_kind_display(),
                url=row.get_absolute_url(),
                about=about(row),
                audience=FOR.get(MeetingPaper.Audience(row.audience), ""),
            )
        )
    # Of what is the programme's alone nobody else learns that there is any.
    told_of = kept.exclude(audience=MeetingPaper.Audience.PROGRAMME)
    all_of = Counter(told_of.order_by().values_list("meeting", flat=True))
    return {pk: Papers(shown[pk], max(0, all_of[pk] - len(shown[pk]))) for pk in meetings}


def about(paper: MeetingPaper) -> str:
    """`PDF, 34 kB`; the size without asking where the file is kept, if it is known."""
    ending = PurePath(paper.document.file.name).suffix.lstrip(".").upper() or "File"
    size = paper.document.file_size
    return f"{ending}, {filesizeformat(size)}" if size else ending
