"""News that anybody sends: taken once, answered once, and its sender forgotten on request."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.directory.models import Alliance
from alliance.jobs.progress import Progress
from alliance.mail.models import Message
from alliance.mail.send import send_waiting
from alliance.sources.models import Candidate, CandidateState, Sender
from alliance.sources.sending import limit
from tests.pages.conftest import editor, member  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
NEWS = {
    "title": "Panel dates",
    "text": "The panel meets on 4 March.\n\nRegister <b>now</b>.",
    "url": "body.example/panel",
    "name": "Ana Lee",
    "organisation": "Kent",
    "email": "ana@example.org",
}


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    cache.clear()
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(client: Client, **fields: str) -> Sender:
    client.post("/send-us-news/", NEWS | fields)
    return Sender.objects.latest("pk")


def test_anybody_sends_news_and_it_is_a_candidate(client: Client) -> None:
    answer = client.post("/send-us-news/", NEWS)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/send-us-news/sent/")
    assert "Thank you" in words(client.get("/send-us-news/sent/"))
    candidate = Candidate.objects.get()
    assert (candidate.source, candidate.url) == (None, "https://body.example/panel")
    assert (
        candidate.html
        == "<p>The panel meets on 4 March.</p><p>Register &lt;b&gt;now&lt;/b&gt;.</p>"
    )
    assert candidate.publisher == "Kent"
    assert candidate.sender.email == "ana@example.org"
    event = AuditEvent.objects.get()
    assert "Ana" not in str(event.changes) + event.object_label


def test_a_second_press_brings_nothing_twice(client: Client) -> None:
    for _ in range(3):
        assert client.post("/send-us-news/", NEWS).status_code == 302
    assert Candidate.objects.count() == 1


def test_link_organisation_and_address_may_be_left_out(client: Client) -> None:
    sender = sent(client, url="", organisation="", email="")
    assert (sender.candidate.url, sender.candidate.publisher) == ("", "Ana Lee")


def test_all_faults_are_said_at_once_and_nothing_typed_is_lost(client: Client) -> None:
    wrong = {"title": "", "name": "", "email": "ana at", "url": "javascript:x()"}
    answer = client.post("/send-us-news/", NEWS | wrong)
    assert answer.status_code == 422
    assert "There are 4 things to mend" in words(answer)
    assert "Register &lt;b&gt;now&lt;/b&gt;.</textarea>" in words(answer)
    assert not Candidate.objects.exists()


def test_a_machine_that_fills_in_everything_is_caught(client: Client) -> None:
    answer = client.post("/send-us-news/", NEWS | {"website": "x"})
    assert answer.status_code == 422
    assert "Leave this empty" in words(answer)


def test_a_flood_is_stopped_and_what_was_typed_stays(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "FROM_ONE_PLACE", 2)
    for number in range(2):
        client.post("/send-us-news/", NEWS | {"title": f"Number {number}"})
    answer = client.post("/send-us-news/", NEWS)
    assert answer.status_code == 429
    assert 'value="Panel dates"' in words(answer)
    assert Candidate.objects.count() == 2


def test_the_form_is_filled_for_a_member(member: Client) -> None:  # noqa: F811
    assert 'value="member@example.org"' in words(member.get("/send-us-news/"))


# Answering -------------------------------------------------------------------------------------


def test_the_reply_begins_with_what_became_of_it_and_is_sent_once(
    client: Client,
    editor: Client,  # noqa: F811
) -> None:
    sender = sent(client)
    Candidate.objects.update(state=CandidateState.TAKEN, decided_at=timezone.now())
    address = f"/sources/sent/{sender.pk}/"
    assert "It will be in our next bulletin.</textarea>" in words(editor.get(address))
    assert editor.post(address, {"do": "answer", "reply": " "}).status_code == 422
    assert editor.post(address, {"do": "answer", "reply": "Thank you."}).status_code == 302
    assert editor.post(address, {"do": "answer", "reply": "Again."}).status_code == 409
    send_waiting(Progress())
    (reply,) = mail.outbox
    assert (reply.to, reply.reply_to) == (["ana@example.org"], ["office@example.org"])
    assert "The panel meets on 4 March." in reply.body
    assert "answered" in words(editor.get("/sources/sent/"))


def test_who_left_no_address_is_not_answered(client: Client, editor: Client) -> None:  # noqa: F811
    sender = sent(client, email="")
    address = f"/sources/sent/{sender.pk}/"
    assert "They left no e-mail address." in words(editor.get(address))
    assert editor.post(address, {"do": "answer", "reply": "x"}).status_code == 409


def test_who_sent_it_is_forgotten_and_the_news_stays(client: Client, editor: Client) -> None:  # noqa: F811
    sender = sent(client, organisation="")
    address = f"/sources/sent/{sender.pk}/"
    editor.post(address, {"do": "answer", "reply": "Thank you, Ana."})
    assert editor.post(address, {"do": "forget", "reason": "Asked for."}).status_code == 302
    assert editor.post(address, {"do": "forget", "reason": "Asked for."}).status_code == 409
    sender.refresh_from_db()
    assert (sender.name, sender.email, sender.reply) == ("", "", "")
    candidate = Candidate.objects.get()
    assert (candidate.title, candidate.publisher) == ("Panel dates", "")
    assert "ana" not in str(Message.objects.values_list()).lower()
    assert "Ana Lee" not in words(editor.get(address))


def test_an_empty_list_says_how_news_comes(editor: Client) -> None:  # noqa: F811
    assert "Nobody has sent any news yet." in words(editor.get("/sources/sent/"))


def test_the_database_keeps_what_must_hold(client: Client) -> None:
    sender = sent(client)
    for wrong in ({"name": ""}, {"erased_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sender.objects.filter(pk=sender.pk).update(**wrong)
    for wrong in (
        {"state": "taken"},
        {"state": "later", "decided_at": timezone.now()},
        {"state": "merged", "decided_at": timezone.now()},
        {"taken_as": "Update 1"},
        {"title": ""},
        {"merged_into": sender.candidate_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Candidate.objects.update(**wrong)
