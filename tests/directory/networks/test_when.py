"""Dates of meetings: in words, and what must be said of those that no longer hold."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.directory.networks.when import Told, When, moved_from, moved_in_words, standing

MAY = [dt.date(2026, 5, day) for day in (12, 19, 20, 26)]
TEN, NOON, TWO = dt.time(10), dt.time(12), dt.time(14, 15)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(MAY[0]), "Tuesday 12 May 2026"),
        (When(MAY[0], TEN), "Tuesday 12 May 2026, 10am"),
        (When(MAY[0], TEN, NOON), "Tuesday 12 May 2026, 10am to 12 noon"),
        (When(MAY[0], NOON, TWO), "Tuesday 12 May 2026, 12 noon to 2.15pm"),
    ],
)
def test_a_date_is_written_as_people_do(when: When, words: str) -> None:
    assert when.in_words == words


def told(*whens: When | tuple[When, bool]) -> list[Told]:
    """Tellings; with `True` beside it one puts right what was told before."""
    return [
        Told(each[0], is_correction=each[1]) if isinstance(each, tuple) else Told(each)
        for each in whens
    ]


def said(*whens: When | tuple[When, bool]) -> str:
    tellings = told(*whens)
    return moved_in_words(tellings[-1].when, moved_from(tellings))


def test_what_never_moved_has_nothing_to_say() -> None:
    assert said(When(MAY[0], TEN)) == ""
    assert moved_from([]) == []


def test_an_earlier_day_stays_visible() -> None:
    assert said(When(MAY[0], TEN), When(MAY[1], TEN)) == "12 May 2026"


def test_moved_twice_says_both_the_latest_first() -> None:
    assert said(When(MAY[0]), When(MAY[1]), When(MAY[3])) == "19 May 2026 and 12 May 2026"


def test_moved_there_and_back_says_only_where_it_no_longer_is() -> None:
    assert said(When(MAY[0]), When(MAY[1]), When(MAY[0])) == "19 May 2026"


def test_another_time_on_the_same_day_is_told_as_a_time() -> None:
    assert said(When(MAY[0], TEN), When(MAY[0], TWO)) == "10am"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (When(MAY[0]), When(MAY[0], TEN)),  # a time is added
        (When(MAY[0], TEN), When(MAY[0], TEN, NOON)),  # an end is added
        (When(MAY[0], TEN, NOON), When(MAY[0], TEN, TWO)),  # it takes longer
    ],
)
def test_what_makes_nobody_come_at_the_wrong_time_is_no_move(was: When, now: When) -> None:
    assert said(was, now) == ""


def test_what_was_entered_wrongly_is_not_told() -> None:
    wrong = When(dt.date(2062, 5, 12))
    assert said(wrong, (When(MAY[0]), True)) == ""
    assert said(When(MAY[0]), wrong, (When(MAY[1]), True)) == "12 May 2026"


def test_a_cancelled_meeting_keeps_what_it_was_moved_from() -> None:
    tellings = [Told(When(MAY[0])), Told(When(MAY[1])), Told(When(MAY[1]), is_cancelled=True)]
    assert [when.on for when in moved_from(tellings)] == [MAY[0]]


whens = st.builds(
    When, st.sampled_from(MAY), st.one_of(st.none(), st.sampled_from([TEN, TWO])), st.none()
)
tellings = st.lists(st.builds(Told, whens, st.booleans(), st.booleans()), min_size=1, max_size=8)


@given(tellings)
def test_whatever_happens_readers_learn_of_every_date_they_may_have_noted(
    history: list[Told],
) -> None:
    kept, now = standing(history), history[-1].when
    earlier = moved_from(history)

    assert now not in earlier, "what holds is never called former"
    assert len({(when.on, when.at) for when in earlier}) == len(earlier)
    days = [when.on for when in earlier if when.on != now.on]
    assert len(set(days)) == len(days), "a former day is told once"
    assert set(days) == {one.when.on for one in kept} - {now.on}
    on_the_day = {when.at for when in earlier if when.on == now.on}
    noted = {one.when.at for one in kept if one.when.on == now.on}
    assert on_the_day == noted - {now.at, None}


@given(tellings, whens)
def test_a_correction_leaves_no_trace_of_what_it_puts_right(
    history: list[Told], right: When
) -> None:
    without = [Told(one.when) for one in standing(history)[:-1]]
    assert moved_from([*history, Told(right, is_correction=True)]) == (
        moved_from([*without, Told(right)])
    )


@given(tellings)
def test_saying_the_same_again_changes_nothing(history: list[Told]) -> None:
    assert moved_from([*history, Told(history[-1].when)]) == moved_from(history)
