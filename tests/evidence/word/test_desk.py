"""The programme's pages of Word forms: brought in, looked at beside their letter, taken."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import User
from alliance.evidence.answering.forms import values_of
from alliance.evidence.desk import what_waits
from alliance.evidence.models import Submission, WordForm
from alliance.evidence.taking.rows import given_of
from alliance.evidence.word.mailed import take_mail
from tests.evidence.invented import call, whole
from tests.evidence.word.invented import filled, mail, upload

pytestmark = pytest.mark.django_db
LIST = "/programme/word-forms/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def came(*files: tuple[str, bytes], **more: str) -> WordForm:
    (form,) = take_mail(mail(*files, **more), by=None, came=WordForm.Came.MAILBOX)
    return form


def typed(draft: Submission, **fields: str) -> dict[str, str]:
    """What the page of a form sends when it is pressed as it stands."""
    values = {name: value or "" for name, value in values_of(given_of(draft)).items()}
    return values | {"idea": str(draft.pk), "version": str(draft.version)} | fields


def test_the_list_says_whose_of_which_call_and_how_it_came(editor: Client) -> None:
    assert "No form waits" in words(editor.get(LIST))
    form = came(("form.docx", filled(call())))
    shown = words(editor.get(LIST))
    for said in (
        "1 form waits",
        "Jo Sender: Our form",
        "Silver Linings",
        "by mail, to the mailbox",
    ):
        assert said in shown
    assert form.get_absolute_url() in shown
    call("Good ideas", prefix="IDEA", closes_in=None)
    assert "Jo Sender" in words(editor.get("/programme/calls/silver-linings/mailed/"))
    assert "No form waits" in words(editor.get("/programme/calls/good-ideas/mailed/"))


def test_what_waits_is_told_to_the_programme_alone(editor: Client) -> None:
    came(("form.docx", filled(call())))
    user = User.objects.get(pk=editor.session["_auth_user_id"])
    assert "1 Word form waits to be looked at" in [line.sentence for line in what_waits(user)]


def test_files_and_mails_are_brought_in_together_and_all_faults_said(editor: Client) -> None:
    made = call()
    files = [
        upload(filled(made), "one.docx"),
        upload(mail(("two.docx", filled(made, whole("We lend tablets.")))), "two.eml"),
        upload(b"hello", "three.docx"),
        upload(b"", "four.docx"),
    ]
    answer = editor.post(LIST, {"handed_in": files})
    assert answer.status_code == 422
    shown = words(answer)
    assert "“three.docx”: It does not say of which call it is" in shown
    assert "“four.docx”" in shown
    assert WordForm.objects.count() == 2
    assert "2 forms wait" in shown


def test_one_that_was_brought_in_leads_to_its_page(editor: Client) -> None:
    answer = editor.post(LIST, {"handed_in": [upload(filled(call()))]})
    assert answer["Location"] == WordForm.objects.get().get_absolute_url()


def test_the_page_has_the_letter_the_file_and_what_was_read(editor: Client) -> None:
    form = came(("form.docx", filled(call())), words="With thanks from us.")
    shown = words(editor.get(form.get_absolute_url()))
    for said in ("jo@school.example", "With thanks from us.", "form.docx", "Twice as many came."):
        assert said in shown
    file = editor.get(f"{form.get_absolute_url()}file/")
    assert b"".join(file.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_it_is_put_right_and_taken(editor: Client) -> None:
    form = came(("form.docx", filled(call())))
    draft = Submission.objects.get()
    answer = editor.post(
        form.get_absolute_url(), typed(draft, name="Jo Carer", do="take"), follow=True
    )
    assert "It is taken as SL-1; its receipt goes to sam@example.org." in words(answer)
    draft.refresh_from_db()
    assert (draft.state, draft.name) == ("sent", "Jo Carer")
    form.refresh_from_db()
    assert form.state == WordForm.State.TAKEN


def test_its_faults_are_marked_and_what_was_written_is_kept(editor: Client) -> None:
    form = came(("form.docx", filled(call())))
    draft = Submission.objects.get()
    answer = editor.post(form.get_absolute_url(), typed(draft, email="nowhere", do="take"))
    assert answer.status_code == 422
    assert "Write the e-mail address as name@example.org." in words(answer)
    assert given_of(Submission.objects.get()).email == "nowhere"


def test_what_may_be_about_a_child_is_warned_of_once(editor: Client) -> None:
    form = came(("form.docx", filled(call())))
    draft = Submission.objects.get()
    with_child = {"answers.problem": "A boy called Jayden Smith, born 3.4.2011, could not come."}
    answer = editor.post(form.get_absolute_url(), typed(draft, **with_child, do="take"))
    assert answer.status_code == 422
    assert "press “Take it” again" in words(answer)
    warned = re.search(r'name="warned" value="([^"]+)"', words(answer))
    draft.refresh_from_db()
    assert warned
    assert draft.state == "draft"
    editor.post(form.get_absolute_url(), typed(draft, **with_child, do="take", warned=warned[1]))
    draft.refresh_from_db()
    assert draft.state == "sent"
    assert draft.warned_of == sorted(warned[1].split())


def test_it_is_turned_away_with_a_reason(editor: Client) -> None:
    form = came(("form.docx", filled(call())))
    where = form.get_absolute_url()
    assert "Say why, in a sentence." in words(editor.post(where, {"do": "turn_away"}))
    editor.post(where, {"do": "turn_away", "reason": "The wrong file.", "tell": "on"})
    shown = words(editor.get(where))
    assert "Turned away" in shown
    assert "The wrong file." in shown
    assert editor.post(where, {"do": "turn_away", "reason": "Again."}).status_code == 409


def test_a_colleague_who_was_quicker_is_not_overwritten(editor: Client) -> None:
    form = came(("form.docx", filled(call())))
    sent = typed(Submission.objects.get(), do="save")
    editor.post(form.get_absolute_url(), sent | {"title": "First"})
    answer = editor.post(form.get_absolute_url(), sent | {"title": "Second"})
    assert answer.status_code == 409
    assert given_of(Submission.objects.get()).title == "First"


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = call()
    content = filled(made)
    came(("form.docx", content))
    editor.get(LIST)
    with django_assert_num_queries(8):
        editor.get(LIST)
    for number in range(4):
        came(("form.docx", content), name=str(number))
    with django_assert_num_queries(8):
        editor.get(LIST)
