"""Forms that are mailed: found, kept once, taken or turned away by a person."""

from __future__ import annotations

from dataclasses import replace
from email.utils import format_datetime

import pytest
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.directory.models import User
from alliance.evidence.models import Enclosure, Submission, SubmissionWay, WordForm
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.rows import given_of
from alliance.evidence.taking.sending import NotSent
from alliance.evidence.word.bring_in import bring_in
from alliance.evidence.word.forget import forget_senders
from alliance.evidence.word.hand_in import form_of
from alliance.evidence.word.mailed import letter_of, take_mail, wants
from alliance.evidence.word.settling import take, turn_away
from alliance.evidence.word.words import words_of
from alliance.evidence.word.write import write
from alliance.jobs.progress import Progress
from alliance.mail.models import Message
from alliance.region.evidence.word_forms import load_word_forms
from tests.evidence.invented import DAY, call, closed, whole
from tests.evidence.word.invented import filled, mail
from tests.evidence.word.test_read import changed, flat

pytestmark = pytest.mark.django_db
MAILBOX = WordForm.Came.MAILBOX


@pytest.fixture
def support() -> User:
    return User.objects.create_user("support@alliance.example", name="Alex Support")


def came(*files: tuple[str, bytes], **more: str) -> list[WordForm]:
    return take_mail(mail(*files, **more), by=None, came=MAILBOX)


def test_a_mail_with_a_form_is_wanted_and_others_are_left() -> None:
    made = call()
    assert wants(mail(("form.docx", filled(made))))
    assert not wants(mail())
    assert not wants(mail(("minutes.docx", b"PK\x03\x04 broken")))
    assert not wants(b"no mail at all .docx")
    assert not wants(mail(("form.docx", filled(made)), **{"Auto-Submitted": "auto-replied"}))


def test_a_form_without_its_mark_is_known_by_its_questions() -> None:
    made = call()
    call("Good ideas", prefix="IDEA", closes_in=None)
    bare = changed(filled(made), lambda xml: flat(xml).replace(f"Form {made.prefix}-", "Form "))
    (form,) = came(("form.docx", bare))
    assert form.call == made


def test_a_mailed_form_is_a_draft_of_the_programme_with_its_file_and_letter() -> None:
    made = call()
    (form,) = came(("form.docx", filled(made)), words="Here it is, with thanks.")
    draft = Submission.objects.get()
    assert (draft.state, draft.way, draft.told_on) == ("draft", SubmissionWay.EMAIL, form.came_on)
    assert given_of(draft) == whole()
    assert Enclosure.objects.get().submission == draft
    letter = letter_of(form)
    assert (letter.name, letter.address) == ("Jo Sender", "jo@school.example")
    assert "with thanks" in letter.words
    assert b"with thanks" not in bytes(form.letter), "it is sealed"


def test_a_sender_stands_in_for_who_the_form_does_not_name() -> None:
    came(("form.docx", filled(call(), whole(name="", email=""))))
    given = given_of(Submission.objects.get())
    assert (given.name, given.email) == ("Jo Sender", "jo@school.example")


def test_the_same_mail_twice_is_one_form_and_another_file_another() -> None:
    made = call()
    one = filled(made)
    (first,) = came(("form.docx", one))
    assert came(("form.docx", one)) == [first]
    other = filled(made, whole("We lend tablets."))
    assert len(came(("form.docx", one), ("second.docx", other))) == 2
    assert Submission.objects.count() == 2


def test_a_form_that_cannot_be_read_is_kept_with_the_reason() -> None:
    made = call()
    (form,) = came(("form.docx", write(form_of(made), words_of(made))))
    assert "Nothing is written in this form" in form.fault
    assert not Submission.objects.exists()


def test_taken_it_is_an_answer_and_its_receipt_goes_to_whoever_gave_it(support: User) -> None:
    (form,) = came(("form.docx", filled(call())))
    draft = Submission.objects.get()
    sent = take(form, draft, given_of(draft), by=support)
    form.refresh_from_db()
    assert (sent.reference, sent.state, sent.way) == ("SL-1", "sent", "email")
    assert sent.entered_by == support
    assert form.state == WordForm.State.TAKEN
    assert Message.objects.get(purpose="receipt").recipient == "sam@example.org"
    with pytest.raises(CannotBeDone):
        take(form, draft, given_of(draft), by=support)


def test_with_faults_it_is_kept_as_it_was_put_right_and_waits_on(support: User) -> None:
    (form,) = came(("form.docx", filled(call())))
    draft = Submission.objects.get()
    with pytest.raises(NotSent):
        take(form, draft, replace(given_of(draft), email="no address"), by=support)
    form.refresh_from_db()
    assert form.state == WordForm.State.WAITING
    assert given_of(Submission.objects.get()).email == "no address"


def test_what_was_mailed_in_time_is_not_late_when_it_is_taken_afterwards(support: User) -> None:
    made = call()
    sent_at = timezone.now() - 2 * DAY
    (form,) = came(("form.docx", filled(made)), Date=format_datetime(sent_at))
    closed(made, ago=DAY)
    draft = Submission.objects.get()
    assert not take(form, draft, given_of(draft), by=support).is_late


def test_what_was_mailed_too_late_is_let_in_by_whoever_takes_it(support: User) -> None:
    made = call()
    content = filled(made)
    closed(made, ago=3 * DAY)
    (form,) = came(("form.docx", content))
    draft = Submission.objects.get()
    sent = take(form, draft, given_of(draft), by=support)
    assert (sent.is_late, sent.state, sent.let_in_by) == (True, "sent", support)


def test_turned_away_its_file_and_draft_are_destroyed_and_its_sender_told(
    support: User, django_capture_on_commit_callbacks: object
) -> None:
    (form,) = came(("form.docx", filled(call())))
    file = Enclosure.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        turn_away(form, by=support, reason="The file was of last year.", tell=True)
    assert not Submission.objects.exists()
    assert not file.storage.exists(str(file.name))
    assert Message.objects.get(purpose="word-form-turned-away").recipient == "jo@school.example"
    with pytest.raises(CannotBeDone, match="waits no more"):
        turn_away(form, by=support, reason="Again.", tell=True)


def test_nobody_can_be_told_where_no_address_is_known(support: User) -> None:
    made = call()
    (form,) = bring_in(filled(made), "form.docx", by=support, came_on=timezone.localdate())
    with pytest.raises(CannotBeDone, match="No address"):
        turn_away(form, by=support, reason="No.", tell=True)
    assert Submission.objects.exists()


def test_a_form_brought_in_on_paper_is_entered_by_whoever_did(support: User) -> None:
    made = call()
    content, day = filled(made), timezone.localdate() - DAY
    (form,) = bring_in(content, "form.docx", by=support, came_on=day)
    draft = Submission.objects.get()
    assert (draft.way, draft.entered_by, draft.told_on) == (SubmissionWay.WORD, support, day)
    assert bring_in(content, "copy.docx", by=support, came_on=day) == [form]


def test_a_saved_mail_brought_in_is_the_one_that_came_to_the_mailbox(support: User) -> None:
    raw = mail(("form.docx", filled(call())))
    (form,) = take_mail(raw, by=None, came=MAILBOX)
    assert bring_in(raw, "mail.eml", by=support, came_on=timezone.localdate()) == [form]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"From: a@b.example\nSubject: x\n\nhello", "mail.eml", "No form is attached"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mail.msg", "Outlook’s own format"),
        (b"hello", "note.docx", "does not say of which call"),
    ],
)
def test_what_holds_no_form_is_refused(support: User, content: bytes, name: str, said: str) -> None:
    call()
    with pytest.raises(CannotBeDone, match=said):
        bring_in(content, name, by=support, came_on=timezone.localdate())


def test_senders_are_forgotten_a_month_after_it_was_settled(support: User) -> None:
    (form,) = came(("form.docx", filled(call())))
    draft = Submission.objects.get()
    take(form, draft, given_of(draft), by=support)
    forget_senders(Progress())
    form.refresh_from_db()
    assert form.letter
    WordForm.objects.update(settled_at=timezone.now() - 31 * DAY)
    forget_senders(Progress())
    form.refresh_from_db()
    assert not bytes(form.letter)
    assert letter_of(form).address == ""


def test_no_word_of_a_form_or_letter_is_in_the_trail(support: User) -> None:
    (form,) = came(("form.docx", filled(call())), words="Zanzibar")
    draft = Submission.objects.get()
    take(form, draft, given_of(draft), by=support)
    said = repr(list(AuditEvent.objects.values()))
    assert "brought in" in said
    for secret in ("Zanzibar", "jo@school.example", "Sam Practitioner", "by video"):
        assert secret not in said


def test_the_sample_region_has_two_that_wait_however_often_it_is_loaded() -> None:
    call()
    for _ in range(2):
        assert load_word_forms(timezone.localdate()) == 2
    assert list(WordForm.objects.values_list("state", "fault")) == [("waiting", "")] * 2
    assert Submission.objects.count() == 2
