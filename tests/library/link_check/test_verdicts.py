"""What an answer says of a link, and what it takes for one to count as dead: plain functions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.library.link_check.patience import (
    DAYS_TO_DIE,
    LONGEST_PAUSE,
    is_dead,
    next_look,
    pause_of_site,
    retry_after,
)
from alliance.library.link_check.verdict import Answer, Trouble, judge, new_address
from alliance.library.models.link_verdict import FAILING, GOOD, Verdict
from alliance.links.fetch import Redirect

ASKED = "https://www.example.org/reports/2019.pdf"
NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
NEVER_DEAD = {Verdict.UNKNOWN, Verdict.NOT_ASKED, *GOOD}


def moved(*steps: tuple[int, str]) -> Answer:
    return Answer(200, tuple(Redirect(status, to) for status, to in steps))


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.WORKS),
        (206, Verdict.WORKS),
        (304, Verdict.WORKS),
        (300, Verdict.UNKNOWN),
        (400, Verdict.UNKNOWN),
        (401, Verdict.UNKNOWN),
        (403, Verdict.UNKNOWN),
        (404, Verdict.NOT_FOUND),
        (405, Verdict.UNKNOWN),
        (410, Verdict.GONE),
        (429, Verdict.UNKNOWN),
        (451, Verdict.UNKNOWN),
        (500, Verdict.FAULT),
        (503, Verdict.UNKNOWN),
        (520, Verdict.FAULT),
        (999, Verdict.UNKNOWN),
    ],
)
def test_each_status_has_its_verdict(status: int, verdict: Verdict) -> None:
    assert judge(ASKED, Answer(status)).verdict == verdict


@pytest.mark.parametrize(
    ("trouble", "verdict"),
    [
        (Trouble.NO_NAME, Verdict.NO_SITE),
        (Trouble.CIRCLES, Verdict.CIRCLES),
        (Trouble.SLOW, Verdict.UNKNOWN),
        (Trouble.OTHER, Verdict.UNKNOWN),
        (Trouble.REFUSED, Verdict.NOT_ASKED),
    ],
)
def test_without_an_answer_the_fetchers_sentence_is_what_was_found(
    trouble: Trouble, verdict: Verdict
) -> None:
    found = judge(ASKED, Answer(trouble=trouble, words="It went wrong."))
    assert (found.verdict, found.words, found.status) == (verdict, "It went wrong.", None)


def test_what_was_found_is_said_in_words() -> None:
    assert judge(ASKED, Answer(404)).words == "The site answers 404 (not found)."
    assert judge(ASKED, Answer(999)).words.startswith("The site answers 999. People may")


def test_only_steps_that_are_for_good_make_a_new_address() -> None:
    new, other = "https://example.org/new", "https://example.org/sign-in"
    assert judge(ASKED, moved((301, new))).moved_to == new
    assert judge(ASKED, moved((308, new))).verdict == Verdict.MOVED
    assert judge(ASKED, moved((301, new), (302, other))).moved_to == new
    assert judge(ASKED, moved((302, other), (301, new))).verdict == Verdict.WORKS
    assert judge(ASKED, moved((307, other))).moved_to == ""


def test_a_move_that_ends_badly_is_no_move() -> None:
    way = (Redirect(301, "https://example.org/new"),)
    assert judge(ASKED, Answer(404, way)).verdict == Verdict.NOT_FOUND
    assert judge(ASKED, Answer(403, way)).moved_to == ""


def test_a_move_to_the_front_page_is_told_to_be_one() -> None:
    assert "front page" in judge(ASKED, moved((301, "https://www.example.org/"))).words
    assert "front page" not in judge("http://a.example", moved((301, "https://a.example/"))).words


def test_an_address_that_leads_back_to_itself_has_not_moved() -> None:
    assert new_address(ASKED, [Redirect(301, "https://example.org/"), Redirect(301, ASKED)]) == ""


@given(
    st.integers(100, 999),
    st.lists(st.tuples(st.sampled_from([301, 302, 303, 307, 308]), st.text())),
)
def test_every_answer_has_a_verdict_and_only_a_move_has_a_new_address(
    status: int, steps: list[tuple[int, str]]
) -> None:
    found = judge(ASKED, Answer(status, tuple(Redirect(code, to) for code, to in steps)))
    assert (found.verdict == Verdict.MOVED) == bool(found.moved_to)
    assert found.words or found.verdict == Verdict.WORKS


@given(st.sampled_from(sorted(NEVER_DEAD)), st.integers(0, 10_000))
def test_what_could_not_be_checked_is_never_dead(verdict: Verdict, days: int) -> None:
    assert not is_dead(verdict, days)


@given(st.sampled_from(FAILING))
def test_no_single_day_makes_a_link_dead(verdict: Verdict) -> None:
    assert not is_dead(verdict, 1)
    assert is_dead(verdict, DAYS_TO_DIE[verdict])


@given(st.sampled_from(sorted(Verdict)), st.integers(1, 1000), st.booleans())
def test_every_link_is_looked_at_again_within_a_month_and_not_within_the_day(
    verdict: Verdict, times: int, dead: bool
) -> None:
    assert (
        dt.timedelta(days=1) <= next_look(verdict, times=times, dead=dead) <= dt.timedelta(days=28)
    )


def test_who_is_in_doubt_is_looked_at_daily_and_who_says_nothing_ever_less_often() -> None:
    assert next_look(Verdict.NOT_FOUND, times=2, dead=False) == dt.timedelta(days=1)
    waits = [next_look(Verdict.UNKNOWN, times=times, dead=False).days for times in range(1, 8)]
    assert waits == [1, 2, 4, 7, 14, 14, 14]


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", dt.timedelta(minutes=2)),
        (" 120 ", dt.timedelta(minutes=2)),
        ("0", dt.timedelta(minutes=1)),
        ("99999999999999999999", LONGEST_PAUSE),
        ("Mon, 30 Nov 2026 13:00:00 GMT", dt.timedelta(hours=1)),
        ("Mon, 30 Nov 2020 13:00:00 GMT", dt.timedelta(minutes=1)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(header: str, wait: dt.timedelta | None) -> None:
    assert retry_after(header, NOW) == wait


@given(st.text())
def test_whatever_a_site_says_the_wait_is_between_a_minute_and_a_fortnight(header: str) -> None:
    wait = retry_after(header, NOW)
    assert wait is None or dt.timedelta(minutes=1) <= wait <= LONGEST_PAUSE


def test_which_answers_let_a_whole_site_rest() -> None:
    hour = dt.timedelta(hours=1)
    assert pause_of_site(Answer(429, retry_after="7200"), NOW) == 2 * hour
    assert pause_of_site(Answer(429), NOW) == hour
    assert pause_of_site(Answer(503), NOW) == hour
    assert pause_of_site(Answer(trouble=Trouble.SLOW), NOW) == hour
    assert pause_of_site(Answer(404, retry_after="7200"), NOW) is None
    assert pause_of_site(Answer(trouble=Trouble.REFUSED), NOW) is None
