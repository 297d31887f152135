"""By when an answer is asked, and when it is late."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.when import By, deadline, is_late, next_of

LONDON = ZoneInfo("Europe/London")
FRIDAY = dt.date(2020, 11, 13)


def at(day: dt.date, *time: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(*time), tzinfo=LONDON)


def test_a_day_lasts_to_its_end() -> None:
    by = [By(FRIDAY)]
    assert not is_late(by, at(FRIDAY, 23, 59, 59), LONDON)
    assert is_late(by, at(FRIDAY + dt.timedelta(days=1), 0, 0), LONDON)


def test_its_end_is_the_end_of_the_day_here_also_in_summer() -> None:
    by = [By(dt.date(2021, 7, 1))]
    last = dt.datetime(2021, 7, 1, 22, 59, tzinfo=dt.UTC)  # 23.59 in London
    assert not is_late(by, last, LONDON)
    assert is_late(by, last + dt.timedelta(minutes=1), LONDON)


def test_a_time_of_day_is_kept_to_the_minute() -> None:
    by = [By(FRIDAY, dt.time(18))]
    assert not is_late(by, at(FRIDAY, 18, 0, 59), LONDON)
    assert is_late(by, at(FRIDAY, 18, 1), LONDON)


def test_what_is_wished_for_does_not_make_late_before_what_is_hard() -> None:
    wished, hard = By(FRIDAY), By(dt.date(2020, 11, 30), is_hard=True)
    assert deadline([wished, hard]) == hard
    assert not is_late([wished, hard], at(dt.date(2020, 11, 20), 9), LONDON)


def test_of_two_wished_for_the_later_makes_late() -> None:
    first, second = By(FRIDAY), By(dt.date(2020, 11, 20))
    assert deadline([second, first]) == second


def test_of_two_hard_the_earlier_makes_late() -> None:
    first, second = By(FRIDAY, is_hard=True), By(dt.date(2020, 11, 20), is_hard=True)
    assert deadline([second, first]) == first


def test_without_a_day_nothing_is_late() -> None:
    assert deadline([]) is None
    assert not is_late([], at(FRIDAY, 9), LONDON)


def test_the_next_is_the_soonest_that_has_not_passed() -> None:
    days = [By(FRIDAY), By(dt.date(2020, 11, 20))]
    assert next_of(days, at(FRIDAY, 12), LONDON) == days[0]
    assert next_of(days, at(dt.date(2020, 11, 14), 0), LONDON) == days[1]
    assert next_of(days, at(dt.date(2020, 11, 21), 0), LONDON) is None


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (By(FRIDAY), "13 November 2020"),
        (By(FRIDAY, dt.time(17)), "5pm on 13 November 2020"),
        (By(FRIDAY, dt.time(12)), "12 noon on 13 November 2020"),
    ],
)
def test_it_is_written_as_people_say_it(by: By, words: str) -> None:
    assert by.in_words == words


_bys = st.lists(
    st.builds(By, on=st.dates(dt.date(2018, 1, 1), dt.date(2030, 1, 1)), is_hard=st.booleans()),
    max_size=5,
)
_moments = st.builds(
    dt.datetime.combine,
    st.dates(dt.date(2018, 1, 1), dt.date(2030, 1, 1)),
    st.times(),
    st.just(LONDON),
)


@given(_bys, _moments)
def test_late_stays_late_and_while_a_hard_day_is_ahead_nothing_is(
    days: list[By], moment: dt.datetime
) -> None:
    if is_late(days, moment, LONDON):
        assert is_late(days, moment + dt.timedelta(hours=30), LONDON)
        last = deadline(days)
        assert last is not None
        assert last.on < moment.date()
    elif days:
        assert next_of(days, moment, LONDON) is not None
