"""The one question first: looking writes nothing, answering begins a draft that only its link opens."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from alliance.directory.models import Person, User
from alliance.evidence.answering import limits, stamp
from alliance.evidence.models import CallState, Submission, SubmissionState
from alliance.evidence.taking.rows import given_of
from alliance.links.models import SignedLink
from tests.evidence.answering.conftest import Writer
from tests.evidence.invented import DAY, authority, call, closed

pytestmark = pytest.mark.django_db


def test_looking_at_the_form_writes_nothing(client: Client) -> None:
    address = f"/calls/{call().slug}/submit/"
    assert "What did you do differently?" in client.get(address).content.decode()
    assert not Submission.objects.exists()
    assert not SignedLink.objects.exists()


def test_the_short_way_is_an_idea_who_it_is_and_send(writer: Writer) -> None:
    answer = writer.begin(call(), "We run groups by video.")
    assert answer["Location"].endswith("/part/who/")
    answer = writer.says_who()
    assert answer["Location"] == writer.at("check/")
    answer = writer.post("check/", do="send")
    assert answer["Location"] == writer.at()
    page = writer.page()
    assert "We have your idea: SL-1" in page
    assert "We run groups by video." in page
    assert writer.submission.state == SubmissionState.SENT


def test_without_an_idea_nothing_is_begun_and_it_is_said_what_to_do(writer: Writer) -> None:
    answer = writer.begin(call(), "  ")
    assert answer.status_code == 422
    assert 'href="#id_answers.idea">Tell us your idea' in answer.content.decode()
    assert not Submission.objects.exists()


def test_what_was_typed_survives_being_refused(writer: Writer) -> None:
    answer = writer.begin(call(), "word " * 501)
    assert answer.status_code == 422
    assert "it has 501" in answer.content.decode()
    assert "word " * 501 in answer.content.decode()


def test_a_machine_that_fills_in_everything_is_refused(writer: Writer) -> None:
    answer = writer.begin(call(), website="https://example.com")
    assert answer.status_code == 422
    assert "Leave this empty" in answer.content.decode()
    assert not Submission.objects.exists()


def test_who_sends_at_once_is_asked_to_press_again_and_then_taken(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "LEAST", dt.timedelta(seconds=3))
    where = call()
    refused = writer.begin(where, "An idea.")
    assert refused.status_code == 422
    assert "Press the button once more" in refused.content.decode()
    assert "An idea." in refused.content.decode()
    monkeypatch.setattr(stamp, "LEAST", dt.timedelta(0))  # as after three seconds
    assert writer.begin(where, "An idea.").status_code == 302


@pytest.mark.parametrize("shown", ["", "shown:forged", "nonsense"])
def test_a_form_that_we_never_showed_is_not_taken(writer: Writer, shown: str) -> None:
    assert writer.begin(call(), shown=shown).status_code == 422
    assert not Submission.objects.exists()


def test_more_than_a_whole_authority_sends_in_an_hour_is_refused_and_kept(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 2)
    where = call()
    assert [writer.begin(where).status_code for _ in range(3)] == [302, 302, 429]
    assert Submission.objects.count() == 2
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 60)
    monkeypatch.setattr(limits, "IN_ALL", 2)
    refused = writer.begin(where, "From elsewhere.")
    assert refused.status_code == 429
    assert "From elsewhere." in refused.content.decode()


def test_an_account_need_not_type_who_it_is(writer: Writer) -> None:
    person = Person.objects.create(name="Kit", authority=authority("Kent"))
    user = User.objects.create_user("kit@example.org", name="Kit", person=person)
    writer.client.force_login(user)
    writer.begin(call())
    given = given_of(writer.submission)
    assert (given.name, given.email, given.authority) == ("Kit", "kit@example.org", "kent")
    assert writer.submission.by == user


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_call_that_has_not_opened_says_when_it_does(client: Client, method: str) -> None:
    early = call(opened=-3 * DAY)
    answer = getattr(client, method)(f"/calls/{early.slug}/submit/")
    assert answer.status_code == (200 if method == "get" else 409)
    assert "This call has not opened yet" in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_call_that_closed_takes_ideas_that_wait_and_says_so(writer: Writer) -> None:
    late = closed(call())
    assert (
        "You can still send your idea"
        in writer.client.get("/calls/silver-linings/submit/").content.decode()
    )
    writer.begin(late)
    writer.says_who()
    assert "You can still send your idea" in writer.page("check/")
    writer.post("check/", do="send")
    assert writer.submission.state == SubmissionState.LATE
    assert "It came in after the call had closed" in writer.page()


def test_a_call_that_nobody_may_see_is_not_found(client: Client) -> None:
    call(state=CallState.DRAFT)
    assert client.get("/calls/silver-linings/submit/").status_code == 404
