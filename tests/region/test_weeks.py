"""The sample region's weeks: decided by a day alone, and varied."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.region.authorities import AUTHORITIES
from alliance.region.matters import STOCK
from alliance.region.networks import NETWORKS, TOPICS
from alliance.region.people import FORMER_ADVISER, PEOPLE
from alliance.region.weeks import FIRST_NUMBER, plan, working_day
from alliance.region.write import as_html, as_text, date_words, reading_of, text_of

TODAY = dt.date(2026, 11, 23)
WEEKS = plan(TODAY)


def test_there_are_fifty_numbers_up_to_the_friday_before_today() -> None:
    assert [week.number for week in WEEKS] == list(range(FIRST_NUMBER, FIRST_NUMBER + 50))
    assert WEEKS[-1].date == dt.date(2026, 11, 20)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)))
def test_every_bulletin_is_of_a_friday_before_today_and_none_of_christmas(today: dt.date) -> None:
    days = [week.date for week in plan(today)]

    assert {day.weekday() for day in days} == {4}
    assert days == sorted(set(days))
    assert today - dt.timedelta(days=21) < days[-1] < today
    assert not [
        day for day in days if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)
    ]


def test_the_same_day_gives_the_same_bulletins() -> None:
    assert [text_of(week) for week in plan(TODAY)] == [text_of(week) for week in WEEKS]


def test_a_year_is_varied() -> None:
    readings = [reading_of(week) for week in WEEKS]
    bodies = {item.body for reading in readings for item in reading.items}
    items = [item for reading in readings for item in reading.items]

    assert len(STOCK) >= 170
    assert len({matter.key for matter in STOCK}) == len(STOCK)
    assert len(bodies) > 250
    assert all(5 <= len(reading.items) <= 16 for reading in readings)
    assert all(any(i.section == "news" for i in reading.items) for reading in readings)
    assert 0.4 < sum(i.has_action for i in items) / len(items) < 0.9
    assert sum(bool(i.deadlines) for i in items) > 60
    assert sum(bool(i.events) for i in items) > 100
    assert {bool(c.phone) for reading in readings for c in reading.contacts} == {True, False}
    assert FORMER_ADVISER.name in {c.name for c in readings[0].contacts}
    assert FORMER_ADVISER.name not in {c.name for c in readings[-1].contacts}


@pytest.mark.parametrize("today", [TODAY, dt.date(2027, 2, 10), dt.date(2027, 5, 19)], ids=str)
def test_a_bulletin_is_as_full_as_real_ones(today: dt.date) -> None:
    weeks = plan(today)
    sections = [Counter(str(i.section) for i in reading_of(week).items) for week in weeks]

    assert {4, 5, 6, 7} >= {count["news"] for count in sections} >= {4, 6}
    assert all(3 <= count["reminder"] <= 6 for count in sections)
    told = {t.matter.key for week in weeks for t in (*week.news, *week.reminders)}
    assert len({matter.key for matter in STOCK} - told) <= 4


def test_no_day_asked_for_has_passed() -> None:
    for week in WEEKS:
        for item in reading_of(week).items:
            assert not item.deadlines or max(item.deadlines) >= week.date
            assert all(day >= week.date for day in item.events)
            assert all(day.weekday() < 5 for day in (*item.deadlines, *item.events)), item.title


def test_every_place_for_a_date_or_name_is_filled() -> None:
    for week in WEEKS:
        assert not re.findall(r"[{}\[\]]", text_of(week).replace("[…]", ""))


def test_before_and_by_name_the_same_last_day() -> None:
    pathway = next(matter for matter in STOCK if matter.key == "bruising-pathway")
    week, telling = next(
        (week, told)
        for week in WEEKS
        for told in (*week.news, *week.reminders)
        if told.matter == pathway
    )
    item = next(i for i in reading_of(week).items if pathway.topic and "bruise" in i.body)

    last = working_day(telling.first, pathway.deadlines[0])
    assert item.deadlines == (last,)
    assert f"before {date_words(last + dt.timedelta(days=1))}" in item.action_text


def test_links_are_words_in_text_and_targets_in_html() -> None:
    marked = "See [the page](a-page).\n\n• one\n• two"

    assert as_text(marked) == "See the page.\n\n  • one\n  • two"
    assert as_html(marked) == (
        '<p>See <a href="https://sample.example.org/a-page">the page</a>.</p><ul><li>one</li><li>two</li></ul>'
    )


def test_a_place_is_kept_for_every_topic_network_and_authority_that_is_named() -> None:
    slugs, names = {n.slug for n in NETWORKS}, {a.name for a in AUTHORITIES}

    assert {matter.topic for matter in STOCK} <= set(TOPICS)
    assert {topic for network in NETWORKS for topic in network.topics} <= set(TOPICS)
    assert {p.network for p in PEOPLE if p.network} <= slugs
    assert {p.authority for p in PEOPLE if p.authority} <= names
    assert len(AUTHORITIES) == 19
    assert Counter(a.is_large for a in AUTHORITIES)[True] == 7


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_no_sample_person_can_be_reached(person: object) -> None:
    phone, email = person.phone, person.email  # type: ignore[attr-defined]

    assert not phone or re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", phone)
    assert email.endswith("@example.org")


def test_people_have_names_of_their_own() -> None:
    names = [person.name for person in (*PEOPLE, FORMER_ADVISER)]

    assert len(names) == len(set(names))


def test_meetings_of_a_network_follow_its_rhythm() -> None:
    network = NETWORKS[1]
    day, meetings = dt.date(2026, 1, 1), []
    while day.year == 2026:
        meeting = network.next_meeting(day)
        assert meeting is not None
        assert meeting >= day
        meetings.append(meeting)
        day = meeting + dt.timedelta(days=1)

    assert {meeting.weekday() for meeting in meetings} == {network.weekday}
    assert {(b - a).days % (7 * network.every) for a, b in pairwise(meetings)} == {0}
