"""Dates as people write them, and the days they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.text.dates import Lean, WrittenDate, find_dates, resolve

ISSUED = dt.date(2021, 11, 12)  # a Friday


def days(text: str, near: dt.date = ISSUED, lean: Lean = Lean.NEAR) -> list[str]:
    """The days a text names, as ISO dates; a range as its first and last day."""
    found = []
    for written in find_dates(text):
        first = resolve(written, near, lean)
        last = resolve(written.until, near, lean) if written.until else None
        found.append("/".join(day.day.isoformat() for day in (first, last) if day))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 13 November 2020", ["2020-11-13"]),
        ("05 March 2021", ["2021-03-05"]),
        ("14th April 2023", ["2023-04-14"]),
        ("March 1, 2021.", ["2021-03-01"]),
        ("On October 30, the guide appeared", ["2021-10-30"]),
        ("the 3rd of December", ["2021-12-03"]),
        ("14 Feb 2020", ["2020-02-14"]),
        ("7 SEPT 2021", ["2021-09-07"]),
        ("30/11/2020, 2020-11-29 and 28.11.20", ["2020-11-30", "2020-11-29", "2020-11-28"]),
    ],
)
def test_one_day(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27, 28 January and 4 May 2022", ["2022-01-27", "2022-01-28", "2022-05-04"]),
        ("6 and 27 April 2022", ["2022-04-06", "2022-04-27"]),
        ("Tuesday 5 and Wednesday 6 March 2024", ["2024-03-05", "2024-03-06"]),
        ("May 18, 24 and June 8", ["2021-05-18", "2021-05-24", "2021-06-08"]),
        ("27/28 January 2022", ["2022-01-27", "2022-01-28"]),
    ],
)
def test_a_list_of_days_lends_its_month_and_year(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 June – 6 July 2021", ["2021-06-09/2021-07-06"]),
        ("12-16 May 2025", ["2025-05-12/2025-05-16"]),
        ("from 16 to 20 March 2026", ["2026-03-16/2026-03-20"]),
        ("between 1 September and 30 November 2020", ["2020-09-01/2020-11-30"]),
        ("28 December to 3 January 2022", ["2021-12-28/2022-01-03"]),
    ],
)
def test_a_range_is_one_date_with_an_end(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday May 18 1600-1700", ["2021-05-18"]),
        ("20 April 12-1pm", ["2022-04-20"]),
        ("10.30-12.30 on 5 May, or 2pm", ["2022-05-05"]),
        ("14 May 2030-2130", ["2021-05-14"]),
        ("14 April 2025, 12:00pm", ["2025-04-14"]),
    ],
)
def test_times_are_not_taken_for_dates(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "you may 18 times",
        "in October 2025",
        "regulation 13 of the",
        "45 May",
        "12.5% of £3",
        "2020-21",
        "",
    ],
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_the_place_covers_weekday_and_year() -> None:
    text = "It closes on Friday, 26th November 2021 at noon."
    (written,) = find_dates(text)
    assert text[written.start : written.end] == "Friday, 26th November 2021"


class TestTheYearThatIsNotWritten:
    def test_is_the_nearest(self) -> None:
        assert days("10 January") == ["2022-01-10"]
        assert days("10 October") == ["2021-10-10"]

    def test_leans_to_the_future_for_what_is_announced(self) -> None:
        assert days("14 June", lean=Lean.FUTURE) == ["2022-06-14"]

    def test_leans_to_the_past_for_what_was_published(self) -> None:
        assert days("20 February", lean=Lean.PAST) == ["2021-02-20"]

    def test_is_chosen_by_the_weekday(self) -> None:
        assert days("Tuesday 17 May") == ["2022-05-17"]  # in 2021 a Monday

    def test_weekday_that_fits_no_year_is_told(self) -> None:
        resolved = resolve(WrittenDate(0, 1, 15, 11, weekday=2), ISSUED)
        assert resolved is not None
        assert resolved.day == dt.date(2021, 11, 15)
        assert resolved.weekday_agrees is False

    def test_cannot_be_told_without_a_date_to_go_by(self) -> None:
        assert resolve(WrittenDate(0, 1, 15, 11), None) is None


def test_a_day_that_does_not_exist_is_none() -> None:
    assert resolve(WrittenDate(0, 1, 31, 6, 2021), ISSUED) is None
    assert resolve(WrittenDate(0, 1, 31, 6), ISSUED) is None


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{w} {m} {d}, {y}", "{d}th of {m}, {y}"]),
)
def test_every_day_of_the_calendar_is_read_back(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=f"{day:%B}", y=day.year, w=f"{day:%A}")
    assert days(text) == [day.isoformat()]


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for written in find_dates(text):
        assert 0 <= written.start < written.end <= len(text)
        resolve(written, ISSUED)
