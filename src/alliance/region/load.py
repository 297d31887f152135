"""Puts the sample region into the database: what a first page needs, then the rest.

Both may be called again and again: what is there already stays as it is, also where somebody has
changed it since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.bulletins.importing import Memory, save_reading
from alliance.bulletins.models import Bulletin, Item
from alliance.directory.acting import name_acting
from alliance.directory.editors import GROUP, make_editor
from alliance.directory.models import (
    Alliance,
    Authority,
    Capacity,
    ContactDetail,
    ContactKind,
    Network,
    Person,
    Role,
    RoleKind,
    SizeBand,
    Topic,
    User,
    Visibility,
)
from alliance.library.models import Publication
from alliance.library.publications.meeting import Told, meet
from alliance.search.registry import together

from .actions import load_actions
from .agreements import load_agreements
from .areas import load_areas
from .authorities import AUTHORITIES
from .campaigns import load_campaign
from .carried import load_carried
from .evidence.load import load_evidence
from .links import load_links
from .network_life import load_networks
from .networks import NETWORKS, TOPICS
from .pages import load_pages
from .people import CONTACTS, FORMER_ADVISER, PEOPLE, SamplePerson
from .programs import load_programs
from .replies import load_replies
from .shelf import load_shelf
from .sources import load_sources
from .subscribers import load_subscribers
from .versions import load_versions
from .weeks import ADVISER_SINCE, Week, plan
from .write import SITE, matters_of, publication_of, reading_of
from .writing import load_draft

Progress = Callable[[str], None]
FIRST = 2
"""Bulletins that are there when the first page is asked for."""
HOST = "East Sussex"
NAME = "South East Children’s Services Alliance"


class NotTheSample(RuntimeError):
    """The database holds a real alliance, which no sample may be mixed with."""


def load_sample(progress: Progress | None = None, *, today: dt.date | None = None) -> None:
    """The whole sample region, as of a day (today if none is given).

    Raises:
        NotTheSample: the database belongs to a real alliance.
    """
    load_essentials(progress, today=today)
    load_rest(progress)


def load_essentials(progress: Progress | None = None, *, today: dt.date | None = None) -> None:
    """Alliance, authorities, topics, networks, people, accounts and the newest bulletins.

    Raises:
        NotTheSample: the database belongs to a real alliance.
    """
    say = progress or _silent
    with transaction.atomic():
        weeks = plan(_sample_day(today))
        if not Authority.objects.exists():
            say("authorities, networks and people")
            _authorities()
            _networks()
            _people(weeks)
            Alliance.objects.update(host=Authority.objects.get(name=HOST))
    _bulletins(weeks[-FIRST:], say)


def load_rest(progress: Progress | None = None) -> None:
    """All else, older bulletins first; `load_essentials` comes before it."""
    say = progress or _silent
    day = _sample_day()
    _bulletins(plan(day), say)
    if made := load_versions(day):  # of what the bulletins listed
        say(f"publications with a history: {made}")
    if members := load_networks(day):
        say(f"networks: {members} members")
    if made := load_pages(day):  # after the bulletins: pages refer to what those listed
        say(f"sections and projects: {made}")
    if made := load_areas(day):  # after the pages, parts of which they keep
        say(f"restricted areas: {made}")
    if made := load_shelf():
        say(f"documents: {made}")
    if made := load_agreements(day):
        say(f"agreements: {made}")
    if made := load_actions(day):
        say(f"actions: {made}")
    if given := load_campaign(day):
        say(f"figures of a campaign: {given}")
    if made := load_replies(day):  # after what they answer
        say(f"replies that wait: {made}")
    if made := load_programs(day):  # after the actions, of which they are told
        say(f"programs: {made}")
    if made := load_carried(day):
        say(f"reminders that an editor asked for: {made}")
    if made := load_sources(day):
        say(f"candidates for the bulletin: {made}")
    for line in load_evidence(day):  # after the sources: a call is announced by a candidate too
        say(line)
    if made := load_draft():  # after what it takes reminders and news from
        say(f"items of next week's bulletin: {made}")
    if made := load_subscribers(day):  # after what bulletins ask, which is in what was sent
        say(f"subscribers: {made}")
    if made := load_links(day):  # at the end: where each stands is known then
        say(f"links: {made}")


def _silent(line: str) -> None:
    pass


def _sample_day(today: dt.date | None = None) -> dt.date:
    """The day the sample was first made for; the alliance's row is made if there is none."""
    alliance = Alliance.objects.first()
    if alliance is None:
        alliance = Alliance.objects.create(
            name=NAME,
            short_name="South East Alliance",
            region="South East",
            purpose="Nineteen authorities improving children’s services together",
            contact_email="programme@example.org",
            is_sample=True,
            sample_day=today or timezone.localdate(),
        )
    if not alliance.is_sample:
        raise NotTheSample(
            f"This database belongs to {alliance.name}. The sample region needs one of its own: "
            "name an empty folder with --data."
        )
    return alliance.sample_day or timezone.localdate()


def _authorities() -> None:
    for authority in AUTHORITIES:  # one by one, so that search finds them
        Authority.objects.create(
            name=authority.name,
            slug=slugify(authority.name),
            ons_code=authority.ons_code,
            size_band=SizeBand.LARGE if authority.is_large else SizeBand.SMALL,
        )


def _networks() -> None:
    topics = {slug: Topic.objects.create(slug=slug, name=name) for slug, name in TOPICS.items()}
    for network in NETWORKS:
        row = Network.objects.create(
            slug=network.slug, name=network.name, description=network.about
        )
        row.topics.set([topics[slug] for slug in network.topics])


def _people(weeks: list[Week]) -> None:
    authorities = {authority.name: authority for authority in Authority.objects.all()}
    networks = {network.slug: network for network in Network.objects.all()}
    changed_on = weeks[-ADVISER_SINCE].date
    for sample in (*PEOPLE, FORMER_ADVISER):
        person = _person(sample, authorities.get(sample.authority))
        is_adviser = sample.key == "adviser"
        is_former = sample is FORMER_ADVISER
        Role.objects.create(
            person=person,
            kind=sample.kind,
            title="" if ";" in sample.title else sample.title,
            authority=authorities.get(sample.authority),
            network=networks.get(sample.network),
            starts_on=changed_on if is_adviser and not is_former else None,
            ends_on=changed_on - dt.timedelta(days=1) if is_former else None,
        )
        _contact_details(sample, person, changed_on if is_former else None)
        if sample.has_account or sample.kind == RoleKind.DCS:
            _account(sample, person)
    _acting(changed_on)


def _acting(since: dt.date) -> None:
    """Each director's PA acts for them, and where there is a data lead they deputise."""
    posts = Role.objects.filter(authority__isnull=False).select_related("person")
    directors = {role.authority_id: role.person for role in posts.filter(kind=RoleKind.DCS)}
    capacities = {RoleKind.DCS_PA: Capacity.PA, RoleKind.DATA_LEAD: Capacity.DEPUTY}
    for role in posts.filter(kind__in=capacities, authority__in=directors):
        name_acting(
            by=None,
            person=role.person,
            principal=directors[role.authority_id],
            capacity=capacities[RoleKind(role.kind)],
            starts_on=since,
        )


def _person(sample: SamplePerson, authority: Authority | None) -> Person:
    person: Person = Person.objects.create(
        name=sample.name,
        organisation=sample.organisation,
        authority=authority,
        visibility=Visibility.PUBLIC if sample in CONTACTS else Visibility.MEMBERS,
        confirmed_at=timezone.now(),
    )
    return person


def _contact_details(sample: SamplePerson, person: Person, ended_on: dt.date | None) -> None:
    """Programme numbers are public, as bulletins print them; the rest is for members."""
    is_public = sample in CONTACTS
    ContactDetail.objects.create(
        person=person,
        kind=ContactKind.EMAIL,
        value=sample.email,
        visibility=Visibility.PUBLIC if is_public else Visibility.MEMBERS,
        ends_on=ended_on,
    )
    if sample.phone:
        mobile = sample.phone.startswith("07")
        ContactDetail.objects.create(
            person=person,
            kind=ContactKind.MOBILE if mobile else ContactKind.PHONE,
            value=sample.phone,
            visibility=Visibility.MEMBERS if mobile else Visibility.PUBLIC,
            ends_on=ended_on,
        )


def _account(sample: SamplePerson, person: Person) -> None:
    """With no password yet: those that are printed get one (`reset_sign_ins`), which costs time."""
    user = User.objects.create_user(sample.email, name=sample.name, person=person)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if sample.kind in {RoleKind.PROGRAMME_MANAGER, RoleKind.PROGRAMME_SUPPORT}:
        Group.objects.get_or_create(name=GROUP)
        make_editor(user)


def _bulletins(weeks: list[Week], say: Progress) -> None:
    """Import those that are not there, through the door that real ones come in by."""
    present = set(Bulletin.objects.values_list("number", flat=True))
    missing = [week for week in weeks if week.number not in present]
    topics = dict(Topic.objects.values_list("slug", "pk"))
    memory = Memory()
    for done, week in enumerate(missing, 1):
        with together():  # the index has the topics too
            outcome = save_reading(
                reading_of(week), by=None, source_name="the sample", memory=memory
            )
            Item.topics.through.objects.bulk_create(
                [
                    Item.topics.through(item_id=item, topic_id=topics[matter.topic])
                    for item, matter in zip(outcome.items, matters_of(week), strict=True)
                    if matter
                ],
                ignore_conflicts=True,
            )
            _describe_publications(week, topics)
        if done % 10 == 0 or done == len(missing):
            say(f"bulletins: {done} of {len(missing)}")


def _describe_publications(week: Week, topics: dict[str, int]) -> None:
    """What a bulletin's list does not say of a publication: its address, and what it is about."""
    for telling in week.catalogue:
        title, _ = publication_of(telling)
        publication = Publication.objects.filter(title=title, url="").first()
        if publication:
            publication.topics.add(topics[telling.matter.topic])
            meet(publication, Told(url=f"{SITE}publications/{slugify(title)}"))
