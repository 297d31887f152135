"""Until when: a last day counts whole, or until a time on it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from alliance.evidence.calls.days import closing_on, days_left, first_of, last_of, opening_on

LONDON = ZoneInfo("Europe/London")
THE_13TH = dt.date(2026, 11, 13)


def test_a_last_day_counts_whole() -> None:
    closes = closing_on(THE_13TH)
    assert closes == dt.datetime(2026, 11, 14, tzinfo=LONDON)
    assert last_of(closes).in_words == "13 November 2026"


def test_a_time_on_it_is_the_first_moment_that_is_too_late() -> None:
    closes = closing_on(THE_13TH, dt.time(17))
    assert closes == dt.datetime(2026, 11, 13, 17, tzinfo=LONDON)
    assert last_of(closes).in_words == "5pm on 13 November 2026"


@pytest.mark.parametrize("day", [dt.date(2026, 3, 28), dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_the_day_is_the_same_when_clocks_change(day: dt.date) -> None:
    assert last_of(closing_on(day)).on == day
    assert first_of(opening_on(day)).on == day


def test_it_opens_with_its_first_day_or_at_a_time() -> None:
    assert first_of(opening_on(THE_13TH)).in_words == "13 November 2026"
    assert first_of(opening_on(THE_13TH, dt.time(9, 30))).in_words == "9.30am on 13 November 2026"


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (dt.datetime(2026, 11, 12, 9, tzinfo=LONDON), 2),
        (dt.datetime(2026, 11, 13, 0, tzinfo=LONDON), 1),
        (dt.datetime(2026, 11, 13, 23, 59, tzinfo=LONDON), 1),
        (dt.datetime(2026, 11, 14, 0, tzinfo=LONDON), 0),
    ],
)
def test_the_last_day_is_a_day_that_is_left(now: dt.datetime, left: int) -> None:
    assert days_left(closing_on(THE_13TH), now) == left
