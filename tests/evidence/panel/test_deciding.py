"""Decisions, and answering everybody who answered."""

from __future__ import annotations

import pytest
from django.core import mail

from alliance.evidence.erasing import erase
from alliance.evidence.models import Decision, DecisionOutcome, Panel, RingBack, Submission
from alliance.evidence.panel.deciding import current_of, decide
from alliance.evidence.panel.discussing import remark
from alliance.evidence.panel.members import put_in_the_chair
from alliance.evidence.panel.progress import progress_of, remind
from alliance.evidence.panel.telling import (
    change_words,
    have_rung,
    send_again,
    tell,
    to_tell,
    told_by_voice,
)
from alliance.evidence.refusal import CannotBeDone
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message, State
from tests.evidence.invented import sent, whole
from tests.evidence.panel.invented import editor, given, scored, sits, user_of

pytestmark = pytest.mark.django_db
YES, LATER, NO = DecisionOutcome.SHOWCASE, DecisionOutcome.LATER, DecisionOutcome.NO


def decided(row: Submission, outcome: DecisionOutcome = YES, **how: object) -> Decision:
    current = row.decisions.filter(is_current=True).first()
    seen = {row.pk: current.pk if current else None}
    said = {"why": "The best.", "by": editor(), "seen": seen} | how
    return decide([row], outcome=outcome, **said)[0]  # type: ignore[arg-type]


def test_several_are_decided_together_or_none(
    call, panel: Panel, answers: list[Submission]
) -> None:
    seen = dict.fromkeys([row.pk for row in answers])
    decide(answers[:2], outcome=NO, why="Not new.", by=editor(), seen=seen)
    assert {row.outcome for row in current_of(call).values()} == {"no"}
    Submission.objects.filter(pk=answers[3].pk).update(duplicate_of=answers[0])
    with pytest.raises(CannotBeDone, match="SL-4 is not judged"):
        decide(answers[2:], outcome=YES, why="Best.", by=editor(), seen=seen)
    assert answers[2].pk not in current_of(call)


def test_the_same_again_changes_nothing(panel: Panel, answers: list[Submission]) -> None:
    assert decided(answers[0]) == decided(answers[0])


def test_a_later_one_replaces_it_if_that_was_seen(panel: Panel, answers: list[Submission]) -> None:
    first = decided(answers[0])
    with pytest.raises(CannotBeDone, match="meanwhile: Into the showcase"):
        decided(answers[0], NO, seen={answers[0].pk: None})
    second = decided(answers[0], NO)
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)


def test_what_was_merged_is_decided_with_it_and_answered_too(
    call, panel: Panel, answers: list[Submission]
) -> None:
    Submission.objects.filter(pk=answers[2].pk).update(duplicate_of=answers[0])
    decided(answers[0])
    assert current_of(call)[answers[2].pk].why == "With SL-1: The best."
    assert len(to_tell(call)) == 2


def test_a_letter_says_what_became_of_it_and_names_no_assessor(
    panel: Panel, answers: list[Submission]
) -> None:
    sits(panel, "Ann Assessor")
    scored(given(panel)[0], to_submitter="Show us more figures.")
    tell(decided(answers[0], to_submitter="Show us more figures."), by=editor())
    mail.outbox.clear()
    run_waiting()
    letter = next(each for each in mail.outbox if "what became" in each.subject)
    assert letter.to == ["sam@example.org"]
    assert "SL-1" in letter.subject
    for words in (
        "Dear Sam Practitioner",
        "“Idea 1” (SL-1)",
        "chosen it for the showcase",
        "more figures",
    ):
        assert words in letter.body
    assert "Ann" not in letter.body
    assert "The best." not in letter.body  # the reason is for the record


def test_it_is_sent_once_however_often_it_is_asked_for(
    panel: Panel, answers: list[Submission]
) -> None:
    row = decided(answers[0])
    assert tell(row, by=editor()).message_id == tell(row, by=editor()).message_id
    assert Message.objects.filter(purpose="decision").count() == 1


def test_a_decision_that_was_replaced_meanwhile_is_not_told(
    panel: Panel, answers: list[Submission]
) -> None:
    first = decided(answers[0])
    decided(answers[0], NO)
    assert tell(first, by=editor()).told_at is None
    assert not Message.objects.filter(purpose="decision").exists()


def test_whoever_was_told_otherwise_before_is_reminded_of_it(
    call, panel: Panel, answers: list[Submission]
) -> None:
    tell(decided(answers[0], LATER), by=editor())
    decided(answers[0], YES)
    (waiting,) = to_tell(call)
    assert "the panel has decided anew since" in waiting.letter


def test_who_did_not_say_yes_to_publishing_is_asked_first(call, panel: Panel) -> None:
    decided(sent(call, whole(consent="no")))
    (waiting,) = to_tell(call)
    assert "You have not said yes" in waiting.letter


def test_who_left_only_a_number_is_rung_once(call, panel: Panel) -> None:
    row = decided(sent(call, whole(email="", phone="01234 567890")))
    with pytest.raises(CannotBeDone, match="a telephone number and no e-mail"):
        tell(row, by=editor())
    assert have_rung(row, by=editor()) == have_rung(row, by=editor())
    assert RingBack.objects.get().about.startswith("Tell them what became of SL-5")
    (waiting,) = to_tell(call)
    assert waiting.is_to_be_rung
    assert told_by_voice(row, by=editor()).told_at is not None
    assert to_tell(call) == []


def test_a_letter_that_was_held_is_sent_again(panel: Panel, answers: list[Submission]) -> None:
    row = tell(decided(answers[0]), by=editor())
    with pytest.raises(CannotBeDone, match="not to be sent again"):
        send_again(row, by=editor())
    Message.objects.filter(pk=row.message_id).update(state=State.HELD)
    send_again(row, by=editor())
    assert Message.objects.get(pk=row.message_id).state == State.QUEUED


def test_the_words_of_an_outcome_are_the_panels_own_until_they_are_taken_back(
    call, panel: Panel, answers: list[Submission]
) -> None:
    decided(answers[0], NO)
    change_words(panel, by=editor(), letters={"no": "Not this time.", "later": ""})
    assert "Not this time." in to_tell(call)[0].letter
    change_words(panel, by=editor(), letters={})
    assert "read it with care" in to_tell(call)[0].letter


def test_only_the_chair_proposes(panel: Panel, answers: list[Submission]) -> None:
    ann = sits(panel, "Ann One")
    user = user_of(ann)
    with pytest.raises(CannotBeDone, match="Only the chair"):
        remark(answers[0], "In.", by=user, panellist=ann, proposes="showcase")
    ann = put_in_the_chair(ann, by=editor())
    one = remark(answers[0], "In.", by=user, panellist=ann, proposes="showcase")
    assert remark(answers[0], "In.", by=user, panellist=ann, proposes="showcase") == one


def test_those_who_are_behind_are_reminded_once_a_day(panel: Panel) -> None:
    ann, bob = sits(panel, "Ann One"), sits(panel, "Bob Two")
    for row in given(panel):
        if row.panellist_id == ann.pk:
            scored(row)
    assert [(each.panellist, each.given, each.total) for each in progress_of(panel)] == [
        (ann, 4, 4),
        (bob, 0, 4),
    ]
    assert remind(panel, by=editor()) == 1
    assert remind(panel, by=editor()) == 0
    run_waiting()
    (letter,) = [each for each in mail.outbox if "still to read" in each.subject]
    assert letter.to == [user_of(bob).email]
    panel.phases.all().delete()
    with pytest.raises(CannotBeDone, match="Nobody is reminded"):
        remind(panel, by=editor())


def test_erasing_an_answer_takes_the_words_on_it_and_leaves_the_figures(
    panel: Panel, answers: list[Submission]
) -> None:
    ann = sits(panel, "Ann One")
    row = given(panel)[0]
    scored(row, 4, to_panel="Zanzibar is theirs.", to_submitter="Zanzibar.")
    remark(row.submission, "Zanzibar again.", by=user_of(ann), panellist=ann)
    letter = tell(decided(row.submission, why="Zanzibar.", to_submitter="Zanzibar."), by=editor())
    erase(row.submission, by=editor(), reason="asked for")
    row.refresh_from_db()
    row.assessment.refresh_from_db()
    letter.refresh_from_db()
    said = [
        row.assessment.to_panel, row.assessment.to_submitter, letter.why, letter.to_submitter,
        *row.submission.remarks.values_list("text", flat=True),
    ]  # fmt: skip
    assert not any("Zanzibar" in words for words in said)
    assert (letter.message, letter.outcome, row.assessment.scores.count()) == (None, "showcase", 5)
