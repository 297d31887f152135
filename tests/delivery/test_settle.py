"""Which days hold after all that was told of a matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from alliance.delivery.settle import Settled, _Days, settle
from alliance.delivery.tellings import Kind, Telling

MONDAY = dt.date(2026, 11, 2)
WEEK = dt.timedelta(weeks=1)


def told(week: int, *days: dt.date, is_whole: bool = True) -> Telling:
    on = MONDAY + week * WEEK
    return Telling(
        at=dt.datetime.combine(on, dt.time(12), dt.UTC),
        on=on,
        wording=f"{week}",
        days={Kind.EVENT: frozenset(days)},
        is_whole=is_whole,
    )


def only(*tellings: Telling) -> Settled:
    (one,) = settle(tellings)
    return one


def test_a_day_said_again_has_not_changed() -> None:
    assert only(told(0, MONDAY + 5 * WEEK), told(1, MONDAY + 5 * WEEK)).sequence == 0


def test_a_day_that_moves_twice_is_still_the_same_one() -> None:
    one = only(told(0, MONDAY + 5 * WEEK), told(1, MONDAY + 6 * WEEK), told(2, MONDAY + 7 * WEEK))
    assert (one.first_day, one.day) == (MONDAY + 5 * WEEK, MONDAY + 7 * WEEK)
    assert (one.sequence, one.is_cancelled) == (2, False)
    assert one.changed_at.date() == MONDAY + 2 * WEEK


def test_a_day_to_come_that_is_left_out_is_cancelled_and_may_be_taken_up_again() -> None:
    soon, late = MONDAY + 3 * WEEK, MONDAY + 5 * WEEK
    first, without = told(0, soon, late), told(1, soon)
    _, dropped = settle([first, without])
    assert (dropped.day, dropped.is_cancelled, dropped.sequence) == (late, True, 1)
    _, again = settle([first, without, told(2, soon, late)])
    assert (again.is_cancelled, again.sequence) == (False, 2)


def test_a_telling_without_days_says_nothing_of_them() -> None:
    assert not only(told(0, MONDAY + 5 * WEEK), told(1)).is_cancelled


def test_a_day_that_has_passed_is_not_cancelled_by_being_left_out() -> None:
    passed, _ = settle([told(0, MONDAY + WEEK), told(3, MONDAY + 5 * WEEK)])
    assert not passed.is_cancelled


def test_a_reminder_may_leave_a_day_out() -> None:
    soon, late = MONDAY + 3 * WEEK, MONDAY + 5 * WEEK
    both = settle([told(0, soon, late), told(1, soon, is_whole=False)])
    assert [(one.day, one.is_cancelled) for one in both] == [(soon, False), (late, False)]


def test_of_several_days_the_nearest_is_the_one_that_moved() -> None:
    days = [MONDAY + n * WEEK for n in (2, 6, 10)]
    moved = days[1] + dt.timedelta(days=2)
    found = settle([told(0, *days), told(1, days[0], moved, days[2])])
    assert [one.day for one in found] == [days[0], moved, days[2]]
    assert [one.sequence for one in found] == [0, 1, 0]


def test_a_day_called_off_in_words_is_the_one_that_another_stands_in_for() -> None:
    near, far, new = MONDAY + 4 * WEEK, MONDAY + 2 * WEEK, MONDAY + 5 * WEEK
    off = told(1, new, is_whole=False)
    off = replace(off, calls_off=lambda: frozenset({far}))
    found = {one.first_day: one.day for one in settle([told(0, far, near), off])}
    assert found == {far: new, near: near}


def test_a_matter_that_comes_back_for_years_costs_no_more_each_time() -> None:
    def looked_at(weeks: int) -> int:
        days = _Days(Kind.EVENT)
        for week in range(weeks):
            days.tell(told(week, MONDAY + (week + 1) * WEEK))
        return len(days.standing)

    assert looked_at(400) == looked_at(20)


def test_an_event_after_one_that_has_passed_is_another_event() -> None:
    assert len(settle([told(0, MONDAY + WEEK), told(3, MONDAY + 5 * WEEK)])) == 2
