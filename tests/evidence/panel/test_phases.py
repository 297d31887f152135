"""What a panel may do on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alliance.evidence.panel.phases import NOTHING, doubts, next_after, rights_on


@dataclass
class Days:
    name: str
    starts_on: dt.date
    ends_on: dt.date
    may_score: bool = True
    may_discuss: bool = False
    sees_scores: bool = False
    sees_all: bool = False
    sees_names: bool = False


def day(number: int) -> dt.date:
    return dt.date(2020, 11, number)


READING = Days("Reading", day(2), day(10))
TALKING = Days("Talking", day(11), day(15), may_discuss=True, sees_scores=True)


def test_both_days_of_a_phase_are_included() -> None:
    on = [rights_on(day(number), [READING]).may_score for number in (1, 2, 10, 11)]
    assert on == [False, True, True, False]


def test_outside_of_all_phases_nothing_is_allowed() -> None:
    assert rights_on(day(20), [READING, TALKING]) == NOTHING


def test_where_two_overlap_both_count_until_the_first_ends() -> None:
    early = Days("Early", day(8), day(12), may_score=False, may_discuss=True)
    rights = rights_on(day(9), [READING, early])
    assert (rights.may_score, rights.may_discuss, rights.sees_names) == (True, True, False)
    assert (rights.phases, rights.until) == (("Reading", "Early"), day(10))


def test_gaps_and_overlaps_are_said() -> None:
    assert doubts([READING, TALKING]) == []
    assert doubts([READING, Days("Talking", day(13), day(15))]) == [
        "Between “Reading” and “Talking” there is a gap of 2 days: the panel can do nothing then."
    ]
    assert doubts([READING, Days("Talking", day(10), day(15))]) == [
        "“Reading” and “Talking” overlap from 10 November 2020 to 10 November 2020: what either allows "
        "is allowed then."
    ]


def test_a_panel_that_can_never_score_is_said() -> None:
    assert doubts([Days("Talking", day(1), day(2), may_score=False)]) == [
        "In no phase may the panel score."
    ]
    assert "no phase yet" in doubts([])[0]


def test_the_next_phase_is_the_first_to_begin() -> None:
    assert next_after(day(3), [TALKING, READING]) is TALKING
    assert next_after(day(12), [TALKING, READING]) is None
