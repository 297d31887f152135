"""Whom to ring now, and who has waited too long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from alliance.evidence.telephone.due import (
    AFTERNOONS,
    LATE_AFTER,
    MORNINGS,
    SOON,
    Turn,
    in_turn,
    is_good,
)
from alliance.evidence.waiting import COUNTED, in_words, working_days

LONDON = ZoneInfo("Europe/London")
FRIDAY = dt.date(2020, 11, 13)


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2020, 11, 13, hour, minute, tzinfo=LONDON)


NINE = at(9)


@dataclass
class Asked:
    name: str
    good_time: str = SOON
    asked_at: dt.datetime = NINE
    tried_at: dt.datetime | None = None


@pytest.mark.parametrize(
    ("good_time", "hour", "good"),
    [
        (SOON, 9, True),
        ("", 16, True),
        (MORNINGS, 11, True),
        (MORNINGS, 12, False),
        (AFTERNOONS, 11, False),
        (AFTERNOONS, 12, True),
        ("Thursday after 4 pm", 16, None),
    ],
)
def test_a_good_time_is_one_by_the_clock_of_the_office(
    good_time: str, hour: int, good: bool | None
) -> None:
    assert is_good(good_time, at(hour)) is good


def test_those_for_whom_it_is_a_good_time_come_first_then_who_waited_longest() -> None:
    asked = [
        Asked("afternoon", AFTERNOONS, at(6)),
        Asked("in words", "when school is out", at(5)),
        Asked("newer", SOON, at(8)),
        Asked("older", MORNINGS, at(7)),
    ]
    assert [each.name for each in in_turn(asked, at(10))] == [
        "older", "newer", "in words", "afternoon",
    ]  # fmt: skip


def test_whoever_was_tried_today_comes_after_those_who_were_not() -> None:
    asked = [
        Asked("today", asked_at=at(7), tried_at=at(9)),
        Asked("yesterday", asked_at=at(8), tried_at=at(9) - dt.timedelta(days=1)),
    ]
    assert [each.name for each in in_turn(asked, at(10))] == ["yesterday", "today"]


def is_weekday(day: dt.date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("days_later", "counted"), [(-1, 0), (0, 0), (2, 0), (3, 1), (4, 2), (5, 3), (1000, COUNTED)]
)
def test_days_of_waiting_are_working_days(days_later: int, counted: int) -> None:
    """Asked on a Friday: the weekend counts for nothing."""
    today = FRIDAY + dt.timedelta(days=days_later)
    assert working_days(FRIDAY, today, is_weekday) == counted


def test_two_working_days_are_not_too_long_and_three_are() -> None:
    assert [Turn(True, days).is_late for days in (LATE_AFTER, LATE_AFTER + 1)] == [False, True]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "since today"), (1, "1 working day"), (4, "4 working days"), (60, "over 60 working days")],
)
def test_it_is_said_in_words(days: int, words: str) -> None:
    assert in_words(days) == words
