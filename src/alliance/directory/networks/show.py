"""Networks as readers meet them, gathered in a fixed number of queries.

The joining link of a meeting is in `ShownMeeting` for members alone; templates read no other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from ..access import viewer_of, visible
from ..models import (
    IN_THE_CHAIR,
    Authority,
    Meeting,
    Network,
    Nomination,
    Person,
    Role,
    RoleKind,
    Seat,
    User,
)
from .announce import earlier
from .papers import NONE, Papers, papers_of
from .rights import mine
from .when import When, moved_in_words

Reader = User | AnonymousUser


# Meetings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting with no more than the reader may see."""

    meeting: Meeting
    joint_with: Sequence[Network]
    earlier: Sequence[When]
    today: dt.date
    link: str = ""
    is_member: bool = False
    papers: Papers = NONE

    @property
    def when(self) -> When:
        return self.meeting.when

    @property
    def is_past(self) -> bool:
        return self.when.is_past(self.today)

    @property
    def moved_from(self) -> str:
        """`12 May 2026`, if a reader may have noted another date."""
        return moved_in_words(self.when, self.earlier)


def meetings_with_all(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With what is shown of each fetched along."""
    return rows.select_related("network").prefetch_related("joint_with", "announcements")


def show_meetings(
    user: Reader, rows: Iterable[Meeting], *, with_papers: bool = False
) -> list[ShownMeeting]:
    """Meetings that were fetched by `meetings_with_all`."""
    meetings = list(rows)
    members_of = _my_ids(user)
    papers = papers_of(user, [each.pk for each in meetings]) if with_papers and meetings else {}
    today = timezone.localdate()
    return [_shown(each, members_of, papers.get(each.pk, NONE), today) for each in meetings]


def _shown(
    meeting: Meeting, members_of: Collection[int] | None, papers: Papers, today: dt.date
) -> ShownMeeting:
    joint = list(meeting.joint_with.all())
    taking_part = {meeting.network_id, *(network.pk for network in joint)}
    is_member = members_of is None or not taking_part.isdisjoint(members_of)
    return ShownMeeting(
        meeting=meeting,
        joint_with=joint,
        earlier=earlier(meeting),
        today=today,
        link=meeting.link if is_member else "",
        is_member=is_member,
        papers=papers,
    )


def _my_ids(user: Reader) -> frozenset[int] | None:
    """The networks a reader is in; None for the programme, which is in all."""
    viewer = viewer_of(user)
    if viewer.is_programme:
        return None
    if not viewer.person_id:
        return frozenset()
    return frozenset(Network.objects.filter(mine(viewer)).values_list("pk", flat=True))


def next_meetings(user: Reader, networks: Iterable[Network]) -> Mapping[int, ShownMeeting]:
    """Of each network the first meeting that is still to come and not cancelled."""
    wanted = {network.pk for network in networks}
    rows = visible(user, Meeting.objects.to_come().filter(is_cancelled=False))
    found: dict[int, ShownMeeting] = {}
    for shown in show_meetings(user, meetings_with_all(rows)):
        for network in (shown.meeting.network, *shown.joint_with):
            if network.pk in wanted:
                found.setdefault(network.pk, shown)
    return found


# Members ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Place:
    """An authority in a network: who sits there, as far as the reader may know."""

    authority: Authority
    seats: dict[str, Nomination] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """By seat, of those whom the reader may see."""

    @property
    def representative(self) -> str:
        return self._said(Seat.REPRESENTATIVE)

    @property
    def deputy(self) -> str:
        return self._said(Seat.DEPUTY)

    @property
    def has_representative(self) -> bool:
        return Seat.REPRESENTATIVE in self.seats

    def _said(self, seat: Seat) -> str:
        if seat not in self.seats:
            return ""
        return self.names.get(seat) or f"Has a {seat.label.lower()}"


def places(user: Reader, network: Network) -> list[Place]:
    """Every member authority, and others that have somebody in the network, by name."""
    found = {
        each.pk: Place(each) for each in visible(user, Authority.objects.filter(is_member=True))
    }
    rows = visible(user, Nomination.objects.current().filter(network=network))
    seats = list(rows.select_related("authority").order_by("starts_on", "pk"))
    known = names_of(user, [each.person_id for each in seats])
    for nomination in seats:
        place = found.setdefault(nomination.authority_id, Place(nomination.authority))
        place.seats[nomination.seat] = nomination
        if nomination.person_id in known:
            place.names[nomination.seat] = known[nomination.person_id]
    return sorted(found.values(), key=lambda place: place.authority.name)


def names_of(user: Reader, people: Collection[int]) -> Mapping[int, str]:
    """The names of those of these people whom the reader may see."""
    rows = visible(user, Person.objects.filter(pk__in=people))
    return dict(rows.values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class Post:
    """A role in a network and who holds it, by name where the reader may know it."""

    kind: str
    title: str
    name: str
    authority: Authority | None
    ends_on: dt.date | None

    @property
    def who(self) -> str:
        """Never the name of somebody whom the reader may not see."""
        if self.name:
            return self.name
        return f"Somebody of {self.authority}" if self.authority else "Not shown to you"


ORDER = [RoleKind.NETWORK_CHAIR, RoleKind.NETWORK_VICE_CHAIR, RoleKind.NETWORK_LEAD]


def posts(user: Reader, network: Network) -> list[Post]:
    """Who chairs and leads the network today; the chair is told of whoever holds it."""
    rows = list(Role.objects.current().filter(network=network).select_related("authority"))
    shown = set(visible(user, Role.objects.filter(network=network)).values_list("pk", flat=True))
    known = names_of(user, [row.person_id for row in rows if row.pk in shown])
    found = [
        Post(
            kind=row.kind,
            title=row.get_kind_display().partition(" of a ")[0]
            if row.kind in IN_THE_CHAIR
            else row.title or row.get_kind_display(),
            name=known.get(row.person_id, ""),
            authority=row.authority,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.person_id in known or row.kind in IN_THE_CHAIR
    ]
    return sorted(found, key=lambda post: (_rank(post.kind), post.name))


def _rank(kind: str) -> int:
    return ORDER.index(RoleKind(kind)) if kind in ORDER else len(ORDER)


def counts(user: Reader, networks: Iterable[Network]) -> Mapping[int, int]:
    """How many authorities have a representative in each network."""
    rows = visible(user, Nomination.objects.current().filter(network__in=list(networks)))
    found: dict[int, set[int]] = defaultdict(set)
    pairs = rows.filter(seat=Seat.REPRESENTATIVE).order_by().values_list("network", "authority")
    for network, authority in pairs:
        found[network].add(authority)
    return {network: len(authorities) for network, authorities in found.items()}
