"""Scores: begun, given, changed until the phase ends."""

from __future__ import annotations

import pytest

from alliance.evidence.models import Assessment, Assignment, Panel, Submission
from alliance.evidence.panel.desk import desk_of
from alliance.evidence.panel.scoring import NotWhole, Opinion, give, keep, live_criteria, opinion_of
from alliance.evidence.panel.setting_up import Wanted, change, change_criteria
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.sending import withdraw
from tests.evidence.panel.invented import editor, given, opinion, over, phase, scored, sits, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(panel: Panel) -> Assignment:
    sits(panel, "Ann One")
    return given(panel)[0]


def part_of(panel: Panel) -> Opinion:
    first = live_criteria(panel)[0]
    return Opinion(scores={first.pk: 4}, to_panel="Promising.")


def test_what_is_begun_is_kept_and_not_given(reading: Assignment, panel: Panel) -> None:
    row = keep(reading, part_of(panel), by=user_of(reading.panellist))
    assert (row.given_at, opinion_of(row)) == (None, part_of(panel))


def test_what_is_not_whole_is_kept_and_says_what_lacks(reading: Assignment, panel: Panel) -> None:
    with pytest.raises(NotWhole, match="Impact, Evidence, Can be copied, Permanence") as refused:
        give(reading, part_of(panel), by=user_of(reading.panellist))
    assert len(refused.value.criteria) == 4
    assert opinion_of(Assessment.objects.get()) == part_of(panel)


def test_the_same_posted_twice_is_one_and_changes_nothing(
    reading: Assignment, panel: Panel
) -> None:
    one = give(reading, opinion(panel), by=user_of(reading.panellist), version=0)
    again = give(reading, opinion(panel), by=user_of(reading.panellist), version=0)
    assert (again.pk, again.version, again.scores.count()) == (one.pk, 1, 5)


def test_two_devices_do_not_overwrite_each_other(reading: Assignment, panel: Panel) -> None:
    give(reading, opinion(panel, 3), by=user_of(reading.panellist))
    with pytest.raises(CannotBeDone, match="another device"):
        give(reading, opinion(panel, 4), by=user_of(reading.panellist), version=0)


def test_it_is_changed_until_the_phase_ends(reading: Assignment, panel: Panel) -> None:
    scored(reading, 3)
    reading.refresh_from_db()
    first = reading.assessment.given_at
    scored(reading, 5)
    reading.assessment.refresh_from_db()
    assert reading.assessment.given_at == first
    assert set(opinion_of(reading.assessment).scores.values()) == {5}
    over(panel)
    with pytest.raises(CannotBeDone, match="not taken today"):
        scored(reading, 1)


def test_what_was_given_stays_whole(reading: Assignment, panel: Panel) -> None:
    scored(reading, 3)
    reading.refresh_from_db()
    with pytest.raises(CannotBeDone, match="keeps a score"):
        keep(reading, part_of(panel), by=user_of(reading.panellist), version=1)


def test_only_scores_of_the_scale_are_taken(reading: Assignment, panel: Panel) -> None:
    with pytest.raises(CannotBeDone, match="from 1 to 5"):
        give(reading, opinion(panel, 6), by=user_of(reading.panellist))
    assert not Assessment.objects.exists()


def test_an_answer_that_was_withdrawn_is_not_scored(reading: Assignment, panel: Panel) -> None:
    withdraw(reading.submission, by=None)
    with pytest.raises(CannotBeDone, match="withdrawn"):
        scored(reading)


def test_a_conflict_that_came_up_since_stops_the_score(reading: Assignment, kent, medway) -> None:
    """Their authority changed in the directory: nothing was declared, nothing taken back."""
    reading.panellist.authority = reading.submission.authority
    reading.panellist.save()
    with pytest.raises(CannotBeDone, match="an interest stands in the way"):
        scored(reading)


def test_a_criterion_that_was_scored_is_retired_and_its_scores_stay(
    reading: Assignment, panel: Panel
) -> None:
    scored(reading)
    kept = live_criteria(panel)[1:]
    wanted = [
        Wanted(row.pk, {"name": row.name, "help": row.help, "weight": row.weight}) for row in kept
    ]
    gone = live_criteria(panel)[0]
    change_criteria(
        panel, by=editor(), version=panel.version, wanted=[Wanted(gone.pk, {}, True), *wanted]
    )
    gone.refresh_from_db()
    assert gone.retired_at is not None
    assert gone.scores.count() == 1
    assert live_criteria(panel) == kept


def test_the_scale_stays_once_scores_stand_on_it(reading: Assignment, panel: Panel) -> None:
    scored(reading)
    with pytest.raises(CannotBeDone, match="stays as it is"):
        change(panel, by=editor(), version=panel.version, scale_from=0, scale_to=10)


def test_others_scores_are_seen_where_the_phase_says_and_after_ones_own(
    reading: Assignment, panel: Panel, answers: list[Submission]
) -> None:
    def sees() -> bool:
        return desk_of(reading.panellist).sees_scores_of(reading.submission)

    assert not sees()
    phase(panel, sees_scores=True)
    assert not sees()  # not before their own
    scored(reading)
    assert sees()
    phase(panel)
    assert not sees()
