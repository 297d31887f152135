"""Which matters are told again. Plain functions; the bulletins are of Fridays in November 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.carrying.changes import changed, changed_in
from alliance.bulletins.carrying.rules import (
    Asked,
    Matter,
    Place,
    Told,
    Why,
    judge,
    propose,
    room_after,
)

NEXT = dt.date(2026, 11, 27)
WEEK = dt.timedelta(weeks=1)
DATES = [NEXT - WEEK * back for back in range(10, 0, -1)]


def told(weeks_ago: int = 1, **said: Any) -> Told:
    return Told(450 - weeks_ago, NEXT - WEEK * weeks_ago, said.pop("title", "Fees"), **said)


def matter(*tellings: Told, **more: Any) -> Matter:
    return Matter(more.pop("key", 1), tellings or (told(),), **more)


def why(of: Matter) -> list[Why]:
    return [reason.why for reason in judge(of, NEXT, DATES).reasons]


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (40, True)])
def test_a_deadline_is_open_on_its_day_and_past_after_it(days: int, is_open: bool) -> None:
    day = NEXT + dt.timedelta(days=days)
    found = judge(matter(told(deadlines=(day,))), NEXT, DATES)
    assert (found.place is Place.REMINDER) is is_open
    if not is_open:
        assert "is past" in found.fell_out


def test_an_event_to_come_and_one_that_was() -> None:
    assert why(matter(told(events=(NEXT + WEEK,)))) == [Why.EVENT]
    assert why(matter(told(events=(NEXT - dt.timedelta(days=1),)))) == []


def test_a_deadline_comes_before_an_event() -> None:
    both = told(events=(NEXT + WEEK,), deadlines=(NEXT + WEEK * 2,))
    assert why(matter(both)) == [Why.DEADLINE, Why.EVENT]


def test_only_the_newest_telling_says_when() -> None:
    slipped = matter(told(2, deadlines=(NEXT - WEEK,)), told(1, deadlines=(NEXT + WEEK,)))
    assert why(slipped) == [Why.DEADLINE]
    forward = matter(told(2, deadlines=(NEXT + WEEK,)), told(1, deadlines=(NEXT - WEEK,)))
    assert why(forward) == []


def test_answers_that_are_missing_speak_for_it_whatever_the_day() -> None:
    late = matter(
        told(3, deadlines=(NEXT - WEEK,)), asks=(Asked("Return the form", 4, 19, NEXT - WEEK),)
    )
    found = judge(late, NEXT, DATES)
    assert found.why is Why.ANSWERS
    assert "from 4 authorities of 19: Return the form" in found.reasons[0].words
    assert why(matter(told(3), asks=(Asked("Return the form", 0, 19),))) == []


def test_an_editor_may_ask_for_weeks_or_for_good() -> None:
    assert why(matter(told(9), carry_until=NEXT)) == [Why.EDITOR]
    assert why(matter(told(9), carry_until=NEXT - WEEK)) == []
    assert why(matter(told(9), is_standing=True)) == [Why.STANDING]


def test_what_an_editor_left_out_stays_out_and_says_so() -> None:
    found = judge(matter(told(2, deadlines=(NEXT + WEEK,))), NEXT, DATES)
    assert found.place is Place.OUT
    assert "left out after Update 448" in found.fell_out
    assert "4 December 2026 is still to come" in found.fell_out


def test_news_without_a_day_is_kept_in_mind_for_a_while() -> None:
    again = tuple(told(weeks) for weeks in (3, 2, 1))
    assert why(matter(told(1))) == [Why.FRESH]
    assert why(matter(*again)) == [Why.FRESH]
    assert why(matter(told(4), *again)) == []


def test_what_told_of_a_publication_retires_into_the_catalogue() -> None:
    assert judge(matter(told(5), tells_of_publication=True), NEXT, DATES).place is Place.CATALOGUE
    assert judge(matter(told(2), tells_of_publication=True), NEXT, DATES).place is Place.OUT
    open_still = matter(told(1, deadlines=(NEXT,)), tells_of_publication=True)
    assert judge(open_still, NEXT, DATES).place is Place.REMINDER


def test_what_is_in_every_bulletin_goes_on() -> None:
    always = matter(*(told(weeks, events=(NEXT + WEEK,)) for weeks in range(6, 0, -1)))
    assert why(always)[0] is Why.EVERY_TIME


def test_there_is_room_for_as_many_as_there_were_and_an_editors_word_has_room() -> None:
    many = [matter(told(deadlines=(NEXT + WEEK,)), key=key) for key in range(4)]
    asked = matter(told(), carry_until=NEXT, key=9)
    found = propose([*many, asked], NEXT, DATES, room=2)
    assert found[0].matter is asked
    assert [each.has_room for each in found] == [True, True, False, False, False]
    assert room_after([9, 9, 1, 2, 3, 1, 0, 2, 3, 1]) == 3
    assert room_after([]) == room_after([0, 0]) == 6


def test_what_changed_since_it_was_last_told() -> None:
    before = told(2, text="Reply by then.", deadlines=(NEXT - WEEK,))
    now = told(1, title="Last call: fees", text="Reply soon.", deadlines=(NEXT + WEEK,))
    found = changed(before, now)
    assert found.since == 448
    assert found.sentences == (
        "It was called “Fees”.",
        "The deadline slipped from 20 November 2026 to 4 December 2026.",
    )
    assert any("soon" in piece.text for piece in found.pieces)
    assert not changed(before, before)


def test_a_day_that_has_gone_by_is_no_change() -> None:
    before = told(2, events=(NEXT - WEEK * 2, NEXT + WEEK))
    assert not changed(before, told(1, events=(NEXT + WEEK,)))
    found = changed(before, told(1, events=()))
    assert found.sentences == ("No longer given as event: 4 December 2026.",)


def test_an_action_whose_day_moved_since_the_telling() -> None:
    ask = Asked("Return the form", 3, 19, NEXT + WEEK)
    found = changed_in(matter(told(1, deadlines=(NEXT,)), asks=(ask,)))
    assert "open until 4 December 2026 now; 27 November 2026 was told" in found.sentences[0]


days = st.dates(dt.date(2026, 9, 1), dt.date(2027, 3, 1))


@given(st.lists(st.tuples(st.integers(1, 10), st.lists(days, max_size=3), st.lists(days, max_size=3)),
                min_size=1, max_size=5))  # fmt: skip
def test_every_matter_goes_somewhere_with_words(
    tellings: list[tuple[int, list[dt.date], list[dt.date]]],
) -> None:
    made = sorted(
        (told(weeks, deadlines=tuple(a), events=tuple(b)) for weeks, a, b in tellings),
        key=lambda each: each.date,
    )
    found = judge(matter(*made), NEXT, DATES)
    assert bool(found.reasons) is (found.place is Place.REMINDER)
    assert bool(found.reasons) is not bool(found.fell_out)
    last = made[-1]
    if found.reasons and any(r.why is Why.DEADLINE for r in found.reasons):
        assert max(last.deadlines) >= NEXT
