"""Two releases of nearly the same days differ by the few children in between: they are refused."""

from __future__ import annotations

import datetime as dt

import pytest

from caremodel.disclosure.days import in_order, span, too_near
from tests.caremodel.disclosure import attack
from tests.caremodel.disclosure.shapes import protected, table

STOCK = [[40, 60], [70, 80]]


def test_a_period_is_read_as_it_is_written() -> None:
    assert span("31 March 2025") == (dt.date(2025, 3, 31), dt.date(2025, 3, 31))
    year = (dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    assert span("1 April 2024 to 31 March 2025") == year
    assert span("the week of the flood") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("31 March 2025", "1 April 2025"),
        ("31 March 2025", "27 April 2025"),
        ("1 April 2024 to 31 March 2025", "1 April 2024 to 30 March 2025"),
        ("1 April 2024 to 31 March 2025", "1 January 2025 to 31 March 2025"),
        ("1 April 2024 to 31 March 2025", "31 March 2025 to 30 April 2025"),
    ],
)
def test_days_under_four_weeks_apart_and_spans_that_overlap_are_too_near(
    one: str, other: str
) -> None:
    assert too_near(one, [other]) == other
    assert too_near(other, [one]) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("31 January 2025", "28 February 2025"),
        ("31 March 2025", "31 March 2025"),
        ("1 April 2024 to 30 June 2024", "1 July 2024 to 30 September 2024"),
    ],
)
def test_month_ends_and_spans_one_after_another_are_not(one: str, other: str) -> None:
    assert too_near(one, [other]) is None


def test_periods_are_put_in_order_of_their_last_day() -> None:
    periods = ["30 June 2025", "1 April 2024 to 31 March 2025", "31 December 2024"]
    assert in_order(periods) == [periods[2], periods[1], periods[0]]


def test_a_day_next_to_one_that_is_out_is_refused() -> None:
    first = protected(table("age_category", STOCK))
    next_day = table("age_category", STOCK, period="1 April 2025")
    with pytest.raises(ValueError, match="the difference would tell of the few in between"):
        protected(next_day, earlier=[first])


def test_a_quarter_and_its_year_are_refused_together_and_one_after_the_other() -> None:
    """Were both printed, a year of 12 as 10 and its first quarter of 11 as 15 would leave the rest 0 to 3."""
    rest = attack.read_rounded(10).most - attack.read_rounded(15).least
    assert rest == 3
    quarter = table("came", [[11, 30]], period="1 April 2025 to 30 June 2025")
    year = table("came", [[12, 60]], period="1 April 2025 to 31 March 2026")
    with pytest.raises(ValueError, match="publish quarters or years, not both"):
        protected(year, quarter)
    with pytest.raises(ValueError, match="publish quarters or years, not both"):
        protected(year, earlier=[protected(quarter)])


def test_the_same_days_of_another_population_are_no_matter() -> None:
    first = protected(table("age_category", STOCK))
    protected(table("came", STOCK, period="1 April 2024 to 31 March 2025"), earlier=[first])
