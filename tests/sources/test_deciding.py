"""Deciding about candidates: once, by somebody, and so that it can be undone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import RoleKind, User
from alliance.sources import taking
from alliance.sources.deciding import (
    CannotDecide,
    join,
    put_off,
    take,
    take_back,
    turn_down,
    version_of,
)
from alliance.sources.models import Candidate, CandidateState
from tests.directory.areas.invented import account
from tests.sources.found import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return account("Ana Field", RoleKind.PROGRAMME_MANAGER)


@pytest.fixture
def tobias() -> User:
    return account("Tobias Reed", RoleKind.PROGRAMME_SUPPORT)


def test_taking_marks_it_and_hands_it_on_and_undoing_gives_it_back(
    ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[int] = []
    monkeypatch.setattr(taking, "_takers", [])
    taking.register(
        lambda candidate, by: "Draft of Update 430",
        lambda candidate, by: given_back.append(candidate.pk),
    )
    candidate = found("A report")

    taken = take(candidate, by=ana)

    assert (taken.state, taken.taken_as, taken.decided_by) == ("taken", "Draft of Update 430", ana)
    assert take_back(taken, by=ana).state == "new"
    assert given_back == [candidate.pk]


def test_what_cannot_be_given_back_stays_taken_and_says_where_it_is(
    ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "_takers", [])
    taking.register(lambda candidate, by: "Draft of Update 430")
    taken = take(found("A report"), by=ana)

    with pytest.raises(CannotDecide, match="It is in Draft of Update 430: take it out there"):
        take_back(taken, by=ana)
    taken.refresh_from_db()
    assert taken.state == "taken"


def test_the_second_of_two_sees_what_the_first_did(ana: User, tobias: User) -> None:
    candidate = found("A report")
    turn_down(candidate, by=ana, why="Too old")

    with pytest.raises(
        CannotDecide, match="“A report” was turned down by Ana Field at .* Nothing was changed"
    ):
        take(candidate, by=tobias)


def test_who_saw_it_before_it_was_put_off_is_told(ana: User, tobias: User) -> None:
    candidate = found("A report")
    as_seen = version_of(candidate)
    put_off(candidate, until=timezone.localdate() + dt.timedelta(days=7), by=ana)

    with pytest.raises(CannotDecide, match="was put off until .* by Ana Field"):
        turn_down(candidate, by=tobias, seen=as_seen)


def test_an_update_is_taken_with_what_it_updates(ana: User) -> None:
    finding = {
        "key": "item 7",
        "title": "Transport",
        "where": "Update 427",
        "path": "/items/7-t/",
        "relation": "update",
    }
    candidate = found("A report", seen_as={"seen": [finding]})

    taken = take(candidate, by=ana, as_update_of="item 7")

    assert taken.seen_as["updates"] == {
        "key": "item 7",
        "title": "Transport",
        "where": "Update 427",
        "path": "/items/7-t/",
    }
    with pytest.raises(CannotDecide, match="Look at it again"):
        take(found("Another"), by=ana, as_update_of="item 7")


def test_what_was_joined_goes_along_when_its_candidate_is_joined(ana: User) -> None:
    one, two, three = found("One"), found("Two"), found("Three")
    join(one, into=two, by=ana)

    join(two, into=three, by=ana)

    assert set(three.merged.values_list("title", flat=True)) == {"One", "Two"}


@pytest.mark.parametrize("state", [CandidateState.NO, CandidateState.MERGED])
def test_nothing_is_joined_to_what_is_decided_nor_to_itself(
    ana: User, state: CandidateState
) -> None:
    candidate, other, third = found("One"), found("Two"), found("Three")
    if state == CandidateState.NO:
        turn_down(other, by=ana)
    else:
        join(other, into=third, by=ana)

    with pytest.raises(CannotDecide, match="Nothing can be joined to it"):
        join(candidate, into=other, by=ana)
    with pytest.raises(CannotDecide, match="Choose another"):
        join(candidate, into=candidate, by=ana)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_later_is_a_day_to_come_within_a_year(ana: User, days: int) -> None:
    with pytest.raises(CannotDecide):
        put_off(found("A report"), until=timezone.localdate() + dt.timedelta(days=days), by=ana)


def test_undoing_twice_says_that_it_waits_already(ana: User) -> None:
    candidate = found("A report")
    turn_down(candidate, by=ana)
    take_back(candidate, by=ana)

    with pytest.raises(CannotDecide, match="waits already"):
        take_back(candidate, by=ana)


def test_the_trail_says_who_decided_what_without_anybodys_words(ana: User) -> None:
    candidate = found("A report")
    turn_down(candidate, by=ana, why="Mrs Low should not be named")
    take_back(candidate, by=ana)

    events = list(history(Candidate.objects.get(pk=candidate.pk)))
    assert {event.verb for event in events} == {"turned down", "taken back"}
    assert "Low" not in str([event.changes for event in events])
