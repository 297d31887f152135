"""Which days are new, moved or fallen in a window: by what was told up to its two ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from alliance.bulletins.models import Appearance, AppearanceDate, Bulletin, Correction
from alliance.delivery.composing.changed_days import changed_days, hours_in_words
from alliance.delivery.composing.dates import (
    CHANGED,
    COMING,
    dates_letter,
    dates_part,
)
from alliance.delivery.composing.letter import Letter, Line
from alliance.delivery.keep import rebuild
from alliance.delivery.tellings import Hours
from alliance.directory.models import Alliance, Topic
from tests.bulletins.invented import bulletin, said
from tests.delivery.strict import read_calendar

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOW = timezone.now()
TODAY = timezone.localdate()
AFTER, UNTIL = NOW - 7 * DAY, NOW
SOON = TODAY + 9 * DAY


def out(number: int, at: dt.datetime) -> Bulletin:
    made = bulletin(number, date=timezone.localdate(at))
    Bulletin.objects.filter(pk=made.pk).update(first_published_at=at)
    made.refresh_from_db()
    return made


def told(number: int, at: dt.datetime, title: str, **fields: Any) -> Appearance:
    made = said(out(number, at), title, **fields)
    rebuild()
    return made


def also(where: Appearance, day: dt.date) -> None:
    AppearanceDate.objects.create(appearance=where, kind="event", date=day)


def again(number: int, at: dt.datetime, first: Appearance, **fields: Any) -> Appearance:
    return told(number, at, first.title, item=first.item, **fields)


def changes(after: dt.datetime = AFTER, until: dt.datetime = UNTIL) -> list[tuple[dt.date, str]]:
    return [(each.row.day, each.how) for each in changed_days(after, until, today=TODAY)]


def written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_a_day_that_was_told_in_the_window_is_new() -> None:
    told(429, NOW - 2 * DAY, "A survey", deadline=SOON)
    assert changes() == [(SOON, "new")]


def test_what_was_known_before_is_not() -> None:
    told(420, NOW - 20 * DAY, "A survey", deadline=SOON)
    assert changes() == []


def test_a_day_that_is_over_is_not_told() -> None:
    told(429, NOW - 2 * DAY, "A survey", deadline=TODAY - DAY)
    assert changes() == []


def test_said_again_in_other_words_its_day_is_the_same() -> None:
    first = told(420, NOW - 20 * DAY, "A survey", deadline=SOON)
    again(429, NOW - 2 * DAY, first, deadline=SOON, body="<p>In other words.</p>")
    assert changes() == []


def test_a_day_that_moved_says_from_where() -> None:
    first = told(420, NOW - 20 * DAY, "A survey", deadline=SOON)
    again(429, NOW - 2 * DAY, first, deadline=SOON + 3 * DAY)
    assert changes() == [(SOON + 3 * DAY, f"moved from {written(SOON)}")]
    # In the window before it was new where it was; afterwards it is no news any more.
    assert changes(UNTIL, UNTIL + 7 * DAY) == []


def test_a_day_that_is_taken_back_is_cancelled() -> None:
    first = told(420, NOW - 20 * DAY, "Meetings", event=SOON)
    both = said(out(421, NOW - 15 * DAY), "Meetings", item=first.item, event=SOON)
    also(both, SOON + DAY)
    rebuild()
    again(429, NOW - 2 * DAY, first, event=SOON + DAY)
    assert changes() == [(SOON, "cancelled")]


def test_one_that_was_new_and_fell_within_the_window_is_told_to_nobody() -> None:
    first = said(out(428, NOW - 5 * DAY), "Meetings", event=SOON)
    also(first, SOON + DAY)
    rebuild()
    again(429, NOW - 2 * DAY, first, event=SOON + DAY)
    assert changes() == [(SOON + DAY, "new")]


def test_what_changes_after_the_window_is_told_by_the_next() -> None:
    first = told(428, NOW - 5 * DAY, "A survey", deadline=SOON)
    again(429, NOW + DAY, first, deadline=SOON + 3 * DAY)
    assert changes() == []
    assert changes(UNTIL, UNTIL + 7 * DAY) == [(SOON + 3 * DAY, f"moved from {written(SOON)}")]


def test_a_day_that_was_put_right_says_so() -> None:
    first = told(420, NOW - 20 * DAY, "A survey", deadline=SOON)
    first.dates.update(date=SOON + DAY)
    note = Correction.objects.create(bulletin=first.bulletin, note="Its day.", at=NOW - DAY)
    note.items.add(first.item)
    rebuild()
    assert changes() == [(SOON + DAY, "corrected")]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (Hours(dt.time(10)), "at 10am"),
        (Hours(dt.time(10), dt.time(12)), "10am to 12 noon"),
        (Hours(dt.time(13, 30), dt.time(15)), "1.30pm to 3pm"),
    ],
)
def test_hours_are_said_as_bulletins_say_them(hours: Hours, words: str) -> None:
    assert hours_in_words(hours) == words


# The mail of dates -----------------------------------------------------------------------------------


def letter() -> Letter:
    made = dates_letter(AFTER, UNTIL)
    assert made is not None
    return made


def lines(made: Letter, heading: str) -> list[Line]:
    return [line for each in made.parts if each.heading == heading for line in each.lines]


def test_without_a_new_or_changed_date_there_is_no_mail() -> None:
    told(420, NOW - 20 * DAY, "A survey", deadline=SOON)
    assert dates_letter(AFTER, UNTIL) is None
    assert dates_part(AFTER, UNTIL) is None


def test_it_has_what_is_new_and_then_the_rest_of_four_weeks() -> None:
    topic = Topic.objects.create(name="Kinship care", slug="kinship-care")
    new = told(429, NOW - 2 * DAY, "A new survey", deadline=SOON)
    new.item.topics.add(topic)
    told(420, NOW - 20 * DAY, "Known", event=TODAY + 5 * DAY)
    told(419, NOW - 27 * DAY, "Far away", event=TODAY + 40 * DAY)
    made = letter()
    assert [(line.title, line.note, line.day) for line in lines(made, CHANGED)] == [
        ("A new survey", "deadline; new", SOON.isoformat())
    ]
    assert lines(made, CHANGED)[0].topics == {topic.pk}
    assert [line.title for line in lines(made, COMING)] == ["Known"]


def test_its_calendar_has_both_and_what_fell() -> None:
    Alliance(name="Eastern Alliance", short_name="Eastern").save()
    first = said(out(420, NOW - 20 * DAY), "Meetings", event=SOON)
    also(first, SOON + DAY)
    rebuild()
    again(429, NOW - 2 * DAY, first, event=SOON + DAY)
    told(428, NOW - 3 * DAY, "A survey", deadline=SOON)
    events = read_calendar(letter().calendar.encode())
    assert sorted(event.summary or "" for event in events.events) == [
        "Cancelled: Meetings",
        "Deadline: A survey",
        "Meetings",
    ]


def test_a_digest_tells_the_changed_ones_alone() -> None:
    told(429, NOW - 2 * DAY, "A new survey", deadline=SOON)
    told(420, NOW - 20 * DAY, "Known", event=TODAY + 5 * DAY)
    part = dates_part(AFTER, UNTIL)
    assert part is not None
    assert [line.title for line in part.lines] == ["A new survey"]
