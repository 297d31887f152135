"""Reminding: when, whom, one message a person, each step once, nothing once it is answered."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.chasing.chase import Bundle, bundles_due, send
from alliance.actions.chasing.steps import (
    LEAD,
    NEW,
    Rules,
    bank_holidays,
    is_working_day,
    step_due,
    steps,
)
from alliance.actions.models import Action, ActionState, Ask, Reminder, Reply
from alliance.actions.raising import end_action
from alliance.actions.when import By
from alliance.directory.models import ActingFor, Capacity, RoleKind, User
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from tests.actions.invented import DAY, answered, ask_of, raised, today
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

LONDON = ZoneInfo("Europe/London")
MONDAY = dt.date(2026, 11, 2)
FRIDAY = dt.date(2026, 11, 27)
RULES = Rules()
QUIET = Rules(tells_new=False)


def always(day: dt.date) -> bool:
    return True


def names(rules: Rules, last: dt.date | None, asked: dt.date = MONDAY) -> dict[str, dt.date]:
    return {step.name: step.day for step in steps(rules, last, asked, is_working_day)}


# When ------------------------------------------------------------------------------------------


def test_each_step_has_its_day() -> None:
    assert names(RULES, FRIDAY) == {
        NEW: MONDAY,
        "before-7": dt.date(2026, 11, 20),
        "before-2": dt.date(2026, 11, 25),
        "after-1": dt.date(2026, 11, 30),  # the 28th is a Saturday
        "after-4": dt.date(2026, 12, 1),
        LEAD: dt.date(2026, 12, 7),  # the 5th is a Saturday
    }


def test_bank_holidays_are_no_working_days() -> None:
    assert dt.date(2026, 12, 28) in bank_holidays(2026)  # Boxing Day, which falls on a Saturday
    last = dt.date(2026, 12, 30)
    assert names(QUIET, last)["before-2"] == dt.date(2026, 12, 24)


def test_what_would_come_before_it_was_asked_falls_away() -> None:
    assert "before-7" not in names(RULES, FRIDAY, asked=FRIDAY - 3 * DAY)


def test_without_a_day_it_is_counted_from_the_asking() -> None:
    found = names(RULES, None)
    assert found == {
        NEW: MONDAY,
        "open-10": dt.date(2026, 11, 12),
        "open-20": dt.date(2026, 11, 23),
    }


def test_what_was_missed_is_not_made_up_for() -> None:
    """A site that stood still for a fortnight sends one reminder and not four."""
    step = step_due(
        RULES, last_day=FRIDAY, asked_on=MONDAY, today=FRIDAY + 5 * DAY, is_working=is_working_day
    )
    assert step is not None
    assert step.name == "after-4"


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (dt.datetime(2026, 11, 27, 8, 0, tzinfo=LONDON), True),
        (dt.datetime(2026, 11, 27, 7, 59, tzinfo=LONDON), False),
        (dt.datetime(2026, 11, 27, 18, 0, tzinfo=LONDON), False),
        (dt.datetime(2026, 11, 28, 12, 0, tzinfo=LONDON), False),  # a Saturday
        (dt.datetime(2026, 12, 25, 12, 0, tzinfo=LONDON), False),
    ],
)
def test_nobody_is_reminded_in_quiet_hours(moment: dt.datetime, goes: bool) -> None:
    assert RULES.lets(moment, is_working_day) is goes


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 90))
def test_every_step_is_on_a_working_day_after_the_asking(last: dt.date, ahead: int) -> None:
    asked = last - dt.timedelta(days=ahead)
    found = steps(RULES, last, asked, is_working_day)
    assert all(is_working_day(step.day) for step in found)
    assert all(step.day > asked or step.name == NEW for step in found)
    assert [step.day for step in found] == sorted(step.day for step in found)


# Whom ------------------------------------------------------------------------------------------


@pytest.fixture
def director() -> User:
    return account("Dana Director", RoleKind.DCS, authority())


@pytest.fixture
def pa(director: User) -> User:
    found = account("Pat Assistant", RoleKind.DCS_PA, authority())
    ActingFor.objects.create(
        person=found.person, principal=director.person, capacity=Capacity.PA, starts_on=today()
    )
    return found


@pytest.fixture
def lead() -> User:
    return account("Lee Lead", RoleKind.DATA_LEAD, authority())


def due(now: dt.datetime | None = None, rules: Rules = RULES) -> list[Bundle]:
    return bundles_due(rules, now=now or timezone.localtime(), is_working=always)


def told(bundles: list[Bundle]) -> set[int]:
    return {bundle.person for bundle in bundles}


def pk(user: User) -> int:
    assert user.person_id
    return user.person_id


@pytest.mark.django_db
def test_those_it_is_for_are_told(director: User, lead: User) -> None:
    raised(for_roles=[RoleKind.DATA_LEAD])
    assert told(due()) == {pk(lead)}


@pytest.mark.django_db
def test_for_a_director_their_pa_is_told_too(director: User, pa: User, lead: User) -> None:
    raised(for_roles=[RoleKind.DCS])
    assert told(due()) == {pk(director), pk(pa)}


@pytest.mark.django_db
def test_where_nobody_holds_the_role_the_director_is_told(director: User) -> None:
    raised(for_roles=[RoleKind.COMMISSIONER])
    assert told(due()) == {pk(director)}


@pytest.mark.django_db
def test_without_a_director_whoever_answers_is_told(lead: User) -> None:
    raised(for_roles=[RoleKind.DCS])
    assert told(due()) == {pk(lead)}


@pytest.mark.django_db
def test_when_nobody_answers_it_goes_to_the_director(director: User, lead: User) -> None:
    action = raised(for_roles=[RoleKind.DATA_LEAD], by=[By(today() - 20 * DAY)])
    action.asks.update(asked_at=timezone.now() - dt.timedelta(days=60))
    [bundle] = due(rules=QUIET)
    assert bundle.person == pk(director)
    assert bundle.lines[0].step.name == LEAD


# One message -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nine_asks_are_one_message(lead: User) -> None:
    for each in range(9):
        raised(f"Thing {each}", by=[By(today() - DAY if each < 2 else today() + DAY)])
    action = Ask.objects.all()
    action.update(asked_at=timezone.now() - dt.timedelta(days=30))
    [bundle] = due(rules=QUIET)
    assert len(bundle.lines) == 9
    assert bundle.subject == "Kent: 2 late, 7 due"
    assert send(bundle) == 1
    run_waiting()
    [sent] = mail.outbox
    assert all(f"Thing {each}" in str(sent.body) for each in range(9))


@pytest.mark.django_db
def test_no_step_is_sent_twice(lead: User) -> None:
    raised()
    [bundle] = due()
    assert send(bundle) == 1
    assert due() == []
    assert send(bundle) == 0, "another worker that had made the same bundle"
    assert Message.objects.count() == 1
    assert Reminder.objects.count() == 1


@pytest.mark.django_db
def test_what_was_answered_since_the_bundle_was_made_is_left_out(lead: User) -> None:
    one, two = raised("One"), raised("Two")
    [bundle] = due()
    answered(ask_of(one), lead)
    send(bundle)
    run_waiting()
    assert "Two" in str(mail.outbox[0].body)
    assert "One" not in str(mail.outbox[0].body)
    assert two


@pytest.mark.django_db
@pytest.mark.parametrize("ended", [ActionState.CLOSED, ActionState.WITHDRAWN])
def test_it_stops_when_the_action_ends(lead: User, ended: ActionState) -> None:
    action: Action = raised()
    end_action(by=None, action=action, state=ended, why="No longer.")
    assert due() == []


@pytest.mark.django_db
def test_it_stops_when_answered(lead: User) -> None:
    answered(ask_of(raised()), lead)
    assert due() == []


@pytest.mark.django_db
def test_who_has_replied_by_mail_is_not_chased_while_the_reply_waits(lead: User) -> None:
    replied, other = raised("Replied"), raised("Other")
    reply = Reply.objects.create(message_id="<1@kent>", content=b"sealed")
    reply.asks.add(ask_of(replied))
    Reply.objects.create(message_id="<2@kent>", content=b"sealed")  # which nobody knows what of
    assert [line.ask for line in due()[0].lines] == [ask_of(other)]

    next_week = timezone.localtime() + 8 * DAY
    assert {line.ask for line in due(next_week)[0].lines} == {ask_of(replied), ask_of(other)}


@pytest.mark.django_db
def test_a_low_risk_ask_comes_with_a_link_of_ones_own(lead: User) -> None:
    raised("By link", by_link=True)
    raised("Signed in")
    send(due()[0])
    run_waiting()
    body = str(mail.outbox[0].body)
    assert len(re.findall(r"/answer/[\w-]{40,}/", body)) == 1
    assert re.search(r"/actions/\d+/kent/", body)


@pytest.mark.django_db
def test_who_cannot_be_reached_is_passed_over(lead: User) -> None:
    raised()
    [bundle] = due()
    lead.delete()
    assert send(bundle) == 0
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_it_takes_as_many_queries_for_many_as_for_few(
    lead: User, django_assert_num_queries: object
) -> None:
    for count in (1, 12):
        for each in range(count):
            raised(f"Thing {each}")
        with django_assert_num_queries(7):  # type: ignore[operator]
            due()
