"""A form is downloaded, filled in, handed in without an account, looked at, and goes on as a draft."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import docx
import pytest
from django.test import Client

from alliance.evidence.answering import looking_into
from alliance.evidence.erasing import erase
from alliance.evidence.models import CallState, Enclosure, FormReading, Submission, SubmissionWay
from alliance.evidence.taking.receipt import link_to
from alliance.evidence.taking.rows import given_of, sent_of
from alliance.evidence.taking.sending import send
from alliance.evidence.word.hand_in import form_of, hand_in, read_file
from alliance.evidence.word.read import read
from alliance.library.documents.read import Drawn
from tests.evidence.invented import DAY, call, closed, given, whole
from tests.evidence.word.invented import filled, upload
from tests.evidence.word.test_read import changed, flat

pytestmark = pytest.mark.django_db
WHERE = "/calls/silver-linings/form/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def handed_in(client: Client, content: bytes, name: str = "My form.docx") -> str:
    """Hand a form in; the address of the page on which it is looked at."""
    answer = client.post(WHERE, {"file": upload(content, name)})
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


# Downloading -------------------------------------------------------------------------------------


def test_the_form_is_a_word_document_named_by_the_call(client: Client) -> None:
    call(purpose="We look for new ways.\n\nNo idea is too small.")
    answer = client.get("/calls/silver-linings/form.docx")
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert "Silver Linings form.docx" in answer.headers["Content-Disposition"]
    document = docx.Document(io.BytesIO(answer.content))
    styles = {each.text: each.style for each in document.paragraphs}
    heading = styles["What did you do differently?"]
    assert heading is not None
    assert heading.name == "Heading 2"
    assert document.core_properties.language == "en-GB"
    assert "No idea is too small." in [each.text for each in document.paragraphs]


def test_the_form_of_a_draft_is_nobodys_and_of_an_ended_call_gone(
    client: Client, editor: Client
) -> None:
    call(state=CallState.DRAFT)
    where = "/calls/silver-linings/form.docx"
    assert client.get(where).status_code == 404
    assert editor.get(where).status_code == 200
    ended = call("Old one", prefix="OLD")
    ended.state, ended.ended_at, ended.ended_why = CallState.ARCHIVED, ended.opens_at, "Done."
    ended.save()
    assert client.get("/calls/old-one/form.docx").status_code == 404


def test_its_writer_gets_the_form_with_what_they_gave(client: Client) -> None:
    made = call()
    handed_in(client, filled(made))
    link = link_to(Submission.objects.get()).removeprefix("http://testserver")
    answer = client.get(re.sub(r"https?://[^/]+", "", link) + "form.docx")
    (reading,) = read(answer.content, form_of(made))
    assert reading.given == given_of(Submission.objects.get())


# Handing in --------------------------------------------------------------------------------------


def test_what_was_read_is_shown_before_anything_is_sent(client: Client) -> None:
    made = call()
    page = handed_in(client, filled(made))
    draft = Submission.objects.get()
    assert (draft.state, draft.way) == ("draft", SubmissionWay.WORD)
    assert given_of(draft) == whole()
    assert Enclosure.objects.get().name == "My form.docx"
    shown = words(client.get(page))
    assert "Nothing is sent yet" in shown
    assert "Twice as many came." in shown
    assert "Where we are not sure" not in shown


def test_looking_changes_nothing(client: Client) -> None:
    page = handed_in(client, filled(call()))
    before = Submission.objects.values().get()
    client.get(page)
    assert Submission.objects.values().get() == before


def test_doubts_and_faults_are_marked_at_once(client: Client) -> None:
    made = call()
    content = changed(
        filled(made, whole(name="", answers={"since": "last summer"})),
        lambda xml: flat(xml).replace("☐", "☒"),
    )
    shown = words(client.get(handed_in(client, content)))
    assert "“Yes” and “No” are ticked, where one is asked." in shown
    assert "Give your name." in shown
    assert "Write the day as 13 November 2020." in shown


def test_what_is_put_right_is_kept_faults_and_all(client: Client) -> None:
    page = handed_in(client, filled(call()))
    version = Submission.objects.get().version
    typed = {"name": "", "answers.idea": "We lend tablets.", "version": version}
    answer = client.post(page, typed | {"do": "go_on"})
    assert answer.status_code == 422
    assert "Give your name." in words(answer)
    assert given_of(Submission.objects.get()).answers["idea"] == "We lend tablets."


def test_what_is_right_goes_on_as_any_draft_and_is_sent_as_a_word_form(client: Client) -> None:
    page = handed_in(client, filled(call()))
    draft = Submission.objects.get()
    typed = {"name": "Sam", "email": "sam@example.org", "answers.idea": "We lend tablets.",
             "version": draft.version, "do": "go_on"}  # fmt: skip
    answer = client.post(page, typed)
    assert answer["Location"] == page.replace("/form/", "/check/")
    sent = send(draft, given_of(Submission.objects.get()), by=None)
    assert (sent.reference, sent.way) == ("SL-1", SubmissionWay.WORD)
    assert sent_of(sent).answers == {"idea": "We lend tablets."}
    assert client.get(page)["Location"] == page.removesuffix("form/"), "it is no draft any more"


def test_another_device_is_not_overwritten(client: Client) -> None:
    page = handed_in(client, filled(call()))
    version = Submission.objects.get().version
    client.post(page, {"answers.idea": "From the telephone.", "version": version, "do": "save"})
    answer = client.post(page, {"answers.idea": "From here.", "version": version, "do": "save"})
    assert answer.status_code == 409
    assert "From here." in words(answer)
    assert given_of(Submission.objects.get()).answers["idea"] == "From the telephone."


def test_what_had_no_place_is_shown_and_goes_when_it_is_erased(
    client: Client, editor: Client
) -> None:
    made = call()
    content = changed(
        filled(made), lambda xml: flat(xml).replace("> Yes<", "> Yes, as long as we may<", 1)
    )
    page = handed_in(client, content)
    assert "as long as we may" in words(client.get(page))
    draft = Submission.objects.get()
    erase(send(draft, given(), by=None), by=None, reason="They asked.")
    assert FormReading.objects.values_list("doubts", "left").get() == ([], [])
    assert not Enclosure.objects.exists()


def test_several_ideas_in_a_document_are_looked_at_one_after_another(client: Client) -> None:
    made = call()
    other = filled(made, replace(whole("We lend tablets."), title="A lending shelf"))
    body = re.search(r"<w:body>(.*)<w:sectPr", _xml(other), re.DOTALL)
    assert body
    content = changed(filled(made), lambda xml: xml.replace("<w:sectPr", body[1] + "<w:sectPr", 1))
    page = handed_in(client, content)
    first, second = Submission.objects.order_by("pk")
    assert first.bundle == second.bundle is not None
    shown = words(client.get(page))
    assert "Your document has another idea" in shown
    answer = client.post(page, {"do": f"other-{second.pk}"})
    assert "We lend tablets." in words(client.get(answer["Location"]))
    assert client.post(page, {"do": f"other-{first.pk}"}).status_code == 404


def test_the_ideas_of_others_cannot_be_reached_by_their_number(client: Client) -> None:
    page = handed_in(client, filled(call()))
    handed_in(Client(), filled(Submission.objects.get().call, whole("Somebody else’s.")))
    theirs = Submission.objects.order_by("pk").last()
    assert theirs
    assert client.post(page, {"do": f"other-{theirs.pk}"}).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "form.docx", "This file is empty"),
        (b"\xd0\xcf\x11\xe0 old", "form.doc", "choose “Save as” and “Word document (docx)”"),
        (b"%PDF-1.7 scan", "form.pdf", "A PDF cannot be read back"),
        (b"\xff\xd8\xff photo", "IMG_1.jpeg", "A picture cannot be read"),
        (b"PK\x03\x04 broken", "form.docx", "damaged"),
        (b"hello", "form.docx", "though its name ends in"),
    ],
)
def test_what_is_no_form_is_refused_with_what_to_do(
    client: Client, content: bytes, name: str, said: str
) -> None:
    call()
    answer = client.post(WHERE, {"file": upload(content, name)})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Submission.objects.exists()


def test_the_form_of_another_call_is_sent_there(client: Client) -> None:
    call()
    other = call("Good ideas", prefix="IDEA", closes_in=None)
    answer = client.post(WHERE, {"file": upload(filled(other))})
    assert answer.status_code == 422
    assert "the form of another call" in words(answer)


def test_after_closing_a_form_is_kept_for_the_programme_to_let_in(client: Client) -> None:
    made = call()
    content = filled(made)
    closed(made)
    assert "decides whether it can still be read" in words(client.get(WHERE))
    handed_in(client, content)
    sent = send(Submission.objects.get(), given(), by=None)
    assert sent.state == "late"


def test_before_opening_and_after_its_end_nothing_is_taken(client: Client) -> None:
    made = call(opened=-2 * DAY)
    assert "takes no answers now" in words(client.get(WHERE))
    assert client.post(WHERE, {"file": upload(filled(made))}).status_code == 409
    assert not Submission.objects.exists()


def test_a_machine_that_fills_in_everything_is_caught(client: Client) -> None:
    made = call()
    answer = client.post(WHERE, {"file": upload(filled(made)), "website": "https://spam.example"})
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_too_many_from_one_place_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance.evidence.answering.limits.FROM_ONE_PLACE", 1)
    made = call()
    handed_in(client, filled(made))
    assert client.post(WHERE, {"file": upload(filled(made))}).status_code == 429


def _xml(content: bytes) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_file_is_looked_into_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading it takes seconds, and who holds the database's one pen makes all others wait."""
    silver, written = call(), []
    really = looking_into.draw_apart

    def draw_apart(content: bytes, kind: str, *, wait: float) -> Drawn:
        written.append(Submission.objects.count())
        return really(content, kind, wait=wait)

    monkeypatch.setattr(looking_into, "draw_apart", draw_apart)
    (draft,) = hand_in(silver, read_file(silver, filled(silver), "form.docx"), by=None)
    assert written == [0]
    assert draft.enclosures.get().looks_like == []  # who they are is theirs to say


def test_words_about_a_child_in_a_form_are_found_in_its_file_too() -> None:
    silver = call()
    told = whole("Ellie Marlow, born on 3 April 2014, settled at once.")
    (draft,) = hand_in(silver, read_file(silver, filled(silver, told), "form.docx"), by=None)
    assert "3 April 2014" in {one["words"] for one in draft.enclosures.get().looks_like}
