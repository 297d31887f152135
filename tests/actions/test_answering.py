"""Answering for an authority: all is kept, the latest counts, and nobody overwrites unseen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.actions.answering import Answerer, answer, let_count
from alliance.actions.models import (
    Action,
    ActionState,
    AnswerKind,
    Ask,
    AskState,
    Form,
    Response,
    Way,
)
from alliance.actions.raising import change_action, end_action, take_back
from alliance.actions.refusal import CannotBeDone
from alliance.actions.said import NoAnswer, Said, in_words
from alliance.actions.when import By
from alliance.audit.models import AuditEvent
from alliance.directory.models import Capacity, RoleKind, User
from tests.actions.invented import (
    DAY,
    answered,
    ask_of,
    asking,
    counting,
    number,
    question_of,
    raised,
    today,
)
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return account("Data Lead", RoleKind.DATA_LEAD, authority())


@pytest.fixture
def director() -> User:
    return account("Director", RoleKind.DCS, authority())


def state(ask: Ask) -> AskState:
    return AskState(Ask.objects.get(pk=ask.pk).state)


# What counts -----------------------------------------------------------------------------------


def test_an_answer_counts_and_says_who_gave_it(lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    response = answered(ask, lead, said=number("14"))
    assert counting(ask) == response
    assert state(ask) == AskState.ANSWERED
    assert (response.person, response.role) == (lead.person, RoleKind.DATA_LEAD)
    assert in_words(response, response.question) == "14 social workers"


def test_the_latest_counts_and_all_are_kept(lead: User, director: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    first = answered(ask, lead, said=number("14"))
    second = answered(ask, director, said=number("15"))
    assert counting(ask) == second
    assert list(ask.responses.all()) == [second, first]


def test_not_for_us_is_an_answer_with_its_reason(lead: User) -> None:
    ask = ask_of(raised())
    answered(ask, lead, said=Said(form=Form.NOT_FOR_US, reason="We run no such service."))
    assert state(ask) == AskState.NOT_FOR_US


def test_what_is_begun_is_kept_and_does_not_count(lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.TEXT))
    begun = answered(ask, lead, said=Said(form=Form.BEGUN, text="We have so far"))
    assert counting(ask) is None
    assert state(ask) == AskState.BEGUN
    assert begun.text == "We have so far"


def test_beginning_to_correct_an_answer_leaves_it_counting(lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.TEXT))
    sent = answered(ask, lead, said=Said(text="We do."))
    answered(ask, lead, said=Said(form=Form.BEGUN, text="We do, mostly"))
    assert counting(ask) == sent
    assert state(ask) == AskState.ANSWERED


def test_what_does_not_answer_is_refused_and_nothing_is_kept(lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    with pytest.raises(NoAnswer):
        answered(ask, lead, said=Said())
    assert not Response.objects.exists()


def test_who_acts_for_the_director_is_shown_as_such(director: User) -> None:
    from alliance.directory.models import ActingFor

    pa = account("Helpful PA", RoleKind.DCS_PA, authority())
    ActingFor.objects.create(
        person=pa.person, principal=director.person, capacity=Capacity.PA, starts_on=today()
    )
    ask = ask_of(raised())
    response = answered(ask, pa)
    assert (response.person, response.capacity) == (pa.person, Capacity.PA)
    assert response.principal == director.person


# Two at once -----------------------------------------------------------------------------------


def test_of_two_at_once_the_second_is_kept_aside(lead: User, director: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    first = answered(ask, lead, said=number("14"), seen=None)
    second = answered(ask, director, said=number("15"), seen=None)
    assert second.is_aside
    assert counting(ask) == first


def test_they_then_decide_that_theirs_counts(lead: User, director: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    first = answered(ask, lead, said=number("14"), seen=None)
    second = answered(ask, director, said=number("15"), seen=None)
    let_count(who=Answerer(by=director), response=second, seen=first.pk)
    assert counting(ask) == second
    first.refresh_from_db()
    assert not first.counts


def test_not_past_a_third_that_they_have_not_seen(lead: User, director: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    first = answered(ask, lead, said=number("14"), seen=None)
    aside = answered(ask, director, said=number("15"), seen=None)
    answered(ask, lead, said=number("16"))
    with pytest.raises(CannotBeDone, match="Yet another answer"):
        let_count(who=Answerer(by=director), response=aside, seen=first.pk)


def test_the_database_lets_one_count(lead: User) -> None:
    ask = ask_of(raised())
    response = answered(ask, lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(ask=ask, question=response.question, form="answer", counts=True)


# Late ------------------------------------------------------------------------------------------


def test_an_answer_as_the_deadline_passes_is_judged_by_when_it_came(lead: User) -> None:
    ask = ask_of(raised(by=[By(today())]))
    midnight = dt.datetime.combine(today() + DAY, dt.time(), tzinfo=timezone.get_current_timezone())
    in_time = answered(ask, lead, at=midnight - dt.timedelta(seconds=1))
    assert not in_time.is_late
    late = answered(ask, lead, at=midnight)
    assert late.is_late
    assert Ask.objects.get(pk=ask.pk).was_late


def test_a_day_that_moves_afterwards_does_not_make_an_answer_late(lead: User) -> None:
    action = raised(by=[By(today())])
    ask = ask_of(action)
    response = answered(ask, lead)
    change_action(by=None, action=action, seen=2, asking=asking(by=[By(today() - 3 * DAY)]))
    response.refresh_from_db()
    assert not response.is_late


# Changed, ended, taken back --------------------------------------------------------------------


def test_an_answer_to_a_question_that_changed_meanwhile_is_kept_as_begun(lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    ask, earlier = ask_of(action), question_of(action)
    change_action(by=None, action=action, seen=2, asking=asking(kind=AnswerKind.PERCENTAGE))
    response = answered(ask, lead, said=number("140"), question=earlier.pk)
    assert (response.form, response.question) == (Form.BEGUN, earlier)
    assert counting(ask) is None


@pytest.mark.parametrize(("stand", "left"), [(True, AskState.ANSWERED), (False, AskState.WAITING)])
def test_answers_to_an_earlier_question_stand_or_are_asked_again(
    lead: User, stand: bool, left: AskState
) -> None:
    action = raised(kind=AnswerKind.COUNT)
    ask = ask_of(action)
    response = answered(ask, lead, said=number("14"))
    change_action(
        by=None,
        action=action,
        seen=2,
        asking=asking(kind=AnswerKind.YES_NO),
        earlier_stand=stand,
    )
    assert state(ask) == left
    assert Response.objects.filter(pk=response.pk, number=14).exists()


def test_what_has_ended_takes_no_answer_on_the_site(lead: User) -> None:
    action = raised()
    end_action(by=None, action=action, state=ActionState.CLOSED)
    with pytest.raises(CannotBeDone, match="was closed"):
        answered(ask_of(action), lead)


def test_support_still_writes_down_what_came_by_telephone(lead: User) -> None:
    action = raised(by=[By(today())], kind=AnswerKind.COUNT)
    end_action(by=None, action=action, state=ActionState.CLOSED)
    ask = ask_of(action)
    support = account("Support", RoleKind.PROGRAMME_SUPPORT)
    who = Answerer(by=support, way=Way.TELEPHONE, given_by="The director", given_on=today())
    response = answer(
        who=who, ask=ask, said=number("3"), question=question_of(action).pk, seen=None
    )
    assert counting(ask) == response
    assert (response.by, response.person, response.given_by) == (support, None, "The director")


def test_who_is_no_longer_asked_answers_no_more(lead: User) -> None:
    ask = ask_of(raised())
    take_back(by=None, ask=ask, why="Not a member of this pilot.")
    with pytest.raises(CannotBeDone, match="Not a member of this pilot"):
        answered(ask, lead)


def test_each_is_in_the_trail_without_what_was_said(lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.TEXT))
    response = answered(ask, lead, said=Said(text="What only this authority said"))
    event = AuditEvent.objects.filter(verb="answered", object_id=str(response.pk)).get()
    assert event.acting_for == "Kent"
    assert "What only" not in str(event.changes)


def test_a_draft_is_not_answered(lead: User) -> None:
    action: Action = raised(opened=False)
    with pytest.raises(CannotBeDone, match="not been asked yet"):
        answered(ask_of(action), lead)
