"""Answering without an account: opened a link changes nothing, pressed it answers in one's name."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.actions.models import AnswerKind, Ask, AskState, LinkHolder, Response, Way
from alliance.actions.personal_links import link_for
from alliance.actions.raising import take_back
from alliance.audit.models import AuditEvent
from alliance.directory.models import Role, RoleKind, User
from alliance.jobs.worker import run_waiting
from tests.actions.invented import SECRET, answered, ask_of, counting, question_of, raised
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def pa() -> User:
    return account("Ann Lee", RoleKind.DCS_PA, authority())


@pytest.fixture
def ask() -> Ask:
    return ask_of(raised(by_link=True, kind=AnswerKind.TEXT))


def address(ask: Ask, to: User) -> str:
    assert to.person
    found = link_for(ask=ask, person=to.person, by=None)
    assert found
    return re.sub(r"^https?://[^/]+", "", found)


def everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Ask, Response, LinkHolder, AuditEvent)
    ]


def press(client: Client, at: str, ask: Ask, **said: str) -> object:
    return client.post(
        at, {"question": question_of(ask.action).pk, "do": "answer", "seen": "", **said}
    )


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("below", ["", "somebody-else/", "sent/"])
def test_a_mail_scanner_that_opens_it_changes_nothing(
    client: Client, ask: Ask, pa: User, method: str, below: str
) -> None:
    at, before = address(ask, pa) + below, everything()
    response = getattr(client, method)(at)
    assert response.status_code in {200, 405}
    assert everything() == before


def test_it_shows_whom_one_answers_for(client: Client, ask: Ask, pa: User) -> None:
    page = client.get(address(ask, pa)).content.decode()
    assert "<strong>Kent</strong> as <strong>Ann Lee</strong>" in page


def test_pressed_it_answers_in_their_name(client: Client, ask: Ask, pa: User) -> None:
    page = press(client, address(ask, pa), ask, text="We do.")
    assert "Thank you" in page.content.decode()  # type: ignore[attr-defined]
    response = counting(ask)
    assert response is not None
    assert (response.way, response.person, response.by) == (Way.LINK, pa.person, None)


def test_what_colleagues_answered_is_not_shown_by_it(client: Client, ask: Ask, pa: User) -> None:
    from alliance.actions.said import Said

    answered(ask, account("Director", RoleKind.DCS, authority()), said=Said(text=SECRET))
    page = client.get(address(ask, pa)).content.decode()
    assert "has answered already" in page
    assert SECRET not in page


def test_it_works_again_to_correct_what_was_said(client: Client, ask: Ask, pa: User) -> None:
    at = address(ask, pa)
    press(client, at, ask, text="We do.")
    first = counting(ask)
    assert first
    press(client, at, ask, text="We do not.", seen=str(first.pk))
    last = counting(ask)
    assert last is not None
    assert last.text == "We do not."
    assert Response.objects.count() == 2


def test_what_is_wrong_stays_in_the_form(client: Client, ask: Ask, pa: User) -> None:
    page = client.post(
        address(ask, pa),
        {
            "question": question_of(ask.action).pk, "do": "not_for_us",
            "text": "A long note", "reason": "",
        },
    )  # fmt: skip
    assert page.status_code == 422
    assert "A long note" in page.content.decode()
    assert "Say why it is not for you" in page.content.decode()


def test_part_of_an_answer_is_kept(client: Client, ask: Ask, pa: User) -> None:
    at = address(ask, pa)
    client.post(at, {"question": question_of(ask.action).pk, "do": "begun", "text": "So far"})
    assert "So far" in client.get(at).content.decode()
    assert Ask.objects.get(pk=ask.pk).state == AskState.BEGUN


# Forwarded -------------------------------------------------------------------------------------


def test_who_it_was_forwarded_to_gets_one_in_their_own_name(
    client: Client, ask: Ask, pa: User
) -> None:
    said = {"name": "Bo Kay", "email": "bo.kay@example.org", "what": "Head of fostering"}
    client.post(address(ask, pa) + "somebody-else/", said)
    run_waiting()
    [sent] = mail.outbox
    assert sent.to == ["bo.kay@example.org"]
    found = re.search(r"/answer/\S+", str(sent.body))
    assert found
    press(client, found.group(), ask, text="From Bo.")
    response = counting(ask)
    assert response is not None
    assert response.holder is not None
    assert (response.holder.name, response.person) == ("Bo Kay", None)
    assert response.holder.handed_on_by is not None
    assert response.holder.handed_on_by.name == "Ann Lee"


def test_it_cannot_be_handed_on_without_end(client: Client, ask: Ask, pa: User) -> None:
    at = address(ask, pa) + "somebody-else/"
    for each in range(9):
        client.post(at, {"name": "X", "email": f"x{each}@example.org"})
    page = client.post(at, {"name": "X", "email": "last@example.org"})
    assert page.status_code == 409
    assert "handed on many times" in page.content.decode()


# Closed ----------------------------------------------------------------------------------------


def test_it_ends_with_the_role(client: Client, ask: Ask, pa: User) -> None:
    at = address(ask, pa)
    Role.objects.filter(person=pa.person).update(
        ends_on=timezone.localdate() - dt.timedelta(days=1)
    )
    page = client.get(at)
    assert page.status_code == 404
    assert "no longer holds a role" in page.content.decode()
    assert press(client, at, ask, text="Still me").status_code == 404  # type: ignore[attr-defined]
    assert counting(ask) is None


def test_with_it_ends_what_was_forwarded(client: Client, ask: Ask, pa: User) -> None:
    client.post(address(ask, pa) + "somebody-else/", {"name": "Bo", "email": "bo@example.org"})
    run_waiting()
    theirs = re.search(r"/answer/\S+", str(mail.outbox[0].body))
    assert theirs
    Role.objects.filter(person=pa.person).delete()
    assert client.get(theirs.group()).status_code == 404


def test_whoever_is_no_longer_asked_is_told_so(client: Client, ask: Ask, pa: User) -> None:
    at = address(ask, pa)
    take_back(by=None, ask=ask, why="Not part of the pilot.")
    assert "Not part of the pilot." in client.get(at).content.decode()
    page = press(client, at, ask, text="Still")
    assert page.status_code == 409  # type: ignore[attr-defined]


def test_no_link_is_made_for_what_is_answered_signed_in(pa: User) -> None:
    assert pa.person
    assert link_for(ask=ask_of(raised()), person=pa.person, by=None) is None


def test_a_token_that_is_none_says_what_to_do(client: Client) -> None:
    page = client.get("/answer/none/")
    assert page.status_code == 404
    assert "Copy it whole from the message" in page.content.decode()
