"""What is seen at a glance: the grid, one authority's part, the region's totals."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from alliance.actions.grid import grid_of
from alliance.actions.look import Look, look_of
from alliance.actions.models import Action, ActionState, AnswerKind, Ask, AskState, Form
from alliance.actions.owed import asks_shown, ours
from alliance.actions.raising import end_action
from alliance.actions.said import Said
from alliance.actions.totals import LEAST, totals_of
from alliance.actions.when import By
from alliance.directory.models import Authority, RoleKind
from tests.actions.invented import DAY, answered, ask_of, number, question_of, raised, today
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

LONDON = ZoneInfo("Europe/London")
NOON = dt.datetime(2026, 11, 25, 12, tzinfo=LONDON)
WEDNESDAY = NOON.date()


@pytest.mark.parametrize(
    ("state", "said", "look"),
    [
        (AskState.ANSWERED, {}, Look.DONE),
        (AskState.ANSWERED, {"was_late": True}, Look.DONE_LATE),
        (AskState.NOT_FOR_US, {}, Look.NOT_FOR_US),
        (AskState.WAITING, {"dates": [By(WEDNESDAY - DAY)]}, Look.LATE),
        (AskState.BEGUN, {"dates": [By(WEDNESDAY - DAY)]}, Look.LATE),
        (AskState.WAITING, {"dates": [By(WEDNESDAY)]}, Look.DUE),
        (AskState.WAITING, {"dates": [By(WEDNESDAY + 6 * DAY)]}, Look.DUE),
        (AskState.WAITING, {"dates": [By(WEDNESDAY + 8 * DAY)]}, Look.NOT_YET),
        (AskState.WAITING, {"is_soon": True}, Look.DUE),
        (AskState.WAITING, {}, Look.NOT_YET),
        (AskState.WAITING, {"action": ActionState.CLOSED}, Look.NOT_ANSWERED),
        (
            AskState.WAITING,
            {"dates": [By(WEDNESDAY - DAY), By(WEDNESDAY + 20 * DAY, is_hard=True)]},
            Look.NOT_YET,
        ),
    ],
)
def test_how_an_ask_looks(state: AskState, said: dict[str, object], look: Look) -> None:
    assert look_of(state, now=NOON, zone=LONDON, **said) is look  # type: ignore[arg-type]


def test_every_look_has_a_word_of_its_own() -> None:
    assert len({look.word for look in Look}) == len(Look)


def grid() -> object:
    return grid_of(Action.objects.order_by("pk"), Ask.objects.all(), Authority.objects.all())


@pytest.mark.django_db
def test_the_grid_says_who_stands_how() -> None:
    kent, medway, slough = authority("Kent"), authority("Medway"), authority("Slough")
    late = raised("Late thing", of=[kent, medway], by=[By(today() - DAY)])
    raised("Coming thing", of=[kent], by=[By(today() + 20 * DAY)])
    answered(ask_of(late, kent), account("Lead", RoleKind.DATA_LEAD, kent))
    found = grid_of(Action.objects.order_by("pk"), Ask.objects.all(), Authority.objects.all())
    looks = {row.authority: list(row.cells) for row in found.rows}
    assert looks == {
        kent: [Look.DONE_LATE, Look.NOT_YET],
        medway: [Look.LATE, Look.NOT_ASKED],
        slough: [Look.NOT_ASKED, Look.NOT_ASKED],
    }
    assert (found.columns[0].settled, found.columns[0].asked) == (1, 2)
    assert found.missing(0) == [medway]
    assert found.finding == "2 things asked; 2 answers to come, 1 of them late, from 1 authority."


@pytest.mark.django_db
def test_it_takes_as_many_queries_for_a_hundred_as_for_one(
    django_assert_num_queries: object,
) -> None:
    places = [authority("Kent"), authority("Medway")]
    for count in (1, 8):
        for each in range(count):
            raised(f"Thing {each}", of=places, by=[By(today())])
        with django_assert_num_queries(4):  # type: ignore[operator]
            grid()


# My authority ----------------------------------------------------------------------------------


def sentence(place: Authority) -> str:
    return ours(asks_shown(Ask.objects.asked(), place), place).sentence


@pytest.mark.django_db
def test_one_sentence_says_what_waits() -> None:
    kent = authority()
    assert sentence(kent) == "Nothing is waiting for you."
    raised("Far", by=[By(today() + 30 * DAY)])
    assert sentence(kent) == "Nothing is due this week, 1 comes later."
    raised("Near", by=[By(today() + DAY)])
    assert sentence(kent) == "1 thing is due this week, 1 comes later."
    raised("Late", by=[By(today() - DAY)])
    raised("Late too", by=[By(today() - DAY)])
    assert sentence(kent) == "2 things are late, 1 is due this week, 1 comes later."


@pytest.mark.django_db
def test_what_was_answered_or_ended_is_no_longer_owed() -> None:
    kent, lead = authority(), account("Lead", RoleKind.DATA_LEAD, authority())
    answered(ask_of(raised("One", by=[By(today() - DAY)])), lead)
    end_action(by=None, action=raised("Two", by=[By(today())]), state=ActionState.CLOSED)
    own = ours(asks_shown(Ask.objects.asked(), kent), kent)
    assert own.sentence == "Nothing is waiting for you."
    assert [row.ask.action.title for row in own.said] == ["One"]


# Totals ----------------------------------------------------------------------------------------


def places(count: int) -> list[Authority]:
    return [
        Authority.objects.create(name=f"Place {n}", slug=f"place-{n}", ons_code=f"E0600{n:04}")
        for n in range(count)
    ]


@pytest.mark.django_db
def test_figures_are_told_once_enough_have_answered() -> None:
    everywhere = places(LEAST)
    action = raised(kind=AnswerKind.COUNT, of=everywhere)
    for place in everywhere[:-1]:
        answered(
            ask_of(action, place), account(f"Of {place}", RoleKind.DCS, place), said=number("10")
        )
    few = totals_of(action, question_of(action))
    assert few.too_few
    assert not few.figures
    last = everywhere[-1]
    answered(ask_of(action, last), account("Last", RoleKind.DCS, last), said=number("5"))
    assert totals_of(action, question_of(action)).figures == [("In all", "45 social workers")]


@pytest.mark.django_db
def test_who_says_not_for_us_is_in_no_figure() -> None:
    everywhere = places(LEAST + 1)
    action = raised(kind=AnswerKind.YES_NO, of=everywhere)
    for place in everywhere:
        said = Said(yes=True)
        if place == everywhere[0]:
            said = Said(form=Form.NOT_FOR_US, reason="No such service.")
        answered(ask_of(action, place), account(f"Of {place}", RoleKind.DCS, place), said=said)
    totals = totals_of(action, question_of(action))
    assert totals.figures == [("Yes", "5"), ("No", "0")]
    assert totals.sentence == "6 of 6 authorities have answered."
