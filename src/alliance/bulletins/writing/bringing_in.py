"""Whatever was copied or saved elsewhere, as items of the draft: nothing of it taken silently."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction

from alliance.directory.models import User
from alliance.text.telling import print_of

from ..importing.memory import Memory
from ..models import DraftIssue, DraftItem
from ..parsing.parse import parse_as_one, parse_source
from ..parsing.reading import Reading, ReadItem
from ..parsing.sources import from_bytes
from ..recurrence import recognise
from ..rendering import text_to_html
from .changing import add_item
from .found import Fact, facts_in
from .refusal import CannotBeDone
from .said import Said

UNTITLED = "Untitled"
WORDS = 16
"""Of a heading that is none."""


def read(data: bytes, name: str, *, issued: dt.date | None = None, as_one: bool = False) -> Reading:
    """What was understood of a page, mail, Word document or text.

    Args:
        issued: the day of the bulletin, by which dates without a year are read.
        as_one: all of it is one item, whatever headings it has.

    Raises:
        UnreadableSource: it cannot be read; its message says why.
    """
    source = from_bytes(data, name)
    reading = parse_source(source, issued=issued)
    if not as_one and reading.items:
        return reading
    one = parse_as_one(source, issued=issued)
    return replace(one, items=tuple(_shortened(item) for item in one.items))


def _shortened(item: ReadItem) -> ReadItem:
    """A paragraph that stands where a heading would is none: its first words are."""
    words = item.title.split()
    title = " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")
    return replace(item, title=title)


@transaction.atomic
def bring_in(*, by: User | None, issue: DraftIssue, reading: Reading) -> list[DraftItem]:
    """Its items at the end of the draft, what was found in each to be decided.

    Raises:
        CannotBeDone: there is no item in it.
    """
    if not reading.items:
        raise CannotBeDone("No words were found in it. Copy the text itself, and paste it again.")
    facts = [facts_in(reading, place) for place in range(len(reading.items))]
    for place, known in _told_before(issue, reading):
        facts[place].append(known)
    return [
        add_item(by=by, issue=issue, said=_said(item), found=found)
        for item, found in zip(reading.items, facts, strict=True)
    ]


def _said(item: ReadItem) -> Said:
    return Said(
        title=item.title or UNTITLED,
        section=str(item.section),
        body=item.body_html or text_to_html(item.body),
        action_text=(item.action_html or text_to_html(item.action_text)) if item.has_action else "",
    )


def _told_before(issue: DraftIssue, reading: Reading) -> list[tuple[int, Fact]]:
    """Which items tell what a bulletin told before, as it seems."""
    prints = [
        print_of(item.title, f"{item.body}\n{item.action_text}", item.events)
        for item in reading.items
    ]
    near = Memory().told_near(issue.date, but=issue.number)
    return [
        (
            place,
            Fact(
                "matter", str(match.known.item), match.known.title, f"Update {match.known.number}"
            ),
        )
        for place, match in enumerate(recognise(prints, near))
        if match
    ]
