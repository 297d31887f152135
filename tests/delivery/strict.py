"""What goes out, read by other hands than wrote it, and held against what the formats ask for."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import urlsplit

import feedparser
from defusedxml import ElementTree
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

ATOM = "{http://www.w3.org/2005/Atom}"
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[\w/-]+")
JSON_FEED = {
    "version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items",
}  # fmt: skip
JSON_ITEM = {
    "id", "url", "title", "content_html", "date_published", "date_modified", "authors", "tags",
}  # fmt: skip


def read_atom(document: bytes) -> Any:
    """An Atom document, if RFC 4287 has nothing to say against it."""
    root = ElementTree.fromstring(document)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, f"{name} once"
            assert (element.findtext(f"{ATOM}{name}") or "").strip()
        assert TAG_URI.fullmatch(element.findtext(f"{ATOM}id"))
        _is_moment(element.findtext(f"{ATOM}updated"))
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        links = [(link.get("rel"), link.get("href")) for link in element.findall(f"{ATOM}link")]
        assert [rel for rel, _ in links].count("alternate") == 1
        assert all(_is_whole(href) for _, href in links)
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") == 1
    for entry in entries:
        assert len(entry.findall(f"{ATOM}content")) == 1
        assert entry.find(f"{ATOM}content").get("type") == "html"
        _is_moment(entry.findtext(f"{ATOM}published"))
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    found = feedparser.parse(document)
    assert not found.bozo, found.get("bozo_exception")
    assert len(found.entries) == len(entries)
    return found


def read_json_feed(document: bytes) -> dict[str, Any]:
    """A JSON Feed document, if version 1.1 has nothing to say against it."""
    found: dict[str, Any] = json.loads(document)
    assert set(found) == JSON_FEED
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"].strip()
    assert _is_whole(found["home_page_url"])
    assert _is_whole(found["feed_url"])
    for item in found["items"]:
        assert set(item) == JSON_ITEM
        assert TAG_URI.fullmatch(item["id"])
        assert _is_whole(item["url"])
        assert item["content_html"].strip()
        assert item["title"].strip()
        _is_moment(item["date_published"])
        _is_moment(item["date_modified"])
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
    for author in (*found["authors"], *(a for item in found["items"] for a in item["authors"])):
        assert set(author) == {"name", "url"}
        assert author["name"]
    ids = [item["id"] for item in found["items"]]
    assert len(set(ids)) == len(ids)
    return found


def read_calendar(document: bytes) -> Calendar:
    """A calendar, if RFC 5545 has nothing to say against it."""
    assert document.endswith(b"END:VCALENDAR\r\n")
    lines = document.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    text = document.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    (found,) = IcsCalendarStream.from_ics(text).calendars
    assert (found.prodid, found.version) != ("", "")
    unfolded = text.replace("\r\n ", "")
    assert len(found.events) == unfolded.count("\r\nBEGIN:VEVENT\r\n")
    for name in ("UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "STATUS", "SUMMARY"):
        assert len(re.findall(rf"\r\n{name}[:;]", unfolded)) >= len(found.events), name
    # RFC 7986 asks for the type; what programs before it read is the same length of time.
    assert re.search(r"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT\d+H\r\n", unfolded)
    assert re.search(r"\r\nX-PUBLISHED-TTL:PT\d+H\r\n", unfolded)
    assert re.search(r"\r\nSOURCE;VALUE=URI:https?://\S+\r\n", unfolded)
    for event in found.events:
        if isinstance(event.dtstart, dt.datetime):
            assert event.dtend is None, "nobody said when it ends"
            assert f"DTSTART:{event.dtstart:%Y%m%dT%H%M%SZ}" in unfolded
        else:
            assert event.dtend == event.dtstart + dt.timedelta(days=1), "the end is not part of it"
            assert f"DTSTART;VALUE=DATE:{event.dtstart:%Y%m%d}" in unfolded
        assert event.summary
    uids = [event.uid for event in found.events]
    assert len(set(uids)) == len(uids)
    return found


def _is_moment(text: str) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", text), text


def _is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
