"""“Tell us your idea”: told from a page without an account, and taken into the standing call."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import Alliance, User
from alliance.evidence.answering import limits
from alliance.evidence.models import Call, Submission
from alliance.evidence.taking.rows import sent_of
from alliance.jobs.worker import run_waiting
from alliance.pages.models import ToldFrom
from tests.evidence.invented import call
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
    idea = Submission.objects.get()
    assert idea.told_from.page.pk == page.pk  # type: ignore[attr-defined]
    given = sent_of(idea)
    assert given.answers == {"idea": TOLD["text"]}
    assert (given.name, given.email, given.organisation) == ("Ana Lee", "ana@example.org", "Kent")
    assert (idea.state, idea.call.is_standing) == ("sent", True)
    events = list(history(idea))
    assert [(event.verb, event.actor) for event in events] == [("sent", None), ("began", None)]
    assert "Ana" not in "".join(str(event.changes) + event.object_label for event in events)


def test_it_goes_to_the_standing_call_that_is_there_and_one_is_made_where_none_is(
    client: Client,
) -> None:
    section("Care")
    client.post("/sections/care/idea/", TOLD)
    client.post("/sections/care/idea/", TOLD)
    made = Call.objects.get()
    assert (made.slug, made.last_number) == ("good-ideas", 2)
    Submission.objects.all().delete()
    made.delete()
    ours = call("Always open", closes_in=None)
    client.post("/sections/care/idea/", TOLD)
    assert str(ours.submissions.get()) == "AO-1"


def test_whoever_told_it_gets_a_receipt(client: Client) -> None:
    section("Care")
    client.post("/sections/care/idea/", TOLD)
    run_waiting()
    (receipt,) = mail.outbox
    assert receipt.to == ["ana@example.org"]
    assert "Share one rota of visitors." in receipt.body


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
    assert not Submission.objects.exists()


def test_what_the_call_finds_wrong_is_said_at_the_field(client: Client) -> None:
    """Its question may take fewer words than the page's form does."""
    section("Care")
    call("Always open", closes_in=None)  # at most 500 words
    answer = client.post("/sections/care/idea/", TOLD | {"text": "Rota " * 501})
    shown = form(answer)
    assert answer.status_code == 422
    assert "Shorten this to at most 500 words: it has 501." in shown
    assert shown.count("Rota ") == 501
    assert not Submission.objects.exists()
    assert not ToldFrom.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": " "}, {"text": "x" * 10_001}, {"name": "x" * 201}])
def test_what_is_missing_or_too_long_is_not_kept(client: Client, wrong: dict[str, str]) -> None:
    section("Care")
    assert client.post("/sections/care/idea/", TOLD | wrong).status_code == 422
    assert not Submission.objects.exists()


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
    assert not Submission.objects.exists()
    client.force_login(User.objects.get(email="member@example.org"), BACKEND)
    assert "Share one rota of visitors.</textarea>" in form(client.get("/sections/care/idea/"))
    assert client.post("/sections/care/idea/", TOLD).status_code == 302
    assert "Share one rota" not in form(client.get("/sections/care/idea/"))
    assert Submission.objects.get().by == User.objects.get(email="member@example.org")


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
    assert not Submission.objects.exists()
    assert "inert" in form(client.get("/sections/care/idea/"))


def test_one_person_does_not_fill_the_list(client: Client) -> None:
    section("Care")
    for _ in range(limits.SENT_FOR_ONE_ADDRESS):
        assert client.post("/sections/care/idea/", TOLD).status_code == 302
    refused = client.post("/sections/care/idea/", TOLD)
    assert refused.status_code == 429
    assert "Share one rota" in form(refused), "what was typed is still there"
    assert Submission.objects.count() == limits.SENT_FOR_ONE_ADDRESS
    assert client.post("/sections/care/idea/", TOLD | {"email": "o@example.org"}).status_code == 302


def test_one_place_does_not_fill_the_list(client: Client, monkeypatch: Any) -> None:
    section("Care")
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 2)
    answers = [
        client.post("/sections/care/idea/", TOLD | {"email": f"{n}@example.org"}).status_code
        for n in range(3)
    ]
    elsewhere = client.post("/sections/care/idea/", TOLD, REMOTE_ADDR="192.0.2.9").status_code
    assert [*answers, elsewhere] == [302, 302, 429, 302]


def test_words_that_may_be_about_a_child_are_quoted_before_they_are_sent(client: Client) -> None:
    section("Care")
    about = TOLD | {"text": "We helped a boy called Jayden, born 3.4.2011, to settle."}
    asked = client.post("/sections/care/idea/", about)
    assert asked.status_code == 422
    assert "Is this about a child?" in form(asked)
    assert "<mark>" in form(asked)
    assert "settle.</textarea>" in form(asked)
    assert not Submission.objects.exists()
    assert client.post("/sections/care/idea/", about | {"do": "all_the_same"}).status_code == 302
    assert Submission.objects.get().warned_of


# Answering, on the page of replies (tests/evidence/replying) -----------------------------------


def told(client: Client) -> Submission:
    client.post(f"{section('Care').get_absolute_url()}idea/", TOLD)
    return Submission.objects.get()


def test_the_programme_sees_what_was_told_and_from_where(editor: Client, client: Client) -> None:
    idea = told(client)
    for address in ("/programme/replies/", f"/programme/replies/{idea}/"):
        shown = form(editor.get(address))
        assert "Share one rota" in shown
        assert "Care" in shown
        assert client.get(address).status_code == 302
    assert "/programme/replies/" in editor.get("/cms/").content.decode()


def test_a_reply_says_about_which_page_it_was(editor: Client, client: Client) -> None:
    idea = told(client)
    run_waiting()
    editor.post(
        f"/programme/replies/{idea}/", {"do": "reply", "way": "mail", "text": "Yes.", "seen": 0}
    )
    run_waiting()
    reply = mail.outbox[-1]
    assert reply.subject == f"{idea}: your idea for “Care”"
    assert "you wrote about “Care”" in reply.body


def test_an_idea_outlives_its_page(editor: Client, client: Client) -> None:
    idea = told(client)
    idea.told_from.page.delete()  # type: ignore[attr-defined]
    assert "a page that is gone" in form(editor.get(f"/programme/replies/{idea}/"))
    editor.post(
        f"/programme/replies/{idea}/", {"do": "reply", "way": "mail", "text": "Yes.", "seen": 0}
    )
    run_waiting()
    assert mail.outbox[-1].subject == f"{idea}: your idea"


# Where they were -------------------------------------------------------------------------------


def test_the_old_addresses_lead_the_programme_on(editor: Client, client: Client) -> None:
    idea = told(client)
    ToldFrom.objects.update(idea=7)
    assert editor.get("/ideas/").headers["Location"] == "/programme/replies/"
    assert editor.get("/ideas/7/").headers["Location"] == f"/programme/replies/{idea}/"
    assert editor.get("/ideas/8/").status_code == 404
    assert client.get("/ideas/7/").headers["Location"].startswith("/accounts/login/")
