"""Puts members, chairs, meetings and messages into the sample's networks. All of it is invented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from alliance.directory.models import (
    Authority,
    ContactDetail,
    ContactKind,
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    NominationAsk,
    Person,
    Role,
    RoleKind,
    Seat,
    Standing,
    User,
    Visibility,
)
from alliance.directory.networks.announce import Details, announce, cancel, change
from alliance.directory.networks.when import When
from alliance.editions.current import changed
from alliance.library.papers.keep import add_paper
from alliance.search.registry import index, together

from .networks import NETWORKS, SampleNetwork
from .paper import pdf_of
from .people import CONTACTS
from .representatives import Representative, representatives
from .weeks import working_day

WEEK = dt.timedelta(weeks=1)
TERM = dt.timedelta(days=2 * 365)
MOVED, CANCELLED, WITH_PAPERS = "early-help", "quality-assurance", "fostering"
JOINT = ("ad-education", ("send", "children-missing-education"))
ALSO_LED = {
    "kinship": ("kinship", "adoption", "early-help"),
    "workforce": ("principal-social-workers",),
}
"""Networks that a contact of the bulletin leads besides the one that stands with them."""
ABOUT = {
    "fostering": "Fees from April; how the new enquiry line is used; what recruitment brought in.",
    "send": "Places for September, and the parents’ forum on what they were told and when.",
    "data-benchmarking": "The quarter’s return, and which two measures nobody reads.",
}


def load_networks(day: dt.date) -> int:
    """Fill the networks as of a day, if nobody is in one yet; returns how many members there are."""
    if Nomination.objects.exists():
        return 0
    with transaction.atomic(), together():
        _lead_more()
        members = _members(day)
        _chairs(day)
        for network in Network.objects.all():
            _meetings(network, day)
        _joint_day(day)
        _messages(day)
    return members


# Members ---------------------------------------------------------------------------------------


def _lead_more() -> None:
    for key, slugs in ALSO_LED.items():
        name = next(person.name for person in CONTACTS if person.key == key)
        person = Person.objects.get(name=name)
        for network in Network.objects.filter(slug__in=slugs):
            Role.objects.create(person=person, kind=RoleKind.NETWORK_LEAD, network=network)


def _members(day: dt.date) -> int:
    authorities = {each.name: each for each in Authority.objects.all()}
    networks = {each.slug: each for each in Network.objects.all()}
    Network.objects.filter(slug="adoption").update(every_authority=False)
    sitting = list(representatives())
    people = _people(sitting, authorities)
    seats = [
        _seat(networks[slug], authorities[one.authority], people[one.name, one.authority], day)
        for one in sitting
        for slug in one.networks
    ]
    directors = Role.objects.filter(kind=RoleKind.DCS).select_related("person", "authority")
    seats += [
        _seat(networks["dcs"], role.authority, role.person, day)
        for role in directors
        if role.authority
    ]
    seats += _deputies(networks, authorities, people, sitting, day)
    Nomination.objects.bulk_create(seats)
    _former(networks[WITH_PAPERS], authorities["Kent"], day)
    _asked(networks["kinship"], authorities["Southampton"], day)
    changed()
    return len({seat.person_id for seat in seats})


def _people(
    sitting: Iterable[Representative], authorities: dict[str, Authority]
) -> dict[tuple[str, str], Person]:
    """Those who are not there yet are made in one go: each alone would be indexed alone."""
    new = [one for one in sitting if one.is_new]
    made = Person.objects.bulk_create(
        Person(
            name=one.name,
            organisation=one.authority,
            authority=authorities[one.authority],
            visibility=Visibility.PRIVATE if one.is_private else Visibility.MEMBERS,
            confirmed_at=timezone.now(),
        )
        for one in new
    )
    Role.objects.bulk_create(
        Role(
            person=person,
            kind=RoleKind.AUTHORITY_MEMBER,
            title=one.title,
            authority=person.authority,
        )
        for one, person in zip(new, made, strict=True)
    )
    ContactDetail.objects.bulk_create(
        ContactDetail(
            person=person,
            kind=ContactKind.EMAIL,
            value=f"{'.'.join(re.findall(r'[a-z]+', person.name.lower()))}@example.org",
        )
        for person in made
    )
    index(Person, [person.pk for person in made])
    found = {(person.name, person.organisation): person for person in made}
    for one in sitting:
        if not one.is_new:
            found[one.name, one.authority] = Person.objects.get(name=one.name)
    return found


def _seat(
    network: Network,
    authority: Authority,
    person: Person,
    day: dt.date,
    seat: str = Seat.REPRESENTATIVE,
) -> Nomination:
    return Nomination(
        network=network,
        authority=authority,
        person=person,
        seat=seat,
        starts_on=day - dt.timedelta(days=200),
        nominated_at=timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
        - dt.timedelta(days=203),
        said_by=f"Office of the Director, {authority}",
    )


def _deputies(
    networks: dict[str, Network],
    authorities: dict[str, Authority],
    people: dict[tuple[str, str], Person],
    sitting: list[Representative],
    day: dt.date,
) -> list[Nomination]:
    """Larger authorities send somebody else when their representative cannot come."""
    early = {one.authority: one for one in sitting if one.title == "Head of Early Help"}
    return [
        _seat(
            networks[slug],
            authorities[name],
            people[early[name].name, name],
            day,
            seat=Seat.DEPUTY,
        )
        for slug in ("kinship", "fostering", "ad-safeguarding")
        for name in ("Kent", "Surrey", "Oxfordshire", "Hampshire")
    ]


def _former(network: Network, authority: Authority, day: dt.date) -> None:
    """Somebody who sat there before: people change post, and their lines stay."""
    person = Person.objects.create(
        name="Godric Wanstead",
        organisation=authority.name,
        visibility=Visibility.MEMBERS,
        confirmed_at=timezone.now(),
    )
    row = _seat(network, authority, person, day - dt.timedelta(days=500))
    row.ends_on = day - dt.timedelta(days=201)
    row.save()


def _asked(network: Network, authority: Authority, day: dt.date) -> None:
    NominationAsk.objects.create(
        network=network, authority=authority, asked_on=day - WEEK, standing=Standing.LEAD
    )


def _chairs(day: dt.date) -> None:
    """Of each network somebody from another authority; the chair agreed to be shown to everyone."""
    for place, network in enumerate(Network.objects.order_by("name")):
        seats = network.nominations.filter(seat=Seat.REPRESENTATIVE, ends_on=None)
        sitting = list(seats.select_related("person", "authority").order_by("authority__name"))
        for kind, step in ((RoleKind.NETWORK_CHAIR, 0), (RoleKind.NETWORK_VICE_CHAIR, 5)):
            seat = sitting[(place * 3 + step) % len(sitting)]
            begins = day - dt.timedelta(days=20 * (place + 1))
            Role.objects.create(
                person=seat.person,
                kind=kind,
                title=f"{kind.label.partition(' of ')[0]}, {network}",
                authority=seat.authority,
                network=network,
                starts_on=begins,
                ends_on=begins + TERM,
            )
            if kind is RoleKind.NETWORK_CHAIR:
                seat.person.visibility = Visibility.PUBLIC
                seat.person.save()


# Meetings --------------------------------------------------------------------------------------


def _meetings(network: Network, day: dt.date) -> None:
    """The last one, the next and the one after it, of those that meet at fixed times."""
    sample = next((one for one in NETWORKS if one.slug == network.slug), None)
    following = sample.next_meeting(day) if sample else None
    if sample is None or following is None:
        return
    past = _announce(network, sample, _before(sample, day), day)
    coming = _announce(network, sample, following, day)
    later = sample.next_meeting(following + dt.timedelta(days=1))
    if later:
        _announce(network, sample, later, day)
    told = _moment(day, days=2)
    if network.slug == MOVED:
        moved = When(following + WEEK, coming.at, coming.ends_at)
        details = Details(when=moved, place=coming.place, link=coming.link)
        change(by=None, meeting=coming, seen=coming.version, details=details, at=told)
    if network.slug == CANCELLED:
        reason = "Half of the members are at an inspection that week."
        cancel(by=None, meeting=coming, seen=coming.version, reason=reason, at=told)
    if network.slug == WITH_PAPERS:
        _papers(past, coming)


def _announce(network: Network, sample: SampleNetwork, on: dt.date, day: dt.date) -> Meeting:
    at, ends_at = hours_of(sample.hours)
    is_on_line = sample.offset % 2 == 0
    return announce(
        by=None,
        network=network,
        details=Details(
            when=When(on, at, ends_at),
            place="On line" if is_on_line else "County Hall, Lewes",
            link=f"https://meet.example.org/{sample.slug}" if is_on_line else "",
            about=ABOUT.get(network.slug, "") if on >= day else "",
        ),
        at=_moment(min(day, on), days=40),
    )


def _before(sample: SampleNetwork, day: dt.date) -> dt.date:
    """The last meeting before a day."""
    last = sample.next_meeting(day - (2 * sample.every + 4) * WEEK)
    while last:
        following = sample.next_meeting(last + dt.timedelta(days=1))
        if not following or following >= day:
            return last
        last = following
    raise ValueError(f"{sample.slug} never meets.")


def _moment(day: dt.date, *, days: int) -> dt.datetime:
    """Ten in the morning, so many days before a day."""
    then = dt.datetime.combine(day - dt.timedelta(days=days), dt.time(10))
    return timezone.make_aware(then)


_TIME = re.compile(r"(\d+)(?:\.(\d+))?\s*(am|pm|noon)")


def hours_of(words: str) -> tuple[dt.time, dt.time]:
    """“9.30am to 12 noon” as two times."""
    begins, ends = (
        dt.time(int(hour) % 12 + 12 * (half != "am"), int(minute or 0))
        for hour, minute, half in _TIME.findall(words)
    )
    return begins, ends


def _joint_day(day: dt.date) -> None:
    caller, others = JOINT
    announce(
        by=None,
        network=Network.objects.get(slug=caller),
        details=Details(
            when=When(working_day(day, 47), dt.time(9, 30), dt.time(16)),
            title="Joint day on inclusion",
            place="Civic Centre, Maidstone",
            about="Who is out of school, who comes back, and what each of us would copy.",
            joint_with=list(Network.objects.filter(slug__in=others)),
        ),
        at=_moment(day, days=20),
    )


def _papers(past: Meeting, coming: Meeting) -> None:
    for meeting, kind, title, audience, lines in (
        (
            coming,
            "agenda",
            "Agenda",
            "public",
            ["1. Welcome", "2. Fees from April", "3. Enquiries"],
        ),
        (coming, "paper", "Fees: what each of us pays now", "members", ["Sample figures only."]),
        (past, "minutes", "What was agreed", "members", ["The enquiry line opens in the spring."]),
    ):
        name = f"{kind}-{meeting.on:%Y-%m-%d}.pdf"
        file = ContentFile(pdf_of(f"Fostering Network, {title}", lines), name)
        add_paper(by=None, meeting=meeting, file=file, title=title, kind=kind, audience=audience)


# Messages --------------------------------------------------------------------------------------


def _messages(day: dt.date) -> None:
    """One that went to the fostering network some weeks ago; its copies are long forgotten."""
    writer = next(person for person in CONTACTS if person.key == "kinship")
    network = Network.objects.get(slug=WITH_PAPERS)
    NetworkMessage.objects.create(
        network=network,
        subject="Fees: please send yours by Friday",
        text="Dear all,\n\nwe have the fees of eleven authorities and would like to show all "
        "nineteen at the meeting. One line is enough.\n\nThank you,\nBethan",
        written_by=User.objects.filter(email=writer.email).first(),
        writer=writer.name,
        standing=Standing.LEAD,
        written_at=_moment(day, days=24),
        copies=network.nominations.filter(ends_on=None).count(),
    )
