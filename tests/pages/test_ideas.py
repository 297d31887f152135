"""Ideas: told without an account, answered once, erased on request."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.models import AuditEvent
from alliance.audit.trail import history
from alliance.directory.models import Alliance, User
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from alliance.mail.send import send_waiting
from alliance.pages.ideas import limit
from alliance.pages.models import Idea
from tests.pages.conftest import BACKEND
from tests.pages.invented import private, project, section

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Ana Lee",
    "email": "ana@example.org",
    "organisation": "Kent",
    "text": "Share one rota of visitors.",
}


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    cache.clear()
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()


def told(**fields: Any) -> Idea:
    return Idea.objects.create(page=section("Care"), **TOLD | fields)


def form(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


# Telling ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [section, project])
def test_anybody_tells_an_idea_from_a_page(client: Client, make: Any) -> None:
    page = make("Children in care")
    address = f"{page.get_absolute_url()}idea/"
    assert address in client.get(page.get_absolute_url()).content.decode()

    answer = client.post(address, TOLD)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address}sent/")
    thanks = client.get(f"{address}sent/")
    assert "Thank you" in form(thanks)
    assert not thanks.cookies
    idea = Idea.objects.get()
    assert idea.page.pk == page.pk
    assert {name: getattr(idea, name) for name in TOLD} == TOLD
    assert idea.state == "new"
    event = history(idea).get()
    assert (event.verb, event.actor) == ("sent", None)
    assert "Ana" not in str(event.changes) + event.object_label


def test_the_organisation_may_be_left_out(client: Client) -> None:
    section("Care")
    assert client.post("/sections/care/idea/", TOLD | {"organisation": ""}).status_code == 302


def test_all_faults_are_said_at_once_and_nothing_typed_is_lost(client: Client) -> None:
    section("Care")
    answer = client.post("/sections/care/idea/", {"name": "", "email": "ana at", "text": "A rota."})
    shown = form(answer)
    assert answer.status_code == 422
    assert "There are 2 things to mend" in shown
    assert "Write the e-mail address as" in shown
    assert 'value="ana at"' in shown
    assert "A rota.</textarea>" in shown
    assert not Idea.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": " "}, {"text": "x" * 10_001}, {"name": "x" * 201}])
def test_what_is_missing_or_too_long_is_not_kept(client: Client, wrong: dict[str, str]) -> None:
    section("Care")
    assert client.post("/sections/care/idea/", TOLD | wrong).status_code == 422
    assert not Idea.objects.exists()


def test_the_form_says_what_becomes_of_a_name_and_a_member_need_not_type_theirs(
    client: Client, member: Client
) -> None:
    section("Care")
    assert "To have them erased, write to" in form(client.get("/sections/care/idea/"))
    assert 'value="member@example.org"' in form(member.get("/sections/care/idea/"))


def test_what_was_typed_on_a_private_page_outlives_the_session(
    client: Client, member: Client
) -> None:
    """As everywhere: sign in, and it is still there; send it, and it is kept no longer."""
    private(section("Care"))
    sent_away = client.post("/sections/care/idea/", TOLD)
    assert sent_away.headers["Location"] == "/accounts/login/?next=/sections/care/idea/"
    assert not Idea.objects.exists()
    client.force_login(User.objects.get(email="member@example.org"), BACKEND)
    assert "Share one rota of visitors.</textarea>" in form(client.get("/sections/care/idea/"))
    assert client.post("/sections/care/idea/", TOLD).status_code == 302
    assert "Share one rota" not in form(client.get("/sections/care/idea/"))


def test_the_form_is_guarded_and_only_it_gives_a_cookie() -> None:
    section("Care")
    client = Client(enforce_csrf_checks=True)
    assert not client.get("/sections/care/").cookies
    assert client.post("/sections/care/idea/", TOLD).status_code == 403
    token = client.get("/sections/care/idea/").cookies["csrftoken"].value
    sent = client.post("/sections/care/idea/", TOLD | {"csrfmiddlewaretoken": token})
    assert sent.status_code == 302


def test_a_machine_that_fills_in_everything_is_caught_and_a_person_can_mend_it(
    client: Client,
) -> None:
    section("Care")
    answer = client.post("/sections/care/idea/", TOLD | {"website": "https://spam.example"})
    shown = form(answer)
    assert answer.status_code == 422
    assert "Empty the field" in shown
    assert "inert" not in shown
    assert "Share one rota" in shown
    assert not Idea.objects.exists()
    assert "inert" in form(client.get("/sections/care/idea/"))


def test_one_person_does_not_fill_the_list(client: Client) -> None:
    section("Care")
    for _ in range(limit.FROM_ONE_PERSON):
        assert client.post("/sections/care/idea/", TOLD).status_code == 302
    refused = client.post("/sections/care/idea/", TOLD)
    assert refused.status_code == 429
    assert "Share one rota" in form(refused), "what was typed is still there"
    assert Idea.objects.count() == limit.FROM_ONE_PERSON
    assert client.post("/sections/care/idea/", TOLD | {"email": "o@example.org"}).status_code == 302


def test_one_place_does_not_fill_the_list(client: Client, monkeypatch: Any) -> None:
    section("Care")
    monkeypatch.setattr(limit, "FROM_ONE_PLACE", 2)
    answers = [
        client.post("/sections/care/idea/", TOLD | {"email": f"{n}@example.org"}).status_code
        for n in range(3)
    ]
    elsewhere = client.post("/sections/care/idea/", TOLD, REMOTE_ADDR="192.0.2.9").status_code
    assert [*answers, elsewhere] == [302, 302, 429, 302]


# Answering -------------------------------------------------------------------------------------


def test_the_programme_sees_what_was_told(editor: Client, client: Client) -> None:
    assert "No idea has been told yet" in form(editor.get("/ideas/"))
    idea = told()
    for address in ("/ideas/", idea.get_absolute_url()):
        assert "Share one rota" in form(editor.get(address))
        assert client.get(address).status_code == 302
    assert "No idea is in this state" in form(editor.get("/ideas/?state=answered"))
    assert "Share one rota" in form(editor.get("/ideas/?state=nonsense"))
    assert "/ideas/" in editor.get("/cms/").content.decode()


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_costs_a_fixed_number_of_queries(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        Idea.objects.create(page=section(f"Care {_}"), **TOLD)
    editor.get("/ideas/")
    with django_assert_num_queries(7):
        editor.get("/ideas/")


def test_a_reply_is_mailed_to_the_proposer_and_written_down(editor: Client) -> None:
    idea = told()
    assert editor.post(idea.get_absolute_url(), {"do": "take"}).status_code == 302
    answer = editor.post(idea.get_absolute_url(), {"do": "answer", "reply": "We will <try> it."})
    assert answer.status_code == 302
    assert mail.outbox == [], "not before the change is kept"

    run_waiting()

    message = mail.outbox[0]
    assert message.to == ["ana@example.org"]
    assert message.reply_to == ["office@example.org"]
    assert message.subject == "Your idea for “Care”"
    assert "We will <try> it." in message.body
    assert "Share one rota of visitors." in message.body
    idea.refresh_from_db()
    assert (idea.state, idea.message.state) == ("answered", "sent")
    verbs = [event.verb for event in history(idea)]
    assert verbs == ["answered", "took in hand"]
    assert "try" not in "".join(str(event.changes) for event in history(idea))
    assert "Sent on" in form(editor.get(idea.get_absolute_url()))


def test_a_reply_is_never_sent_twice(editor: Client) -> None:
    idea = told()
    reply = {"do": "answer", "reply": "Yes."}
    editor.post(idea.get_absolute_url(), reply)
    again = editor.post(idea.get_absolute_url(), reply | {"reply": "No."})
    assert again.status_code == 409
    assert "answered already" in form(again)
    for _ in range(2):  # the work may be done twice
        run_waiting()
        send_waiting(Progress())
    assert [message.body.count("Yes.") for message in mail.outbox] == [1]
    assert Message.objects.count() == 1


def test_a_reply_that_was_not_sent_is_said_and_it_is_sent_again_by_hand(
    editor: Client, settings: Any
) -> None:
    idea = told()
    editor.post(idea.get_absolute_url(), {"do": "answer", "reply": "Yes."})
    assert "It waits to be sent" in form(editor.get(idea.get_absolute_url()))
    settings.MAIL_TEST_MODE = True
    run_waiting()
    assert "Test mode is on" in form(editor.get(idea.get_absolute_url()))
    assert "Held, not sent" in form(editor.get("/ideas/"))
    settings.MAIL_TEST_MODE = False
    assert editor.post(idea.get_absolute_url(), {"do": "send_again"}).status_code == 302
    run_waiting()
    assert len(mail.outbox) == 1
    assert editor.post(idea.get_absolute_url(), {"do": "send_again"}).status_code == 409


def test_a_reply_that_the_outbox_has_forgotten_is_written_anew(editor: Client) -> None:
    idea = told()
    editor.post(idea.get_absolute_url(), {"do": "answer", "reply": "Yes."})
    Message.objects.update(state="failed", content=b"", erased_at=timezone.now())
    assert editor.post(idea.get_absolute_url(), {"do": "send_again"}).status_code == 302
    run_waiting()
    assert [message.body.count("Yes.") for message in mail.outbox] == [1]


def test_an_empty_reply_is_not_sent(editor: Client) -> None:
    idea = told()
    answer = editor.post(idea.get_absolute_url(), {"do": "answer", "reply": " "})
    assert answer.status_code == 422
    assert "Write the reply before you send it" in form(answer)
    idea.refresh_from_db()
    assert idea.state == "new"


def test_an_idea_outlives_its_page(editor: Client) -> None:
    idea = told()
    idea.page.delete()
    assert "A page that is gone" in form(editor.get(idea.get_absolute_url()))
    editor.post(idea.get_absolute_url(), {"do": "answer", "reply": "Yes."})
    run_waiting()
    assert mail.outbox[0].subject == "Your idea"


# Erasing ---------------------------------------------------------------------------------------


def test_an_erased_idea_leaves_a_tombstone(editor: Client) -> None:
    idea = told()
    editor.post(idea.get_absolute_url(), {"do": "answer", "reply": "Dear Ana, yes."})
    refused = editor.post(idea.get_absolute_url(), {"do": "erase", "reason": ""})
    assert "Say why" in form(refused)

    erased = editor.post(idea.get_absolute_url(), {"do": "erase", "reason": "asked for"})

    assert erased.status_code == 302
    idea.refresh_from_db()
    assert [idea.name, idea.email, idea.organisation, idea.text, idea.reply] == [""] * 5
    assert idea.erased_at
    assert idea.state == "answered"
    shown = form(editor.get(idea.get_absolute_url())) + form(editor.get("/ideas/"))
    assert "was erased" in shown
    for words in ("Ana", "rota", "Dear"):
        assert words not in shown
    events = list(history(idea))
    assert events[0].verb == "erased the trail of"
    assert all(event.changes == {} for event in events)
    run_waiting()
    assert mail.outbox == [], "the reply that waited is not sent"
    again = editor.post(idea.get_absolute_url(), {"do": "erase", "reason": "again"})
    assert again.status_code == 409


# What the database keeps true ------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "answered"},
        {"answered_at": timezone.now()},
        {"text": ""},
        {"erased_at": timezone.now()},
    ],
)
def test_no_idea_is_in_a_state_that_cannot_be(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        told(**fields)
    assert not AuditEvent.objects.exists()
