"""The next meeting, and what readers are told when it changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from alliance.pages.meeting import Meeting, time_in_words, told_change

TODAY = dt.date(2026, 11, 23)
ANNOUNCED = Meeting(on=dt.date(2026, 12, 3), at=dt.time(10), place="County Hall", network=1)


def test_a_moved_meeting_says_what_it_was() -> None:
    moved = replace(ANNOUNCED, on=dt.date(2026, 12, 10), at=dt.time(13, 30), place="On line")

    assert told_change(ANNOUNCED, moved, on=TODAY) == {
        "on": "2026-12-03",
        "at": "10:00:00",
        "place": "County Hall",
    }


def test_a_change_stays_told_while_other_things_are_edited() -> None:
    moved = replace(ANNOUNCED, on=dt.date(2026, 12, 10), before={"on": "2026-12-03"})

    assert told_change(moved, moved, on=TODAY) == {"on": "2026-12-03"}


@pytest.mark.parametrize(
    ("told", "new"),
    [
        (None, ANNOUNCED),
        (Meeting(on=dt.date(2026, 12, 3)), ANNOUNCED),
        (replace(ANNOUNCED, on=dt.date(2026, 11, 20), network=None), ANNOUNCED),
        (replace(ANNOUNCED, network=2), replace(ANNOUNCED, on=dt.date(2026, 12, 10))),
        (ANNOUNCED, Meeting()),
        (replace(ANNOUNCED, on=dt.date(2026, 11, 20)), replace(ANNOUNCED, before={"on": "x"})),
    ],
    ids=["first", "added to", "over", "another network", "withdrawn", "over, with a change"],
)
def test_another_meeting_is_no_change(told: Meeting | None, new: Meeting) -> None:
    if told and told.on == new.on and told.network is None:
        new = replace(new, network=None)
    assert told_change(told, new, on=TODAY) == {}


def test_a_day_alone_is_a_meeting() -> None:
    meeting = Meeting(on=dt.date(2026, 12, 3))

    assert meeting.is_announced
    assert meeting.time_in_words == ""
    assert not meeting.is_past(dt.date(2026, 12, 3))
    assert meeting.is_past(dt.date(2026, 12, 4))
    assert not Meeting().is_announced


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (dt.time(10), "10am"),
        (dt.time(13, 30), "1.30pm"),
        (dt.time(12), "12 noon"),
        (dt.time(0, 5), "12.05am"),
    ],
)
def test_times_are_written_as_bulletins_write_them(time: dt.time, words: str) -> None:
    assert time_in_words(time) == words
