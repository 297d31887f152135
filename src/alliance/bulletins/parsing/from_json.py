"""A `Reading` from the JSON that `Reading.to_json` gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from .reading import (
    Doubt,
    Link,
    ReadContact,
    Reading,
    ReadItem,
    ReadPublication,
    Section,
    Span,
)


def reading_from_json(document: Mapping[str, Any]) -> Reading:
    """The reading of a JSON document; keys that are not there take their defaults.

    Raises:
        ValueError, KeyError, TypeError: the document was not made by `Reading.to_json`.
    """
    return Reading(
        source_text=document.get("source_text", ""),
        number=document.get("number"),
        date=_day(document.get("date")),
        introduction=document.get("introduction", ""),
        items=tuple(_item(item) for item in document.get("items", [])),
        publications=tuple(
            ReadPublication(**entry | {"date": _day(entry.get("date"))})
            for entry in document.get("publications", [])
        ),
        contacts=tuple(ReadContact(**contact) for contact in document.get("contacts", [])),
        frame=tuple(document.get("frame", [])),
        set_aside=tuple(document.get("set_aside", [])),
        spans=tuple(Span(**span) for span in document.get("spans", [])),
        doubts=tuple(Doubt(**doubt) for doubt in document.get("doubts", [])),
    )


def _item(item: Mapping[str, Any]) -> ReadItem:
    return ReadItem(
        **dict(item)
        | {
            "section": Section(item["section"]),
            "deadlines": tuple(dt.date.fromisoformat(day) for day in item.get("deadlines", [])),
            "events": tuple(dt.date.fromisoformat(day) for day in item.get("events", [])),
            "people": tuple(item.get("people", [])),
            "links": tuple(Link(**link) for link in item.get("links", [])),
            "money": tuple(item.get("money", [])),
        }
    )


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
