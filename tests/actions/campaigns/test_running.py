"""Raising, changing and ending a campaign; what its weeks ask, and of whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alliance.actions.answering import is_owed
from alliance.actions.campaigns.reading import doubt_about
from alliance.actions.campaigns.running import (
    change_campaign,
    end_campaign,
    open_campaign,
    reopen_campaign,
)
from alliance.actions.campaigns.weeks import open_due, open_weeks, usual_wholes
from alliance.actions.chasing.chase import bundles_due
from alliance.actions.chasing.steps import Rules
from alliance.actions.models import (
    Action,
    ActionState,
    Ask,
    AskState,
    Campaign,
    CampaignWeek,
    Form,
    Response,
)
from alliance.actions.owed import asks_shown, ours
from alliance.actions.refusal import CannotBeDone
from alliance.actions.said import NoAnswer, Said
from alliance.audit.trail import history
from alliance.directory.models import RoleKind, User
from tests.actions.campaigns.invented import (
    asked_of,
    campaign,
    gives,
    next_week,
    running,
    share,
    week_of,
    working_day,
)
from tests.actions.invented import DAY, answered, ask_of, counting, today
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


def changed(found: Campaign, left_why: str = "", **fields: Any) -> Campaign:
    found.refresh_from_db()
    return change_campaign(
        by=None,
        campaign=found,
        seen=found.version,
        running=running(**fields),
        left_why=left_why,
    )


# Its weeks -------------------------------------------------------------------------------------


def test_a_campaign_that_begins_asks_the_figure_that_is_due_and_none_of_before() -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    week = CampaignWeek.objects.get()
    assert week.on == working_day()
    assert week.action.title == f"Renewals: the figure of {week}"
    assert set(week.action.asks.values_list("authority__name", flat=True)) == {"Kent", "Medway"}
    assert week.action.origin_id == str(found.pk), "it is raised as anything that is asked"


def test_a_draft_asks_nobody_until_it_begins() -> None:
    found = campaign(opened=False)
    assert open_due(by=None, campaign=found) is None
    assert not Action.objects.exists()
    open_campaign(by=None, campaign=found)
    assert Action.objects.count() == 1


def test_a_campaign_that_is_to_come_asks_nothing_yet() -> None:
    found = campaign(first_on=today() + 10 * DAY, last_on=today() + 40 * DAY)
    assert found.state == ActionState.OPEN
    assert not found.weeks.exists()


def test_the_hourly_work_asks_each_week_once() -> None:
    campaign()
    assert open_weeks(None) == "0 figures asked."  # type: ignore[arg-type]
    assert CampaignWeek.objects.count() == 1


def test_with_the_next_week_the_one_before_is_owed_no_longer(lead: User) -> None:
    found = campaign()
    first = asked_of(found, lead)
    assert is_owed(first)
    next_week(found)
    assert not is_owed(Ask.objects.select_related("action").get(pk=first.pk))
    assert [ask.pk for ask in Ask.objects.owed()] == [asked_of(found, lead).pk]


def test_who_said_that_it_is_not_for_them_is_not_asked_the_next_week(lead: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    said = Said(form=Form.NOT_FOR_US, reason="A neighbour employs ours.")
    answered(asked_of(found, lead), lead, said=said)
    for _ in range(2):
        week = next_week(found)
        assert [ask.authority.name for ask in week.action.asks.all()] == ["Medway"]
    both = [authority("Kent"), authority("Medway")]
    changed(found, title="Another title", of=both, last_on=week.on + 30 * DAY)
    assert week.action.asks.count() == 1, "a change of words does not ask them again"
    first = found.weeks.earliest("on")
    gives(found, lead, 1, 2, week=first)
    assert next_week(found).action.asks.count() == 2, "a figure of theirs does"


def test_the_database_holds_a_week_to_one() -> None:
    found = campaign()
    week = week_of(found)
    action = Action.objects.create(title="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignWeek.objects.create(campaign=found, on=week.on, action=action)


# Figures ---------------------------------------------------------------------------------------


def test_a_figure_is_so_many_of_so_many(lead: User) -> None:
    found = campaign()
    response = gives(found, lead, 112, 140)
    assert (response.number, response.whole, response.counts) == (112, 140, True)
    assert asked_of(found, lead).state == AskState.ANSWERED


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (share(141, 140), "number", "more than the 140"),
        (share(-1, 140), "number", "not below 0"),
        (share(0, -1), "whole", "not below 0"),
        (Said(number=share(1, 2).number), "whole", "Write of how many"),
        (Said(whole=share(1, 2).whole), "number", "Write how many"),
        (share(1, 10_000_000), "whole", "too large"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(
    lead: User, said: Said, field: str, words: str
) -> None:
    found = campaign()
    with pytest.raises(NoAnswer) as refusal:
        answered(asked_of(found, lead), lead, said=said)
    assert words in refusal.value.faults[field]
    assert not Response.objects.exists()


@pytest.mark.parametrize("fields", [{"number": 3, "whole": 2}, {"whole": 2, "number": None}])
def test_the_database_takes_none_either(lead: User, fields: dict[str, Any]) -> None:
    row = gives(campaign(), lead, 1, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=row.pk).update(**fields)


def test_the_latest_of_a_week_counts_and_the_others_are_kept(lead: User) -> None:
    found = campaign()
    gives(found, lead, 100, 140)
    gives(found, lead, 110, 140)
    last = counting(asked_of(found, lead))
    assert last is not None
    assert (last.number, Response.objects.count()) == (110, 2)


def test_an_earlier_week_is_corrected_while_the_campaign_runs(lead: User) -> None:
    found = campaign()
    first = week_of(found)
    gives(found, lead, 100, 140)
    next_week(found)
    gives(found, lead, 90, 140, week=first)
    last = counting(asked_of(found, lead, first))
    assert last is not None
    assert last.number == 90


def test_and_not_when_it_has_ended(lead: User) -> None:
    found = campaign()
    end_campaign(by=None, campaign=found, state=ActionState.CLOSED)
    with pytest.raises(CannotBeDone, match="no answer is taken"):
        gives(found, lead, 1, 2)


def test_an_action_that_was_closed_takes_no_answer_because_campaigns_do(lead: User) -> None:
    from alliance.actions.raising import end_action
    from tests.actions.invented import raised

    action = raised()
    end_action(by=None, action=action, state=ActionState.CLOSED)
    with pytest.raises(CannotBeDone):
        answered(ask_of(action), lead)


def test_a_figure_begins_with_last_weeks_whole(lead: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    gives(found, lead, 100, 140)
    next_week(found)
    kent, medway = asked_of(found, lead), ask_of(week_of(found).action, authority("Medway"))
    assert usual_wholes([kent, medway]) == {kent.pk: 140}


def test_fewer_than_last_week_is_doubted_and_counts(lead: User) -> None:
    found = campaign()
    gives(found, lead, 100, 140)
    next_week(found)
    gives(found, lead, 99, 140)
    assert "99 is fewer than before" in doubt_about(asked_of(found, lead))
    assert asked_of(found, lead).state == AskState.ANSWERED


# What the rest of the site makes of it ---------------------------------------------------------


def test_it_is_owed_and_reminded_of_as_anything_asked(lead: User) -> None:
    from django.utils import timezone

    found = campaign()
    kent = authority("Kent")
    owed = ours(asks_shown(Ask.objects.asked(), kent), kent)
    assert [row.ask.pk for row in owed.owed] == [asked_of(found, lead).pk]
    [bundle] = bundles_due(Rules(), now=timezone.localtime(), is_working=lambda day: True)
    assert bundle.person == lead.person_id
    gives(found, lead, 1, 2)
    assert bundles_due(Rules(), now=timezone.localtime(), is_working=lambda day: True) == []


def test_weeks_that_are_over_do_not_crowd_what_an_authority_said(lead: User) -> None:
    found = campaign()
    kent = authority("Kent")
    gives(found, lead, 1, 2)
    assert len(ours(asks_shown(Ask.objects.asked(), kent), kent).said) == 1
    next_week(found)
    assert ours(asks_shown(Ask.objects.asked(), kent), kent).said == []


# Changing and ending ---------------------------------------------------------------------------


def test_a_change_reaches_the_week_that_is_asked_and_leaves_earlier_ones(lead: User) -> None:
    found = campaign()
    first = week_of(found)
    next_week(found)
    changed(found, title="Renewals 2026", counted="are registered")
    now = Action.objects.get(pk=week_of(found).action_id)
    assert now.title.startswith("Renewals 2026: the figure of")
    assert now.questions.get(replaced_at=None).words == "How many are registered?"
    assert Action.objects.get(pk=first.action_id).title.startswith("Renewals: the figure of")


def test_an_answer_stands_when_only_the_words_change(lead: User) -> None:
    found = campaign()
    gives(found, lead, 1, 2)
    changed(found, counted="are registered")
    assert asked_of(found, lead).state == AskState.ANSWERED


def test_somebody_elses_change_is_not_overwritten() -> None:
    found = campaign()
    changed(found, title="First")
    with pytest.raises(CannotBeDone, match="Somebody else"):
        change_campaign(by=None, campaign=found, seen=1, running=running("Second"))


def test_an_authority_leaves_with_a_reason_and_its_figures_stay(lead: User) -> None:
    both = [authority("Kent"), authority("Medway")]
    found = campaign(of=both)
    gives(found, lead, 1, 2)
    with pytest.raises(CannotBeDone, match="Say why"):
        changed(found, of=both[1:])
    assert found.parts.filter(left_on=None).count() == 2
    changed(found, "It joined another.", of=both[1:])
    assert asked_of(found, lead).taken_back_why == "It joined another."
    assert Response.objects.counting().exists()
    assert [ask.authority.name for ask in next_week(found).action.asks.all()] == ["Medway"]


def test_one_that_joins_is_asked_at_once() -> None:
    found = campaign(of=[authority("Kent")])
    changed(found, of=[authority("Kent"), authority("Medway")])
    assert ask_of(week_of(found).action, authority("Medway")).state == AskState.WAITING


def test_days_do_not_cut_off_weeks_that_were_asked() -> None:
    found = campaign()
    with pytest.raises(CannotBeDone, match="last day is not before it"):
        changed(found, last_on=working_day() - DAY)
    with pytest.raises(CannotBeDone, match="first day is not after it"):
        changed(found, first_on=working_day() + DAY)


def test_it_ends_with_the_week_that_is_asked_and_can_be_opened_again() -> None:
    found = campaign()
    end_campaign(by=None, campaign=found, state=ActionState.CLOSED, why="It is enough.")
    assert week_of(found).action.state == ActionState.CLOSED
    reopen_campaign(by=None, campaign=found)
    assert week_of(found).action.state == ActionState.OPEN


def test_it_is_withdrawn_with_a_reason_only() -> None:
    found = campaign()
    with pytest.raises(CannotBeDone, match="Say why"):
        end_campaign(by=None, campaign=found, state=ActionState.WITHDRAWN)
    end_campaign(by=None, campaign=found, state=ActionState.WITHDRAWN, why="Asked elsewhere.")
    assert week_of(found).action.state == ActionState.WITHDRAWN


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValidationError):
        campaign(target=101)
    with pytest.raises(ValidationError, match="first day comes before"):
        campaign(first_on=today(), last_on=today() - DAY)


def test_with_nobody_it_does_not_begin() -> None:
    found = campaign(opened=False)
    found.parts.all().delete()
    with pytest.raises(CannotBeDone, match="Nobody takes part"):
        open_campaign(by=None, campaign=found)


def test_every_change_is_in_the_trail() -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    changed(found, "It left.", of=[authority("Kent")])
    end_campaign(by=None, campaign=found, state=ActionState.CLOSED)
    reopen_campaign(by=None, campaign=found)
    verbs = [event.verb for event in history(found)]
    assert sorted(verbs) == sorted(["raised", "opened", "changed", "closed", "reopened"])
    part = found.parts.get(authority=authority("Medway"))
    assert [event.verb for event in history(part)] == ["left"]
