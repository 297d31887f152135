"""Answers given to read: clear of conflicts, looked at first, taken back for a reason."""

from __future__ import annotations

import pytest
from django.core import mail

from alliance.directory.models import Authority, Role, RoleKind
from alliance.evidence.models import Assignment, Panel, Submission
from alliance.evidence.panel.conflicts import AUTHORITY, ORGANISATION
from alliance.evidence.panel.giving_out import give_by_hand, give_out, propose, take_back
from alliance.evidence.panel.interests import note, recognise, withdraw
from alliance.evidence.panel.scoring import give
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.sending import withdraw as withdraw_answer
from alliance.jobs.worker import run_waiting
from tests.evidence.invented import sent, whole
from tests.evidence.panel.invented import editor, given, opinion, scored, sits, user_of

pytestmark = pytest.mark.django_db


def readers(submission: Submission) -> set[str]:
    rows = Assignment.objects.filter(submission=submission, taken_back_at=None)
    return set(rows.values_list("panellist__person__name", flat=True))


def test_nobody_reads_what_comes_from_their_authority(
    panel: Panel, answers: list[Submission], kent: Authority
) -> None:
    ann = sits(panel, "Ann One", kent)
    for name in ("Bob Two", "Cy Three"):
        sits(panel, name)
    proposal = propose(panel)
    assert proposal.conflicts == {
        (answers[0].pk, ann.pk): AUTHORITY,
        (answers[2].pk, ann.pk): AUTHORITY,
    }
    given(panel)
    assert "Ann One" not in readers(answers[0]) | readers(answers[2])


def test_a_second_role_elsewhere_counts_too(
    panel: Panel, answers: list[Submission], kent: Authority, medway: Authority
) -> None:
    ann = sits(panel, "Ann One", kent)
    Role.objects.create(person=ann.person, kind=RoleKind.COMMISSIONER, authority=medway)
    assert {answer for answer, _ in propose(panel).conflicts} == {row.pk for row in answers}


def test_what_cannot_have_enough_readers_is_named(panel: Panel, kent: Authority) -> None:
    sits(panel, "Ann One", kent)
    sits(panel, "Bob Two")
    assert propose(panel).sentences == [
        "SL-1 has only one reader clear of conflicts.",
        "SL-3 has only one reader clear of conflicts.",
    ]


def test_nothing_is_given_before_interests_are_declared(panel: Panel) -> None:
    ann = sits(panel, "Ann One")
    ann.declared_at = None
    ann.save()
    assert propose(panel).judges == {}
    with pytest.raises(CannotBeDone, match="has not said yet"):
        give_by_hand(panel, Submission.objects.first(), ann, by=editor())  # type: ignore[arg-type]


def test_who_got_something_is_told_how_many_and_nothing_of_them(panel: Panel) -> None:
    sits(panel, "Ann One")
    given(panel)
    mail.outbox.clear()
    run_waiting()
    letter = next(each for each in mail.outbox if "to read" in each.subject)
    assert letter.subject == "4 answers to read for Silver Linings"
    assert "Idea" not in letter.body
    assert "SL-" not in letter.body


def test_only_what_was_looked_at_is_given(panel: Panel, call: object) -> None:
    ann = sits(panel, "Ann One")
    stamp = propose(panel).stamp
    note(ann, by=editor(), why="Family", submission=Submission.objects.get(number=1))
    with pytest.raises(CannotBeDone, match="changed since"):
        give_out(panel, by=editor(), stamp=stamp)
    assert not Assignment.objects.exists()


def test_giving_again_gives_nothing_and_new_answers_go_to_those_with_less(
    panel: Panel, call, kent: Authority
) -> None:
    for name in ("Ann One", "Bob Two", "Cy Three"):
        sits(panel, name)
    before = {row.pk for row in given(panel)}
    assert {row.pk for row in given(panel)} == before
    sent(call, whole("Idea 5."))
    assert before <= {row.pk for row in given(panel)}
    assert len(given(panel)) == 10


def test_who_recognises_an_answer_hands_it_back_and_another_reads_it(panel: Panel) -> None:
    for name in ("Ann One", "Bob Two", "Cy Three"):
        sits(panel, name)
    row = given(panel)[0]
    was = readers(row.submission)
    recognise(row.panellist, row.submission, by=user_of(row.panellist), why="We did it together")
    row.refresh_from_db()
    assert row.taken_back_why == "They declared an interest in it"
    assert len(readers(row.submission)) == 2
    assert readers(row.submission) != was
    with pytest.raises(CannotBeDone, match="no longer yours"):
        give(row, opinion(panel), by=user_of(row.panellist))


def test_scores_from_before_a_conflict_count_no_more(panel: Panel) -> None:
    from alliance.evidence.panel.standings import standings_of

    ann = sits(panel, "Ann One")
    row = next(row for row in given(panel) if row.panellist_id == ann.pk)
    scored(row, 5)
    assert len(standings_of(panel).marks) == 1
    note(ann, by=editor(), why="Found out", submission=row.submission)
    assert standings_of(panel).marks == ()


def test_an_organisation_they_named_is_kept_from_them_and_they_are_not_told_which(
    panel: Panel, call
) -> None:
    answer = sent(call, whole("Idea 5.", organisation="Zanzibar Primary School"))
    ann = sits(panel, "Ann One", organisations="Zanzibar primary\n")
    assert propose(panel).conflicts == {(answer.pk, ann.pk): ORGANISATION}
    assert not ann.interests.exists()


def test_a_conflict_of_what_was_merged_with_an_answer_is_one(
    panel: Panel, answers: list[Submission], kent: Authority
) -> None:
    Submission.objects.filter(pk=answers[0].pk).update(duplicate_of=answers[1])
    ann = sits(panel, "Ann One", kent)
    assert (answers[1].pk, ann.pk) in propose(panel).conflicts
    assert answers[0].pk not in propose(panel).answers


def test_by_hand_it_is_asked_too_and_stays(
    panel: Panel, answers: list[Submission], kent: Authority
) -> None:
    ann, bob = sits(panel, "Ann One", kent), sits(panel, "Bob Two")
    with pytest.raises(CannotBeDone, match="comes from an authority of theirs"):
        give_by_hand(panel, answers[0], ann, by=editor())
    give_by_hand(panel, answers[1], bob, by=editor())
    with pytest.raises(CannotBeDone, match="already"):
        give_by_hand(panel, answers[1], bob, by=editor())
    given(panel)
    assert "Bob Two" in readers(answers[1])


def test_what_was_taken_back_by_hand_is_not_given_again_by_itself(
    panel: Panel, answers: list[Submission]
) -> None:
    for name in ("Ann One", "Bob Two"):
        sits(panel, name)
    row = given(panel)[0]
    take_back(row, by=editor(), why="Too close")
    with pytest.raises(CannotBeDone, match="already"):
        take_back(row, by=editor(), why="Too close")
    assert (row.submission_id, row.panellist_id) not in propose(panel).plan.pairs


def test_an_interest_that_was_withdrawn_stands_in_the_way_no_more(
    panel: Panel, answers: list[Submission]
) -> None:
    ann = sits(panel, "Ann One")
    interest = note(ann, by=editor(), why="Family", submission=answers[0])
    assert note(ann, by=editor(), why="Family", submission=answers[0]) == interest
    withdraw(interest, by=editor(), reason="Another family")
    assert propose(panel).conflicts == {}


def test_an_answer_that_was_withdrawn_is_read_no_more(
    panel: Panel, answers: list[Submission]
) -> None:
    sits(panel, "Ann One")
    given(panel)
    withdraw_answer(answers[0], by=None)
    assert answers[0].pk not in propose(panel).answers


def test_an_answer_whose_only_reader_hands_it_back_finds_another(panel: Panel) -> None:
    panel.readers_each = 1
    panel.save()
    for name in ("Ann One", "Bob Two"):
        sits(panel, name)
    row = given(panel)[0]
    recognise(row.panellist, row.submission, by=user_of(row.panellist), why="Ours")
    assert len(readers(row.submission)) == 1


def test_a_conflict_that_came_up_in_the_directory_is_settled_when_next_given(
    panel: Panel, kent: Authority
) -> None:
    """Nobody declared it: a role was written down meanwhile."""
    ann = sits(panel, "Ann One")
    for name in ("Bob Two", "Cy Three"):
        sits(panel, name)
    given(panel)
    Role.objects.create(person=ann.person, kind=RoleKind.AUTHORITY_MEMBER, authority=kent)
    given(panel)
    assert not ann.assignments.filter(
        submission__authority=kent, taken_back_at__isnull=True
    ).exists()
    assert {len(readers(row)) for row in Submission.objects.all()} == {2}
