"""Ideas: told by anybody, answered once, erased for good."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.jobs.worker import run_waiting
from alliance.pages.ideas import limit
from alliance.pages.ideas.changes import CannotBeDone, answer, receive
from alliance.pages.models import Idea
from tests.pages.invented import project, section

TOLD = {"name": "Jo", "email": "jo@example.org", "organisation": "", "text": "Share the lists."}


def told() -> Idea:
    return receive(section("A"), by=None, **TOLD)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [section, project])
def test_anybody_tells_an_idea(client: Client, make: object) -> None:
    there = make("A")  # type: ignore[operator]
    answered = client.post(f"{there.get_absolute_url()}idea/", TOLD)

    assert answered.status_code == 302
    assert client.get(answered["Location"]).status_code == 200
    idea = Idea.objects.get()
    assert (idea.page_id, idea.text, idea.state) == (there.pk, TOLD["text"], "new")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"email": "jo"}, {"text": " "}, {"text": "x" * 10_001}, {"website": "x"}],
)
def test_what_is_not_right_is_said_and_nothing_is_kept(
    client: Client, wrong: dict[str, str]
) -> None:
    section("A")
    answered = client.post("/sections/a/idea/", {**TOLD, **wrong})

    assert answered.status_code == 422
    assert "error" in answered.content.decode()
    assert not Idea.objects.exists()


@pytest.mark.django_db
def test_a_draft_takes_no_idea(client: Client) -> None:
    section("A", live=False)
    assert client.post("/sections/a/idea/", TOLD).status_code == 404
    assert not Idea.objects.exists()


@pytest.mark.django_db
def test_one_person_cannot_fill_the_list(client: Client) -> None:
    section("A")
    for _ in range(limit.FROM_ONE_PERSON):
        assert client.post("/sections/a/idea/", TOLD).status_code == 302
    refused = client.post("/sections/a/idea/", TOLD)

    assert refused.status_code == 429
    assert TOLD["text"] in refused.content.decode()
    assert Idea.objects.count() == limit.FROM_ONE_PERSON


@pytest.mark.django_db(transaction=True)
def test_the_reply_is_mailed_once_and_is_in_the_trail(editor: Client) -> None:
    idea = told()
    for _ in range(2):
        editor.post(f"/ideas/{idea.pk}/", {"do": "answer", "reply": "We do that in May."})
    assert not mail.outbox  # nothing goes before the transaction is done
    run_waiting()
    run_waiting()

    idea.refresh_from_db()
    assert [(one.to, "in May" in one.body) for one in mail.outbox] == [([TOLD["email"]], True)]
    assert (idea.state, idea.mail) == ("answered", "sent")
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"sent", "answered", "mailed the reply to"} <= verbs


@pytest.mark.django_db
def test_an_erased_idea_is_empty_and_not_answered(editor: Client) -> None:
    idea = told()
    editor.post(f"/ideas/{idea.pk}/", {"do": "erase", "reason": "asked for"})
    idea.refresh_from_db()

    assert idea.erased_at
    assert [idea.name, idea.email, idea.text, idea.reply] == [""] * 4
    assert TOLD["text"] not in editor.get("/ideas/").content.decode()
    assert editor.get(f"/ideas/{idea.pk}/").status_code == 200
    with pytest.raises(CannotBeDone):
        answer(idea, by=editor.user, reply="Too late.")  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_list_is_for_the_programme(editor: Client, member: Client) -> None:
    assert "No idea has been told yet" in editor.get("/ideas/").content.decode()
    idea = told()
    assert TOLD["text"] in editor.get("/ideas/?state=new").content.decode()
    assert member.get("/ideas/").status_code == 403
    assert member.get(f"/ideas/{idea.pk}/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"state": "lost"}, {"mail": "sent"}, {"text": ""}, {"erased_at": timezone.now()}],
)
def test_the_database_refuses_states_that_cannot_be(wrong: dict[str, object]) -> None:
    idea = told()
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(**wrong)
