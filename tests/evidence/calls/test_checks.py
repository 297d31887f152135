"""What keeps a call from being published: all of it at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from alliance.evidence.calls.checks import Ready, findings
from alliance.evidence.calls.proposed import HEADINGS

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
READY = Ready(
    summary="What should stay",
    purpose="We look for what was tried in a hurry and turned out to be better than before.",
    what_becomes="A panel reads it.",
    has_contact=True,
    has_topics=True,
    is_standing=False,
    opens_at=NOW - DAY,
    closes_at=NOW + 30 * DAY,
    last_call_days=7,
    consent_words="We may publish it.",
    supplier_words="Is there a supplier?",
    questions=HEADINGS,
)


def stops(**otherwise: Any) -> list[str]:
    return [each.sentence for each in findings(replace(READY, **otherwise), now=NOW) if each.stops]


def test_nothing_is_said_of_one_that_is_whole() -> None:
    assert findings(READY, now=NOW) == []


@pytest.mark.parametrize(
    ("otherwise", "begins"),
    [
        ({"purpose": " "}, "Say why you ask"),
        ({"what_becomes": ""}, "Say what becomes"),
        ({"consent_words": ""}, "Write what people say yes to"),
        ({"opens_at": None}, "Say when it opens"),
        ({"closes_at": None}, "Say when it closes"),
        ({"closes_at": NOW - dt.timedelta(hours=1)}, "The day on which it closes has passed"),
        ({"opens_at": NOW + 40 * DAY}, "It closes before it opens"),
        ({"questions": ()}, "It asks nothing"),
        ({"questions": [replace(each, is_short=False) for each in HEADINGS]}, "Mark the one"),
        ({"questions": [HEADINGS[0], HEADINGS[4]]}, "“Until when"),
    ],
)
def test_what_stops_it(otherwise: dict[str, Any], begins: str) -> None:
    (said,) = stops(**otherwise)
    assert said.startswith(begins)


def test_a_standing_call_needs_no_closing() -> None:
    assert stops(is_standing=True, closes_at=None) == []


def test_all_that_stops_it_is_said_at_once_and_first() -> None:
    found = findings(
        replace(READY, purpose="", closes_at=None, consent_words="", summary="", has_contact=False),
        now=NOW,
    )
    assert [each.stops for each in found] == [True, True, True, False, False]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"summary": ""},
        {"purpose": "Tell us."},
        {"has_contact": False},
        {"has_topics": False},
        {"supplier_words": ""},
        {"closes_at": NOW + 5 * DAY},
        {"questions": [replace(each, part=None) for each in HEADINGS]},
    ],
)
def test_what_is_only_worth_a_look_does_not_stop_it(otherwise: dict[str, Any]) -> None:
    (found,) = findings(replace(READY, **otherwise), now=NOW)
    assert not found.stops
