"""How a measure stands and where it leads: counts and days, without a database."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.campaigns.progress import (
    OPENS_BEFORE,
    PACE,
    Figure,
    Line,
    day_due,
    days_of,
    doubts,
    outlook,
    percent,
    reaches,
    still_needed,
    total_on,
)

DAY = dt.timedelta(days=1)
NOVEMBER = dt.date(2026, 11, 4)
"""A Wednesday."""
LAST = dt.date(2026, 11, 30)
figures = st.integers(0, 2000).flatmap(
    lambda of: st.builds(Figure, st.integers(0, of), st.just(of))
)
days = st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 1))
lines = st.dictionaries(days, figures, max_size=6).map(Line)


def line(*given_: Figure, until: dt.date | None = None) -> Line:
    """A figure a week from the first Wednesday of November."""
    return Line({NOVEMBER + 7 * n * DAY: each for n, each in enumerate(given_)}, until)


# Days ------------------------------------------------------------------------------------------


def test_a_figure_is_of_one_weekday_and_of_the_last_day() -> None:
    found = days_of(dt.date(2026, 11, 2), LAST, 2)
    assert [day.day for day in found] == [4, 11, 18, 25, 30]


def test_a_last_day_that_is_the_weekday_has_one_figure() -> None:
    assert days_of(NOVEMBER, NOVEMBER + 7 * DAY, 2) == [NOVEMBER, NOVEMBER + 7 * DAY]


def test_a_campaign_of_one_day_has_one_figure() -> None:
    assert days_of(NOVEMBER, NOVEMBER, 4) == [NOVEMBER]


@given(days, st.integers(0, 366), st.integers(0, 4))
def test_no_figure_is_outside_the_campaign_or_twice(
    first: dt.date, length: int, weekday: int
) -> None:
    last = first + length * DAY
    found = days_of(first, last, weekday)
    assert found == sorted(set(found))
    assert first <= found[0]
    assert found[-1] == last
    assert {day.weekday() for day in found[:-1]} <= {weekday}


def test_a_figure_is_asked_two_days_before_and_a_missed_one_not_any_more() -> None:
    found = days_of(NOVEMBER, LAST, 2)
    assert day_due(found, NOVEMBER - OPENS_BEFORE - DAY) is None
    assert day_due(found, NOVEMBER - OPENS_BEFORE) == NOVEMBER
    assert day_due(found, NOVEMBER + 15 * DAY) == NOVEMBER + 14 * DAY
    assert day_due(found, LAST + 90 * DAY) == LAST


# Figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(112, 140), "112 of 140 (80 %)"),
        (Figure(1899, 2000), "1,899 of 2,000 (94.9 %)"),
        (Figure(1999, 2000), "1,999 of 2,000 (99.9 %)"),
        (Figure(0, 7), "0 of 7 (0 %)"),
        (Figure(0, 0), "nobody to count"),
    ],
)
def test_a_share_is_told_with_its_counts_and_never_rounded_up(figure: Figure, words: str) -> None:
    assert figure.in_words == words


@given(figures, st.integers(1, 100))
def test_what_is_still_needed_reaches_the_target_and_one_fewer_does_not(
    figure: Figure, target: int
) -> None:
    more = figure.short_of(target)
    assert Figure(figure.done + more, figure.of).is_at(target)
    assert not more or not Figure(figure.done + more - 1, figure.of).is_at(target)
    assert figure.done + more <= figure.of


@given(figures, st.integers(1, 100))
def test_nothing_reads_as_the_target_that_falls_short_of_it(figure: Figure, target: int) -> None:
    if not figure.is_at(target):
        assert percent(figure.share) != f"{target} %"


def test_with_nobody_to_count_an_authority_is_at_its_target() -> None:
    assert Figure(0, 0).is_at(100)
    assert still_needed(Figure(0, 0), LAST, 100) == "Nobody to count: at the target."


def test_what_is_needed_is_said_with_the_day() -> None:
    assert still_needed(Figure(121, 140), LAST, 95) == "12 more of 140 by 30 November 2026"
    assert still_needed(Figure(133, 140), LAST, 95) == "The 95 % aimed at are reached."
    assert still_needed(None, LAST, 95) == "No figure yet."


# The region ------------------------------------------------------------------------------------


def test_the_region_is_the_sum_over_the_sum_and_no_mean_of_shares() -> None:
    total = total_on(NOVEMBER, [line(Figure(90, 100)), line(Figure(0, 10))])
    assert total.figure == Figure(90, 110)


@given(st.lists(lines, max_size=8), days)
def test_a_total_lies_between_the_least_share_and_the_most(found: list[Line], day: dt.date) -> None:
    total = total_on(day, found)
    shares = [figure.share for each in found if (figure := each.at(day)) and figure.of]
    if not shares:
        assert total.figure.is_nobody
    else:
        assert min(shares) <= total.figure.share <= max(shares)


@given(st.lists(lines, max_size=8), days)
def test_nobody_is_counted_twice(found: list[Line], day: dt.date) -> None:
    total = total_on(day, found)
    assert total.gave + total.carried <= len(found)
    assert total.counted_new <= total.gave


def test_who_gave_none_this_week_is_counted_with_the_latest_before() -> None:
    second = NOVEMBER + 7 * DAY
    total = total_on(second, [line(Figure(5, 10), Figure(8, 10)), line(Figure(1, 10)), Line({})])
    assert (total.figure, total.gave, total.carried) == (Figure(9, 20), 1, 1)


def test_a_later_figure_does_not_change_an_earlier_week() -> None:
    assert total_on(NOVEMBER, [line(Figure(5, 10), Figure(8, 10))]).figure == Figure(5, 10)


def test_who_has_left_stays_in_the_weeks_before_and_is_carried_no_further() -> None:
    left = line(Figure(5, 10), until=NOVEMBER + DAY)
    stays = line(Figure(1, 10), Figure(2, 10))
    assert total_on(NOVEMBER, [left, stays]).figure == Figure(6, 20)
    assert total_on(NOVEMBER + 7 * DAY, [left, stays]).figure == Figure(2, 10)


def test_what_was_given_for_a_day_counts_although_its_authority_left_before_it() -> None:
    """Else the total that was read and the total that is read now tell what it gave."""
    left = line(Figure(5, 10), until=NOVEMBER - DAY)
    assert total_on(NOVEMBER, [left]).figure == Figure(5, 10)


def test_nobody_to_count_is_a_figure_and_no_part_of_the_total() -> None:
    total = total_on(NOVEMBER, [line(Figure(0, 0)), line(Figure(4, 10))])
    assert (total.figure, total.gave, total.counted_new) == (Figure(4, 10), 2, 1)


def test_a_total_is_told_where_enough_gave_that_very_week() -> None:
    """Five carried and one new would tell, by the change since last week, what that one gave."""
    five = [line(Figure(5, 10)) for _ in range(5)]
    assert total_on(NOVEMBER, five).is_told(5)
    one_new = [*five[1:], line(Figure(5, 10), Figure(6, 10))]
    assert not total_on(NOVEMBER + 7 * DAY, one_new).is_told(5)


# Where it leads --------------------------------------------------------------------------------


def test_the_pace_is_of_the_last_two_weeks() -> None:
    points = line(Figure(0, 10), Figure(2, 10), Figure(3, 10), Figure(4, 10)).points
    found = reaches(points, points[-1][0] + 14 * DAY)
    assert found == Fraction(6, 10), "from 20 to 40 % in two weeks, whatever came before"


def test_one_figure_has_no_pace_nor_has_one_of_long_ago() -> None:
    assert reaches([], LAST) is None
    assert reaches(line(Figure(2, 10)).points, LAST) is None
    old = [(NOVEMBER - PACE - DAY, Figure(1, 10)), (NOVEMBER, Figure(2, 10))]
    assert reaches(old, LAST) is None


@given(st.dictionaries(days, figures, max_size=6), days)
def test_no_pace_leads_beyond_everybody_or_below_nobody(
    given_: dict[dt.date, Figure], last: dt.date
) -> None:
    found = reaches(Line(given_).points, last)
    assert found is None or 0 <= found <= 1


def test_where_it_leads_is_said_in_a_sentence() -> None:
    points = line(Figure(50, 100), Figure(60, 100), Figure(70, 100)).points
    assert outlook(points, LAST, 95) == (
        "At the pace of the last two weeks it reaches 87.1 % by 30 November 2026, "
        "short of the 95 % aimed at."
    )
    assert outlook(points, LAST, 85).endswith("by 30 November 2026: the 85 % aimed at.")
    assert outlook(points, LAST, 70) == "The 70 % aimed at are reached."
    assert outlook(line(Figure(5, 9), Figure(5, 9)).points, LAST, 95).startswith("It has not moved")
    assert outlook([], LAST, 95) == ""


# Doubts ----------------------------------------------------------------------------------------


def test_fewer_than_before_is_doubted_and_more_is_not() -> None:
    [doubt] = doubts(line(Figure(8, 10), Figure(7, 10), Figure(9, 10)))
    assert doubt.on == NOVEMBER + 7 * DAY
    assert doubt.words == "7 is fewer than before (8 of 10 on 4 November)."


def test_a_whole_that_doubles_is_doubted() -> None:
    [doubt] = doubts(line(Figure(80, 140), Figure(90, 1400)))
    assert doubt.words.startswith("1,400 is far from what it was out of before")


@given(st.lists(figures, max_size=6))
def test_a_steady_line_is_never_doubted(given_: list[Figure]) -> None:
    steady = [Figure(each.done, 2000) for each in given_]
    assert list(doubts(line(*sorted(steady, key=lambda each: each.done)))) == []
