"""What is done with an answer, from its first letter to its erasure."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.evidence.erasing import erase
from alliance.evidence.models import Submission, SubmissionState, SubmissionWay
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.rows import given_of, sent_of
from alliance.evidence.taking.sending import NotSent, begin, keep, let_in, send, withdraw
from alliance.jobs.worker import run_waiting
from tests.evidence.invented import authority, call, closed, given, sent, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor@example.org", "a long enough password", name="Editor")


def test_what_is_typed_is_kept_faults_and_all_and_seen_by_nobody_else() -> None:
    draft = begin(call(), given=given("", name="", email="not an address"), by=None)
    assert draft.state == SubmissionState.DRAFT
    assert given_of(draft).email == "not an address"
    assert (draft.email, draft.reference, draft.answers.count()) == ("", "", 0)


def test_faults_keep_it_from_being_sent_and_lose_nothing() -> None:
    draft = begin(call(), given=given(), by=None)
    with pytest.raises(NotSent) as refused:
        send(draft, given("", name=""), by=None)
    assert [fault.field for fault in refused.value.faults] == ["name", "answers.idea"]
    draft.refresh_from_db()
    assert (draft.state, given_of(draft).email) == (SubmissionState.DRAFT, "sam@example.org")


def test_references_count_up_within_a_call() -> None:
    silver, good = call(), call("Good ideas", closes_in=None)
    assert [str(sent(where)) for where in (silver, silver, good)] == ["SL-1", "SL-2", "GI-1"]


def test_a_receipt_has_the_reference_the_answers_and_a_link() -> None:
    sent(call(), whole())
    run_waiting()
    (letter,) = mail.outbox
    assert letter.to == ["sam@example.org"]
    assert "SL-1" in letter.subject
    assert "Families could not come." in letter.body
    assert "/my-submission/" in letter.body


def test_an_idea_without_a_name_is_known_by_how_it_begins() -> None:
    long = "We moved all our parenting groups to video calls and found that far more fathers came."
    assert sent(call(), given(long)).title == (
        "We moved all our parenting groups to video calls and found that far more fathers…"
    )


def test_the_same_again_changes_nothing_and_a_change_keeps_what_was() -> None:
    one = sent(call(), given("First."))
    assert send(one, given("First."), by=None).wordings.count() == 1
    changed = send(one, given("Second."), by=None)
    assert [row.content["answers"]["idea"] for row in changed.wordings.all()] == [
        "First.",
        "Second.",
    ]
    assert changed.reference == "SL-1"


def test_a_change_half_typed_changes_nothing_that_was_sent() -> None:
    one = sent(call(), given("First."))
    keep(one, given("Seco"))
    one.refresh_from_db()
    assert sent_of(one).answers == {"idea": "First."}
    assert given_of(one).answers == {"idea": "Seco"}


def test_two_devices_do_not_overwrite_each_other() -> None:
    draft = begin(call(), given=given(), by=None)
    seen = draft.version
    keep(draft, given("On the telephone."), version=seen)
    with pytest.raises(CannotBeDone, match="another device"):
        keep(draft, given("On the desk."), version=seen)


def test_an_answer_to_a_question_that_is_no_longer_asked_is_not_kept() -> None:
    one = sent(call(), given(answers={"stays": "no", "until": "Easter"}))
    assert sent_of(one).answers["until"] == "Easter"
    again = send(one, given(answers={"stays": "yes", "until": "Easter"}), by=None)
    assert "until" not in sent_of(again).answers


def test_what_is_sent_after_closing_waits_for_the_programme(editor: User) -> None:
    late = sent(closed(call()))
    assert (late.state, late.is_late) == (SubmissionState.LATE, True)
    assert let_in(late, by=editor).state == SubmissionState.SENT
    with pytest.raises(CannotBeDone, match="does not wait"):
        let_in(late, by=editor)


def test_what_the_programme_enters_after_closing_needs_no_letting_in(editor: User) -> None:
    told = sent(
        closed(call()), entered_by=editor, way=SubmissionWay.TELEPHONE, told_on=timezone.localdate()
    )
    assert (told.state, told.is_late, told.let_in_by) == (SubmissionState.SENT, True, editor)


def test_it_is_changed_and_withdrawn_until_the_call_closes() -> None:
    where = call()
    one, other = sent(where), sent(where)
    assert withdraw(one, by=None, why="We stopped it.").state == SubmissionState.WITHDRAWN
    closed(where)
    with pytest.raises(CannotBeDone, match="no longer be changed"):
        withdraw(other, by=None)
    with pytest.raises(CannotBeDone, match="no longer be changed"):
        send(other, given("New."), by=None)


def test_consent_is_kept_as_it_read_then() -> None:
    where = call()
    one = sent(where, whole())
    where.consent_words = "Other words."
    where.save()
    assert (one.consent, one.consent_at is not None) == ("named", True)
    assert one.consent_words.startswith("If the panel chooses it")


def test_erasing_leaves_that_there_was_one_and_nothing_of_what_it_said(editor: User) -> None:
    one = sent(call(), whole("Something private.", authority=authority().slug))
    erase(one, by=editor, reason="asked for")
    one.refresh_from_db()
    assert (one.reference, one.name, one.email, one.title) == ("SL-1", "", "", "")
    assert one.answers.count() == one.wordings.count() == 0
    kept = str([(event.changes, event.object_label) for event in history(one)])
    assert "private" not in kept
    assert "Sam" not in kept


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "sent"},  # without a reference
        {"name": "Sam"},  # typed, and not in `typed`
        {"supplier": "A product"},  # though they said that there is none
        {"consent": "named"},  # without its moment
        {"state": "elsewhere"},
    ],
)
def test_the_database_keeps_what_a_submission_is(fields: dict[str, str]) -> None:
    draft = begin(call(), given=given(), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=draft.pk).update(**fields)
