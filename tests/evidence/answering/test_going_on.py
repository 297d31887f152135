"""Going on elsewhere: the link is shown and mailed, and an account finds its own again."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import User
from alliance.evidence.answering import limits
from alliance.evidence.erasing import erase
from alliance.evidence.taking.sending import begin
from alliance.jobs.worker import run_waiting
from tests.evidence.answering.conftest import Writer
from tests.evidence.invented import call, given, sent, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(writer: Writer) -> Writer:
    return writer.go_on_with(begin(call(), given=given("First."), by=None))


@pytest.fixture
def kit() -> User:
    return User.objects.create_user("kit@example.org", name="Kit")


def test_the_link_opens_on_another_device_what_was_typed_on_this(draft: Writer) -> None:
    address = re.search(r'value="(https?://[^"]+)"', draft.page("link/"))
    assert address
    path = "/" + address[1].split("/", 3)[3]
    assert "Your idea" in Client().get(path).content.decode()


def test_the_link_is_mailed_to_the_address_that_was_typed(draft: Writer) -> None:
    assert draft.post("link/", email="kit@example.org")["Location"] == draft.at("link/sent/")
    assert "on its way" in draft.page("link/sent/")
    run_waiting()
    (letter,) = mail.outbox
    assert letter.to == ["kit@example.org"]
    assert "First." not in letter.body
    path = re.search(r"https?://[^/]+(/my-submission/\S+)", letter.body)
    assert path
    assert "First." in Client().get(f"{path[1]}part/idea/").content.decode()


def test_what_is_no_address_is_marked(draft: Writer) -> None:
    answer = draft.post("link/", email="kit")
    assert answer.status_code == 422
    assert "name@example.org" in answer.content.decode()


def test_nobody_is_sent_links_without_end(draft: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINKS_TO_ONE_ADDRESS", 1)
    answers = [
        draft.post("link/", email=address) for address in ("kit@example.org", "KIT@example.org")
    ]
    assert [answer.status_code for answer in answers] == [302, 429]


def test_what_was_erased_is_said_to_be(writer: Writer) -> None:
    one = writer.go_on_with(sent(call(), whole()))
    erase(one.submission, by=None, reason="asked for")
    answer = one.client.get(one.at())
    assert answer.status_code == 410
    assert "has been erased" in answer.content.decode()


def test_an_account_finds_its_own_and_nobody_elses(client: Client, kit: User) -> None:
    where = call()
    sent(where, given("Of Kit."), by=kit)
    begin(where, given=given("Begun by Kit."), by=kit)
    sent(where, given("Of somebody else."))
    client.force_login(kit)
    page = client.get("/my-submissions/").content.decode()
    assert "Of Kit." in page
    assert "Begun by Kit." in page
    assert "Of somebody else." not in page


def test_the_list_leads_on_by_a_button(client: Client, kit: User) -> None:
    own, other = sent(call(), by=kit), sent(call("Good ideas", closes_in=None))
    client.force_login(kit)
    answer = client.post(f"/my-submissions/{own.pk}/open/")
    assert "We have your idea: SL-1" in client.get(answer["Location"]).content.decode()
    assert client.post(f"/my-submissions/{other.pk}/open/").status_code == 404
    assert client.get(f"/my-submissions/{own.pk}/open/").status_code == 405


def test_an_empty_list_says_what_will_be_there(client: Client, kit: User) -> None:
    client.force_login(kit)
    assert "stands here" in client.get("/my-submissions/").content.decode()


def test_the_list_asks_the_same_however_long_it_is(
    client: Client, kit: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    where = call()
    client.force_login(kit)
    client.get("/my-submissions/")
    for count in (1, 6):
        for number in range(count):
            sent(where, given(f"Idea {count} {number}."), by=kit)
        with django_assert_num_queries(QUERIES):
            client.get("/my-submissions/")


QUERIES = 4
