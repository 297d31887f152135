"""JSON Feed, 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from .entry import (
    MOST_ENTRIES,
    CannotBeRead,
    Entry,
    Reading,
    beginning,
    line,
    made_safe,
    named_once,
    whole,
)
from .when import moment


def read_json(text: str) -> Any:
    """What a JSON text holds.

    Raises:
        CannotBeRead: it is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise CannotBeRead(
            "The answer looks like JSON and is damaged. It will be asked for again; if that goes "
            "on, tell its publisher."
        ) from None


def read_json_feed(text: str, *, url: str) -> Reading:
    """The entries of a JSON Feed.

    Raises:
        CannotBeRead: it is JSON, but no feed.
    """
    told = read_json(text)
    items = told.get("items") if isinstance(told, Mapping) else None
    if not isinstance(items, list):
        raise CannotBeRead("The answer is JSON, but no JSON Feed: it has no list of items.")
    title = line(text_at(told, "title"), 200)
    entries = [_entry(each, url) for each in items[:MOST_ENTRIES] if isinstance(each, Mapping)]
    doubts = []
    if odd := sum(not isinstance(each, Mapping) for each in items[:MOST_ENTRIES]):
        doubts.append(f"{odd} of its items are none, and were left out.")
    return Reading("JSON feed", title, named_once(entries), tuple(doubts))


def text_at(told: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = told.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value) if abs(value) < 10**30 else ""
    return ""


def _entry(told: Mapping[str, Any], base: str) -> tuple[Entry, str]:
    own = text_at(told, "id")
    address = whole(text_at(told, "url"), base) if text_at(told, "url") else ""
    address = address or (
        whole(text_at(told, "external_url"), base) if told.get("external_url") else ""
    )
    if not address and own.startswith("http"):
        address = whole(own)
    words = text_at(told, "content_text", "summary")
    html, text = made_safe(
        text_at(told, "content_html") or f"<p>{escape(words)}</p>", address or base
    )
    tags = told.get("tags")
    tags = (
        [line(tag, 80) for tag in tags[:10] if isinstance(tag, str)]
        if isinstance(tags, list)
        else []
    )
    entry = Entry(
        key="",
        title=line(text_at(told, "title")) or beginning(text),
        html=html if text else "",
        text=text,
        url=address,
        published_at=moment(text_at(told, "date_published", "date_modified")),
        facts={"categories": tags} if tags else {},
    )
    return entry, own
