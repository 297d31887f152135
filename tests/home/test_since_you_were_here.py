"""“Since you were here” on an authority's page: what each reader is told, and nothing that is not theirs."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given as tried_with
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from alliance.actions.answering import Answerer, answer
from alliance.actions.models import Way
from alliance.actions.said import Said
from alliance.audit.models import AuditEvent
from alliance.audit.trail import record, snapshot
from alliance.directory.areas.decide import let_in, refuse
from alliance.directory.models import (
    ActingFor,
    Authority,
    Capacity,
    Invitation,
    Network,
    Person,
    RoleKind,
    SecurityEvent,
    SecurityEventKind,
    User,
)
from alliance.directory.my_authority import News, grouped
from alliance.directory.networks.announce import Details, cancel, change
from alliance.library.models import AgreementVersion, MeetingPaper, VersionState
from alliance.library.papers.keep import add_paper
from tests.actions.invented import ask_of, question_of, raised
from tests.actions.test_pages import signed_in
from tests.bulletins.invented import bulletin
from tests.directory.areas.invented import account, area, asked
from tests.directory.networks.invented import DAY, meets, network, sits, when
from tests.library.agreements.invented import authority, signed_on_paper, understanding, version

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
EARLIER = NOW - 3 * DAY
"""Before they were last here."""


@pytest.fixture
def kent() -> Authority:
    return authority("Kent")


@pytest.fixture
def director(kent: Authority) -> User:
    return was_here(account("Dana Director", RoleKind.DCS, kent))


@pytest.fixture
def member(kent: Authority) -> User:
    return was_here(account("Mia Member", RoleKind.AUTHORITY_MEMBER, kent))


def was_here(user: User) -> User:
    """Two days ago; what happened before it they have seen."""
    SecurityEvent.objects.create(account=user, kind=SecurityEventKind.SIGNED_IN, at=NOW - 2 * DAY)
    return user


def page(user: User) -> str:
    """Signed in once: to sign in again is to have been here."""
    client = vars(user).setdefault("client", None) or signed_in(user)
    vars(user)["client"] = client
    return str(client.get("/my-authority/").content.decode())


def told(user: User) -> list[str]:
    """The lines of the list, as they are read."""
    part = page(user).split('id="since-heading"')[1].split("</section>")[0]
    return [
        re.sub(r"\s+", " ", line)
        for line in re.findall(r'<a class="govuk-link"[^>]*>(.*?)</a>', part)
    ]


# Bulletins -------------------------------------------------------------------------------------


def test_a_bulletin_that_came_out(member: User) -> None:
    for number, at, live in ((429, NOW, True), (428, EARLIER, True), (430, NOW, False)):
        row = bulletin(number, date=TODAY, live=live)
        type(row).objects.filter(pk=row.pk).update(first_published_at=at)
    assert told(member) == [f"Update 429, {TODAY.day} {TODAY:%B %Y}"]


def test_an_archive_that_comes_in_is_no_news(member: User) -> None:
    row = bulletin(12, date=TODAY - 400 * DAY)
    type(row).objects.filter(pk=row.pk).update(first_published_at=NOW)
    assert told(member) == []


# Meetings and papers ---------------------------------------------------------------------------


@pytest.fixture
def kinship(member: User) -> Network:
    there = network("Kinship Network")
    assert member.person
    sits(member.person, there, authority=authority("Kent"))
    return there


def test_meetings_of_its_networks_as_they_stand_now(kinship: Network, member: User) -> None:
    soon = TODAY + 9 * DAY
    meets(kinship, soon, "10:00", title="New")
    moved = meets(kinship, soon + DAY, title="Moved", told=EARLIER)
    change(
        by=None, meeting=moved, seen=1, details=Details(when=when(soon + 2 * DAY), title="Moved")
    )
    off = meets(kinship, soon + 3 * DAY, title="Off", told=EARLIER)
    cancel(by=None, meeting=off, seen=1, reason="No room.")
    meets(kinship, soon + 4 * DAY, title="Known", told=EARLIER)
    meets(network("Other Network"), soon, title="Of others")
    lines = told(member)
    assert len(lines) == 3
    assert any(line.startswith("Announced: New (Kinship Network), ") for line in lines)
    assert any(
        line.startswith("Now ") and line.endswith(": Moved (Kinship Network)") for line in lines
    )
    assert any(line.startswith("Called off: Off (Kinship Network), ") for line in lines)


def paper(of: Network, title: str, audience: MeetingPaper.Audience) -> None:
    meeting = of.meetings.first() or meets(of, TODAY + 9 * DAY, told=EARLIER)
    file = ContentFile(f"%PDF-1.4\n{title}\n%%EOF\n".encode(), "agenda.pdf")
    kind = MeetingPaper.Kind.AGENDA
    add_paper(by=None, meeting=meeting, file=file, title=title, kind=kind, audience=audience)


def test_papers_are_told_to_whoever_may_read_them(
    kinship: Network, member: User, director: User
) -> None:
    """The director's authority is in the network, and they are not."""
    paper(kinship, "For members", MeetingPaper.Audience.MEMBERS)
    (line,) = told(member)
    assert line.startswith("Agenda added: Meeting of the Kinship Network, ")
    assert told(director) == []
    paper(kinship, "For the programme", MeetingPaper.Audience.PROGRAMME)
    assert told(member) == [line]
    paper(kinship, "For everyone", MeetingPaper.Audience.PUBLIC)
    assert told(member)[0].startswith("2 papers added: ")
    assert told(director)[0].startswith("Agenda added: ")


# Access and accounts ---------------------------------------------------------------------------


def test_decisions_on_access_for_who_asked_and_who_looks_after_it(
    kent: Authority, director: User, member: User
) -> None:
    quality, inspections = area("Quality"), area("Inspections")
    mine, theirs = asked(member, quality, kent), asked(member, inspections, kent)
    assert sorted(told(director)) == [
        "Mia Member asks to enter Inspections",
        "Mia Member asks to enter Quality",
    ]
    other = account("Second Director", RoleKind.DCS, kent)
    let_in(by=other, grant=mine, ends_on=TODAY + 30 * DAY)
    refuse(by=other, grant=theirs, why="Not yet.")
    assert sorted(told(member)) == ["You may enter Quality", "You were not let into Inspections"]
    assert sorted(told(director)) == [
        "Mia Member may enter Quality",
        "Mia Member was not let into Inspections",
    ]


def test_of_colleagues_access_nobody_else_is_told(kent: Authority, member: User) -> None:
    asked(account("Cal Colleague", RoleKind.DATA_LEAD, kent), area("Quality"), kent)
    assert told(member) == []
    pa = was_here(account("Pat Assistant", RoleKind.DCS_PA, kent))
    assert told(pa) == []  # acts for nobody yet
    director = account("Dana Director", RoleKind.DCS, kent)
    ActingFor.objects.create(
        person=pa.person, principal=director.person, capacity=Capacity.PA, starts_on=TODAY
    )
    assert told(pa) == ["Cal Colleague asks to enter Quality"]


def invited(name: str, kent: Authority, **fields: object) -> None:
    person = account(name, RoleKind.DATA_LEAD, kent).person
    row = {
        "email": f"{name.split()[-1]}@example.org",
        "expires_at": NOW + DAY,
        "invited_at": NOW,
    } | fields
    Invitation.objects.create(person=person, **row)


def test_who_was_invited_for_whoever_looks_after_the_authority(
    kent: Authority, director: User, member: User
) -> None:
    invited("Ann Invited", kent)
    invited("Bob Known", kent, invited_at=EARLIER)
    invited("Cy Revoked", kent, revoked_at=NOW)
    invited("Di Elsewhere", authority("Medway"))
    assert told(director) == ["Ann Invited was invited to have an account"]
    assert told(member) == []


# Agreements ------------------------------------------------------------------------------------


def published(under: AgreementVersion, at: dt.datetime = NOW) -> None:
    before = snapshot(under) | {"state": VersionState.DRAFT}
    with transaction.atomic():
        record(by=None, verb="changed", thing=under, before=before, after=snapshot(under))
    if at != NOW:
        last = AuditEvent.objects.latest("pk")
        AuditEvent.objects.bulk_create([AuditEvent(at=at, actor_label="", verb="changed",
            content_type=ContentType.objects.get_for_model(under), object_id=str(under.pk),
            changes=last.changes)])  # fmt: skip


def test_a_version_to_sign_and_who_has_signed(kent: Authority, member: User) -> None:
    under = version(understanding())
    assert told(member) == []
    published(under)
    assert told(member) == ["To sign: Memorandum of Understanding, 2026"]
    signed_on_paper(under, kent, name="Lee Leader", role=RoleKind.LEAD_MEMBER)
    signed_on_paper(under, authority("Medway"), name="Med Leader", role=RoleKind.LEAD_MEMBER)
    lines = told(member)
    assert lines[0] == "Lee Leader, lead member, signed Memorandum of Understanding"
    assert not any("Med Leader" in line for line in lines)


def test_a_draft_and_an_agreement_of_others_are_not_told(kent: Authority, member: User) -> None:
    draft = version(understanding(), state=VersionState.DRAFT)
    theirs = understanding(title="Of Medway", slug="medway")
    theirs.parties.add(authority("Medway"))
    for each in (draft, version(theirs)):
        published(each)
    assert told(member) == []


# All together ----------------------------------------------------------------------------------


def test_an_answer_that_support_writes_down_is_news_when_it_was_written_down(
    kent: Authority, member: User
) -> None:
    ask = ask_of(raised("Return the form"))
    answer(
        who=Answerer(
            by=account("Support", RoleKind.PROGRAMME_SUPPORT),
            way=Way.TELEPHONE,
            given_by="Their director",
            given_on=(NOW - 5 * DAY).date(),
        ),
        ask=ask,
        said=Said(),
        question=question_of(ask.action).pk,
        seen=None,
        at=NOW - 5 * DAY,
    )
    assert "Their director answered: Return the form" in told(member)


def test_it_is_ten_lines_at_most_and_every_kind_has_one(kinship: Network, member: User) -> None:
    for each in range(14):
        raised(f"Thing {each}")
    row = bulletin(429, date=TODAY)
    type(row).objects.filter(pk=row.pk).update(first_published_at=NOW - DAY)
    meets(kinship, TODAY + 9 * DAY, told=NOW - DAY)
    lines = told(member)
    assert len(lines) == 10
    assert sum(line.startswith("Asked: ") for line in lines) == 8
    assert "And 6 more." in page(member)


@pytest.mark.parametrize("count", [1, 7])
def test_it_takes_as_many_queries_for_much_as_for_little(
    kinship: Network,
    kent: Authority,
    director: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for each in range(count):
        raised(f"Thing {each}")
        row = bulletin(429 + each, date=TODAY)
        type(row).objects.filter(pk=row.pk).update(first_published_at=NOW)
        meets(kinship, TODAY + (9 + each) * DAY, title=f"Meeting {each}")
        paper(kinship, f"Paper {each}", MeetingPaper.Audience.PUBLIC)
        asked(account(f"Asker {each}", RoleKind.DATA_LEAD, kent), area(f"Area {each}"), kent)
        invited(f"Guest {each}", kent)
        under = version(understanding(title=f"Memorandum {each}", slug=f"mou-{each}"))
        published(under)
        signed_on_paper(under, kent, role=RoleKind.LEAD_MEMBER)
    client = signed_in(director)
    client.get("/my-authority/")
    with django_assert_num_queries(48):
        client.get("/my-authority/")


def test_nobody_without_an_authority_is_told_anything() -> None:
    raised("Of Kent")
    nobody = was_here(account("Nobody"))
    assert "Of Kent" not in signed_in(nobody).get("/my-authority/").content.decode()
    assert Client().get("/my-authority/").status_code == 302
    assert Person.objects.exists()


GROUPS = st.sampled_from(["Meetings", "Bulletins", "Access to areas", "What is asked"])


@tried_with(st.lists(GROUPS, max_size=40), st.integers(min_value=0, max_value=12))
def test_a_short_list_is_fair_and_loses_nothing(kinds: list[str], most: int) -> None:
    news = [News(NOW, f"{place}", "/", kind) for place, kind in enumerate(kinds)]
    groups = grouped(news, most)
    shown = [each for group in groups for each in group.news]
    assert len(shown) == min(most, len(news))
    counts = Counter(kinds)
    for group in groups:
        own = [each for each in news if each.group == group.title]
        assert list(group.news) == own[: len(group.news)]  # the latest, in order
        assert len(group.news) + group.more == counts[group.title]
    if most >= len(counts):
        assert {group.title for group in groups} == set(counts)
    # Nobody is cut short while another has two more.
    for short in groups:
        if short.more:
            assert all(len(other.news) <= len(short.news) + 1 for other in groups)
