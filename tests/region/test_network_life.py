"""The sample's networks: members from most authorities, chairs, and every kind of meeting."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from alliance.directory.models import (
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    Person,
    Role,
    RoleKind,
    Visibility,
)
from alliance.directory.networks.announce import earlier
from alliance.directory.networks.gaps import coverage
from alliance.library.documents.taking_in import check
from alliance.library.models import MeetingPaper
from alliance.region.load import load_essentials
from alliance.region.network_life import hours_of, load_networks
from alliance.region.networks import NETWORKS
from alliance.region.paper import pdf_of
from alliance.region.people import FORMER_ADVISER, PEOPLE
from alliance.region.representatives import GAPS, representatives
from alliance.search.models import SearchEntry
from tests.conftest import Once

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def members(once: Once, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    with once():
        with django_db_blocker.unblock():
            load_essentials(today=TODAY)
            count = load_networks(TODAY)
        yield count


@pytest.fixture
def loaded(members: int, db: None) -> int:
    return members


def test_every_name_is_of_one_person() -> None:
    new = [one.name for one in representatives() if one.is_new]
    assert [name for name, count in Counter(new).items() if count > 1] == []
    assert not set(new) & {person.name for person in (*PEOPLE, FORMER_ADVISER)}


def test_most_authorities_are_in_most_networks_and_some_in_none(loaded: int) -> None:
    covered = coverage(Network.objects.all(), TODAY)
    missing = {c.network.slug: {a.name for a in c.missing} for c in covered.values()}
    assert missing == {"dcs": set(), **{slug: set(names) for slug, names in GAPS.items()}}
    assert sum(map(len, missing.values())) > 15
    assert len(covered) == len(NETWORKS) - 1, "the adoption board is not of every authority"
    assert loaded == Nomination.objects.current(TODAY).values("person").distinct().count()


def test_some_members_are_not_shown_and_one_has_left(loaded: int) -> None:
    sitting = Person.objects.filter(nominations__isnull=False)
    assert set(sitting.values_list("visibility", flat=True)) == set(Visibility.values)
    assert Nomination.objects.filter(ends_on__lt=TODAY).count() == 1
    assert Nomination.objects.filter(seat="deputy").exists()


def test_every_network_has_a_chair_and_a_vice_chair_who_are_two_people(loaded: int) -> None:
    chairs, vices = (
        dict(Role.objects.current(TODAY).filter(kind=kind).values_list("network", "person"))
        for kind in (RoleKind.NETWORK_CHAIR, RoleKind.NETWORK_VICE_CHAIR)
    )
    assert set(chairs) == set(vices) == set(Network.objects.values_list("pk", flat=True))
    assert not [network for network in chairs if chairs[network] == vices[network]]


def test_there_is_a_past_a_moved_a_cancelled_a_joint_and_a_next_meeting(loaded: int) -> None:
    for sample in NETWORKS:
        network = Network.objects.get(slug=sample.slug)
        own = Meeting.objects.filter(network=network)
        if not sample.every:
            assert not own.exists()
            continue
        assert own.past(TODAY).exists()
        assert own.to_come(TODAY).count() >= 2
        announced = {when.on for each in own for when in (each.when, *earlier(each))}
        assert sample.next_meeting(TODAY) in announced, "as the newest bulletins say"
    assert [m.network.slug for m in Meeting.objects.all() if earlier(m)] == ["early-help"]
    off = Meeting.objects.get(is_cancelled=True)
    assert (off.network.slug, off.on >= TODAY, bool(off.reason)) == (
        "quality-assurance",
        True,
        True,
    )
    joint = Meeting.objects.get(joint_with__slug="send")
    assert joint.joint_with.count() == 2


def test_papers_are_for_everyone_or_for_members(loaded: int) -> None:
    assert Counter(MeetingPaper.objects.values_list("kind", "audience")) == {
        ("agenda", "public"): 1,
        ("paper", "members"): 1,
        ("minutes", "members"): 1,
    }
    assert NetworkMessage.objects.get().copies > 15


def test_loaded_again_it_changes_nothing(loaded: int) -> None:
    before = (Nomination.objects.count(), Meeting.objects.count(), Person.objects.count())
    assert load_networks(TODAY + dt.timedelta(days=30)) == 0
    assert before == (Nomination.objects.count(), Meeting.objects.count(), Person.objects.count())


def test_search_finds_them(loaded: int) -> None:
    kinship = SearchEntry.objects.get(kind="Network", title="Fostering Network")
    assert kinship.body.startswith("Next meeting: ")
    assert SearchEntry.objects.filter(kind="Person").count() == Person.objects.count()


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("10am to 3pm", (dt.time(10), dt.time(15))),
        ("9.30am to 12 noon", (dt.time(9, 30), dt.time(12))),
        ("1.30pm to 3.30pm", (dt.time(13, 30), dt.time(15, 30))),
    ],
)
def test_hours_are_read(words: str, times: tuple[dt.time, dt.time]) -> None:
    assert hours_of(words) == times


@given(st.lists(st.text(max_size=40), max_size=4))
def test_a_paper_of_the_sample_is_one_that_the_site_would_take(lines: list[str]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    made = pdf_of("Agenda", lines)
    check(SimpleUploadedFile("agenda.pdf", made))
    table = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert made[table : table + 4] == b"xref"
