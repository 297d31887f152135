"""The text of a sample bulletin, parsed, means what the sample says it means."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from alliance.bulletins.parsing.parse import parse_text
from alliance.bulletins.parsing.reading import Reading, ReadItem
from alliance.region.weeks import Week, plan
from alliance.region.write import reading_of, text_of

WEEKS = plan(dt.date(2026, 11, 23))


def squashed(text: str) -> str:
    return " ".join(text.split())


def shape(reading: Reading) -> list[tuple[str, str, bool, str, str, tuple[str, ...]]]:
    return [
        (str(i.section), i.title, i.has_action, squashed(i.body), squashed(i.action_text), i.people)
        for i in reading.items
    ]


@pytest.mark.parametrize("week", WEEKS, ids=lambda week: str(week.number))
def test_a_sample_bulletin_is_read_as_it_was_meant(week: Week) -> None:
    meant, read = reading_of(week), parse_text(text_of(week))

    assert (read.number, read.date) == (meant.number, meant.date)
    assert squashed(read.introduction) == squashed(meant.introduction)
    assert shape(read) == shape(meant)
    assert [(p.title, p.publisher, p.date) for p in read.publications] == [
        (p.title, p.publisher, p.date) for p in meant.publications
    ]
    assert [(c.name, c.role, c.organisation, c.phone) for c in read.contacts] == [
        (c.name, c.role, c.organisation, c.phone) for c in meant.contacts
    ]
    assert read.set_aside == ()


def test_nearly_all_days_of_the_year_are_read_as_they_were_meant() -> None:
    """F1 over deadlines and over events of the whole year; sentences vary more than any rule."""
    counts: Counter[tuple[str, str]] = Counter()
    for week in WEEKS:
        meant, read = reading_of(week).items, parse_text(text_of(week)).items
        for one, other in zip(meant, read, strict=True):
            _count(counts, one, other)
    for part in ("deadlines", "events"):
        right = 2 * counts[part, "right"]
        assert right / (counts[part, "meant"] + counts[part, "read"]) >= 0.9, part


def _count(counts: Counter[tuple[str, str]], meant: ReadItem, read: ReadItem) -> None:
    for part in ("deadlines", "events"):
        want, got = set(getattr(meant, part)), set(getattr(read, part))
        counts[part, "right"] += len(want & got)
        counts[part, "meant"] += len(want)
        counts[part, "read"] += len(got)
