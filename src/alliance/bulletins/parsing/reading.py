"""What was understood of one bulletin: plain values, each tied to its place in the source.

`Reading.to_json` is the public promise of `alliance bulletin parse --json`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

SCHEMA = "alliance.bulletin.reading/1"


class Section(StrEnum):
    """The part of a bulletin in which an item stands."""

    NEWS = "news"
    REMINDER = "reminder"


class Span(NamedTuple):
    """Where a value stands: `source_text[start:end]`, counted in code points.

    `path` names the value as in the JSON: `number`, `items.0.title`, `items.0.deadlines.1`,
    `publications.4.date`, `frame.2`, `set_aside.0`.
    """

    path: str
    start: int
    end: int


class Doubt(NamedTuple):
    """A reading that an editor should look at: which value, why, and where it stands."""

    path: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an item: its words, and its target where the source still had one."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item: a title, what it says, and what stood under its action label."""

    section: Section
    title: str
    body: str = ""
    has_action: bool = False
    action_text: str = ""
    deadlines: tuple[dt.date, ...] = ()
    events: tuple[dt.date, ...] = ()
    people: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    money: tuple[str, ...] = ()
    body_html: str = ""
    action_html: str = ""


@dataclass(frozen=True, slots=True)
class ReadPublication:
    """One entry of the rolling list of tools, templates and publications."""

    title: str
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ReadContact:
    """One entry of the contact block."""

    name: str
    role: str | None = None
    organisation: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One bulletin as understood. Every character of `source_text` is in an item, publication,
    contact, heading, the frame or `set_aside`."""

    source_text: str
    number: int | None = None
    date: dt.date | None = None
    introduction: str = ""
    items: tuple[ReadItem, ...] = ()
    publications: tuple[ReadPublication, ...] = ()
    contacts: tuple[ReadContact, ...] = ()
    headings: tuple[str, ...] = ()  # of sections, such as "Reminders from previous weeks"
    frame: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    schema: str = field(default=SCHEMA)

    def to_json(self) -> dict[str, Any]:
        """A document of plain JSON values; dates as ISO strings."""
        return _plain(self)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    # Not `dataclasses.asdict`, which copies deeply and takes as long as the reading itself.
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, Span | Doubt):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in value.__slots__}
