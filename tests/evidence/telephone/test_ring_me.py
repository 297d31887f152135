"""“Ring me about my idea”: a name, a number and a good time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import (
    ContactDetail,
    ContactKind,
    Person,
    User,
    Visibility,
)
from alliance.evidence.models import CallState, RingBack
from alliance.evidence.telephone import limit
from tests.evidence.invented import DAY, call, closed
from tests.pages.conftest import BACKEND

pytestmark = pytest.mark.django_db
ADDRESS = "/calls/silver-linings/ring-me/"
ASKED = {
    "name": "Jo Carer",
    "phone": "01234 567890",
    "when": "In the mornings",
    "about": "Our evening groups.",
}


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    cache.clear()


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_anybody_asks_to_be_rung(client: Client) -> None:
    call()
    answer = client.post(ADDRESS, ASKED)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ADDRESS}thanks/")
    row = RingBack.objects.get()
    assert (row.name, row.phone, row.good_time, row.about, row.state) == (
        "Jo Carer", "01234 567890", "In the mornings", "Our evening groups.", "waiting",
    )  # fmt: skip
    event = history(row).get()
    assert (event.verb, event.actor) == ("asked to be rung", None)
    assert "Jo" not in str(event.changes) + event.object_label
    thanks = client.get(f"{ADDRESS}thanks/")
    assert "What happens next" in words(thanks)
    assert not thanks.cookies


def test_another_time_is_kept_in_their_own_words(client: Client) -> None:
    call()
    refused = client.post(ADDRESS, ASKED | {"when": "said"})
    assert refused.status_code == 422
    assert "Say when" in words(refused)
    client.post(ADDRESS, ASKED | {"when": "said", "other_time": "after school"})
    assert RingBack.objects.get().good_time == "after school"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Give your name."),
        ({"phone": ""}, "Give the number"),
        ({"phone": "my mobile"}, "in figures"),
        ({"when": "never"}, "Choose a good time."),
        ({"website": "https://spam.example"}, "Empty the field"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, wrong: dict[str, str], said: str
) -> None:
    call()
    answer = client.post(ADDRESS, ASKED | wrong)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Our evening groups.</textarea>" in words(answer)
    assert not RingBack.objects.exists()


def test_asked_again_before_they_were_rung_it_is_one_with_the_newer_wish(client: Client) -> None:
    call()
    client.post(ADDRESS, ASKED)
    client.post(
        ADDRESS, ASKED | {"name": "jo carer", "when": "In the afternoons", "about": "And trips."}
    )
    row = RingBack.objects.get()
    assert (row.good_time, row.about) == ("In the afternoons", "Our evening groups.\nAnd trips.")
    client.post(ADDRESS, ASKED | {"name": "Another Carer"})  # of the same office
    assert RingBack.objects.count() == 2


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: call(), 200),
        (lambda: closed(call()), 200),  # late ones are let in by the programme
        (lambda: call(opened=-DAY), 409),
        (lambda: call(state=CallState.ARCHIVED, ended_at=timezone.now(), ended_why="Over."), 409),
    ],
)
def test_nobody_asks_where_nothing_is_taken(client: Client, make: Any, status: int) -> None:
    make()
    shown = words(client.get(ADDRESS))
    assert ("takes no answers now" in shown) is (status == 409)
    assert client.post(ADDRESS, ASKED).status_code == (302 if status == 200 else 409)
    assert RingBack.objects.exists() is (status == 200)


def test_of_a_draft_nobody_learns(client: Client) -> None:
    call(state=CallState.DRAFT)
    assert client.get(ADDRESS).status_code == client.get(f"{ADDRESS}thanks/").status_code == 404
    assert client.post(ADDRESS, ASKED).status_code == 404


@pytest.mark.parametrize(
    ("which", "another"),
    [("FROM_ONE_PLACE", {"phone": "01234 000000"}), ("AT_ONE_NUMBER", {"name": "N. O."}),
     ("IN_ALL", {"phone": "01234 000000"})],
)  # fmt: skip
def test_a_machine_does_not_fill_the_list(
    client: Client, monkeypatch: pytest.MonkeyPatch, which: str, another: dict[str, str]
) -> None:
    call()
    monkeypatch.setattr(limit, which, 1)
    assert client.post(ADDRESS, ASKED).status_code == 302
    refused = client.post(ADDRESS, ASKED | another)
    assert refused.status_code == 429
    assert "What you wrote is still here" in words(refused)
    assert RingBack.objects.count() == 1


def test_the_page_gives_the_office_number_that_readers_may_see(client: Client) -> None:
    office = Person.objects.create(
        name="Ivy Gale", visibility=Visibility.PUBLIC, confirmed_at=timezone.now()
    )
    for kind, value, seen in (
        (ContactKind.PHONE, "01234 111111", Visibility.PUBLIC),
        (ContactKind.MOBILE, "07700 900999", Visibility.MEMBERS),
    ):
        ContactDetail.objects.create(person=office, kind=kind, value=value, visibility=seen)
    call(contact=office)
    for address in (ADDRESS, f"{ADDRESS}thanks/"):
        shown = words(client.get(address))
        assert "01234 111111" in shown
        assert "07700 900999" not in shown


def test_a_member_need_not_type_their_name(member: Client) -> None:
    call()
    assert 'value="Mo"' in words(member.get(ADDRESS))


def test_a_get_changes_nothing(client: Client) -> None:
    call()
    client.get(ADDRESS, ASKED)
    assert not RingBack.objects.exists()
    client.force_login(User.objects.create_user("m@example.org", name="M"), BACKEND)
    client.get(ADDRESS, ASKED)
    assert not RingBack.objects.exists()
