"""What is read: entries, each with what names it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from alliance.text.sanitise import clean_from, plain

from .depth import is_too_deep

LONGEST_TITLE = 300
LONGEST_HTML = 200_000
"""Characters of one entry; a longer one is a book, and is cut."""
LONGEST_ADDRESS = 1000
MOST_ENTRIES = 2000
_TRACKING = re.compile(r"(?:utm_\w+|mc_[ce]id|fbclid|gclid|at_(?:campaign|medium))", re.IGNORECASE)
_HOST = re.compile(r"[^\s\"<>\\^`{|}%/?#@]+")
_SPACES = re.compile(r"\s+")
_ANY_TAG = re.compile(r"<[^<>]*>?")
_NOT_IN_A_LINE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_NOT_IN_TEXT = re.compile("[\x00\ud800-\udfff]")


class CannotBeRead(Exception):
    """The sentence says what came instead of what was expected, and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of news, as its source gives it."""

    key: str
    """Which of its source it is, for ever: 64 hexadecimal digits."""
    title: str
    html: str = ""
    """Sanitised; its links are whole."""
    text: str = ""
    url: str = ""
    publisher: str = ""
    published_at: dt.datetime | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    """What the source says of it besides: the kind of document, organisations, note of change."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source held."""

    kind: str
    """In words: “Atom feed”."""
    title: str = ""
    entries: Sequence[Entry] = ()
    doubts: Sequence[str] = ()
    """Sentences: what was wrong with it, although it could be read."""
    kept: str = ""
    """Of a page: its words now."""


def key_of(*parts: str) -> str:
    """The lasting name of what these parts name."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def line(text: str, longest: int = LONGEST_TITLE) -> str:
    """A text as one line without anything invisible, cut between words if it is too long."""
    one = _SPACES.sub(" ", _NOT_IN_A_LINE.sub(" ", text)).strip()
    if len(one) <= longest:
        return one
    return one[: longest - 1].rsplit(" ", 1)[0][: longest - 1] + "…"


def made_safe(html: str, base: str) -> tuple[str, str]:
    """HTML from outside sanitised, its links whole, and its words; nested without end, its words only."""
    html = _NOT_IN_TEXT.sub("", html[:LONGEST_HTML])
    if is_too_deep(html):
        html = _ANY_TAG.sub(" ", html)
    safe = _SPACES.sub(" ", clean_from(html, base))
    return safe, plain(safe)


def beginning(text: str) -> str:
    """For an entry without a title: its first words."""
    return line(text, 90) or "Without a title"


def whole(address: str, base: str = "") -> str:
    """A web address as one can open it: whole, without fragment and trackers; empty if it is none."""
    try:
        parts = urlsplit(urljoin(base, _NOT_IN_A_LINE.sub("", address).strip()))
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    if "@" in parts.netloc:
        return ""
    named = f"[{host}]" if ":" in host else host
    query = parts.query
    if _TRACKING.search(query):
        asked = parse_qsl(query, keep_blank_values=True)
        query = urlencode([each for each in asked if not _TRACKING.fullmatch(each[0])])
    made = urlunsplit(
        (
            parts.scheme.lower(),
            f"{named}:{port}" if port else named,
            quote(parts.path, safe="/%:@!$&'()*+,;=~-._", errors="replace") or "/",
            quote(query, safe="/%:@!$&'()*+,;=~-._?[]", errors="replace"),
            "",
        )
    )
    return made if len(made) <= LONGEST_ADDRESS else ""


def named_once(read: Sequence[tuple[Entry, str]]) -> list[Entry]:
    """Each entry with its key; a name that several bear names none of them."""
    borne = Counter(own for _, own in read if own)
    made: dict[str, Entry] = {}
    for entry, own in read:
        if own and borne[own] == 1:
            key = key_of("id", own)
        elif entry.url:
            key = key_of("address", entry.url)
        else:
            key = key_of("words", entry.title, entry.text)
        made.setdefault(key, replace(entry, key=key))
    return list(made.values())
