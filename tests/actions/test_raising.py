"""An action is confirmed by a person; what it says may change, and nothing that was said is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alliance.actions.models import (
    Action,
    ActionDate,
    ActionState,
    AnswerKind,
    Ask,
    Weight,
)
from alliance.actions.raising import (
    change_action,
    end_action,
    open_action,
    raise_action,
    reopen_action,
    take_back,
)
from alliance.actions.refusal import CannotBeDone
from alliance.actions.when import By
from tests.actions.invented import DAY, asking, question_of, raised, today
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


def test_it_is_asked_of_each_authority_once() -> None:
    action = raised(of=[authority("Kent"), authority("Medway")])
    assert action.state == ActionState.OPEN
    assert action.asks.count() == 2


def test_a_draft_asks_nobody_until_it_is_opened() -> None:
    action = raised(opened=False)
    assert not Ask.objects.owed().exists()
    open_action(by=None, action=action)
    assert Ask.objects.owed().count() == 1


def test_what_asks_nobody_is_not_opened() -> None:
    action = raised(opened=False)
    take_back(by=None, ask=action.asks.get(), why="Wrong one.")
    with pytest.raises(CannotBeDone, match="asks no authority"):
        open_action(by=None, action=action)


def test_another_part_raises_one_and_says_from_what() -> None:
    """A call, a nomination, an agreement to sign: any row of any part."""
    place = authority()
    action = raise_action(
        by=None, asking=asking(of=[place]), origin=place, words={"how": "by return of post"}
    )
    assert (action.origin_id, action.origin_words) == (str(place.pk), {"how": "by return of post"})


@pytest.mark.parametrize(
    "said",
    [
        {"by_link": True, "weight": Weight.LEGAL_DUTY},
        {"by_link": True, "kind": AnswerKind.FILE},
        {"kind": AnswerKind.CHOICE, "choices": ["Only this"]},
        {"title": ""},
    ],
)
def test_what_does_not_fit_together_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        raised(**said)  # type: ignore[arg-type]
    assert not Action.objects.exists()


def test_the_database_refuses_a_duty_by_link_too() -> None:
    action = raised(by_link=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(weight=Weight.LEGAL_DUTY)


# Changing --------------------------------------------------------------------------------------


def test_a_day_that_moves_leaves_the_earlier_on_record() -> None:
    first, second = By(today() + DAY), By(today() + 5 * DAY)
    action = raised(by=[first])
    change_action(by=None, action=action, seen=2, asking=asking(by=[second]))
    now = ActionDate.objects.current().get(action=action)
    assert now.on == second.on
    assert now.moved_from.on == first.on


def test_a_day_that_stays_is_not_written_again() -> None:
    by = [By(today() + DAY, dt.time(17), is_hard=True)]
    action = raised(by=by)
    row = action.dates.get()
    change_action(by=None, action=action, seen=2, asking=asking("Other words", by=by))
    assert action.dates.get() == row


def test_a_day_that_is_dropped_moved_nowhere() -> None:
    action = raised(by=[By(today() + DAY)])
    change_action(by=None, action=action, seen=2, asking=asking(is_soon=True))
    row = action.dates.get()
    assert row.replaced_at is not None
    assert row.moved_to is None


def test_two_who_change_it_at_once_do_not_overwrite_each_other() -> None:
    action = raised()
    change_action(by=None, action=action, seen=2, asking=asking("First"))
    with pytest.raises(CannotBeDone, match="Somebody else has changed this"):
        change_action(by=None, action=action, seen=2, asking=asking("Second"))
    action.refresh_from_db()
    assert action.title == "First"


def test_the_same_question_again_is_no_new_one() -> None:
    action = raised(kind=AnswerKind.COUNT)
    question = question_of(action)
    change_action(by=None, action=action, seen=2, asking=asking("Other", kind=AnswerKind.COUNT))
    assert question_of(action) == question


def test_an_authority_asked_later_is_asked_too_and_none_is_dropped_in_silence() -> None:
    action = raised(of=[authority("Kent")])
    change_action(by=None, action=action, seen=2, asking=asking(of=[authority("Medway")]))
    assert set(action.asks.values_list("authority__name", flat=True)) == {"Kent", "Medway"}


# Ending ----------------------------------------------------------------------------------------


def test_withdrawing_takes_a_reason_that_the_asked_read() -> None:
    action = raised()
    with pytest.raises(CannotBeDone, match="Say why"):
        end_action(by=None, action=action, state=ActionState.WITHDRAWN, why=" ")
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="Asked in error.")
    assert not Ask.objects.owed().exists()


def test_what_was_closed_can_be_opened_again() -> None:
    action = raised()
    end_action(by=None, action=action, state=ActionState.CLOSED)
    reopen_action(by=None, action=action)
    assert Ask.objects.owed().count() == 1


def test_it_ends_once() -> None:
    action = raised()
    end_action(by=None, action=action, state=ActionState.CLOSED)
    with pytest.raises(CannotBeDone):
        end_action(by=None, action=action, state=ActionState.CLOSED)
