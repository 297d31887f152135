"""An issue from a bulletin that was read from a file: nothing is known besides."""

from __future__ import annotations

from ..parsing.reading import Reading, ReadItem
from .issue import CheckedContact, CheckedItem, CheckedPublication, Issue
from .spoken import Spoken, spoken, spoken_text


def issue_of(reading: Reading) -> Issue:
    """What of a reading is checked."""
    return Issue(
        number=reading.number,
        date=reading.date,
        introduction=spoken_text(reading.introduction),
        items=tuple(_item(item) for item in reading.items),
        publications=tuple(
            CheckedPublication(entry.title, entry.url or "") for entry in reading.publications
        ),
        contacts=tuple(CheckedContact(contact.name) for contact in reading.contacts),
        set_aside=reading.set_aside,
    )


def _item(item: ReadItem) -> CheckedItem:
    return CheckedItem(
        title=item.title,
        body=_said(item.body_html, item.body),
        action=_said(item.action_html, item.action_text),
        section=str(item.section),
        has_action=item.has_action,
        deadlines=item.deadlines,
        events=item.events,
        people=item.people,
    )


def _said(html: str, text: str) -> Spoken:
    return spoken(html) if html else spoken_text(text)
