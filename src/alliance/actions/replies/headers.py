"""The lines above a mail, as far as they can be made out. Nothing here raises, whatever they hold.

Python's own reader of structured headers (`email.policy.default`) fails on broken ones in many ways,
and takes long over long ones; a reply needs four of them, and those as plain text.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import quopri
import re
from collections.abc import Sequence
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from alliance.text.encoding import declared, utf8_or_1252

LONGEST = 8_000
"""Characters of a header that are looked at."""
MOST = 30
"""Mails that one may say it answers."""
_ENCODED = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bBqQ])\?([^?\s]{0,2000})\?=")
_APART = re.compile(r"(\?=)\s+(=\?)")
_IDENTITY = re.compile(r"<[^<>\s]{3,240}>")
_NAMED = re.compile(r"^(?P<name>[^<]*)<\s*(?P<address>[^<>@\s]{1,100}@[^<>@\s]{1,150})\s*>")
_BARE = re.compile(r"[^<>@\s,;:\"()\[\]]{1,100}@[\w.-]{1,150}")
_EARLIEST, _LATEST = 1990, 2200


class Sender(NamedTuple):
    """Who a mail says it is from."""

    name: str = ""
    address: str = ""


def field(message: Message, name: str) -> str:
    """A header as one line of text, encoded words and stray bytes made readable."""
    return in_words(raw_field(message, name))


def raw_field(message: Message, name: str) -> str:
    """A header as it came, in one line."""
    found = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _plain(str(found))


def fields(message: Message, name: str) -> Sequence[str]:
    """All headers of a name, in the order in which they stand."""
    return [_plain(str(value)) for key, value in message.raw_items() if key.lower() == name]


def _plain(value: str) -> str:
    cut = value[:LONGEST].encode("utf-8", "surrogateescape")
    return " ".join(utf8_or_1252(cut).split())


def in_words(text: str) -> str:
    """Text in which `=?utf-8?q?…?=` is what it stands for."""
    joined = _APART.sub(r"\1\2", text[:LONGEST])
    words: list[str] = []
    at, pending, charset = 0, b"", ""
    for match in _ENCODED.finditer(joined):
        between = joined[at : match.start()]
        if between or match[1].lower() != charset:
            # A letter may be split over two encoded words: those of one charset are read together.
            words += [_read(pending, charset), between]
            pending, charset = b"", match[1].lower()
        pending += _undone(match[2], match[3])
        at = match.end()
    words += [_read(pending, charset), joined[at:]]
    return " ".join("".join(words).split())


def _read(data: bytes, charset: str) -> str:
    return declared(data, charset) or utf8_or_1252(data)


def _undone(way: str, said: str) -> bytes:
    data = said.encode("ascii", "ignore")
    if way in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return b""


def sender(message: Message, name: str = "From") -> Sender:
    """Name and address of a header such as `From`; either may be empty."""
    raw = raw_field(message, name)
    if match := _NAMED.search(raw):
        called = in_words(match["name"]).strip(" \"'")
        address = match["address"].lower()
        return Sender("" if called.lower() == address else called[:200], address[:254])
    if match := _BARE.search(raw):
        return Sender("", match[0].lower()[:254])
    return Sender(in_words(raw).strip(" \"'")[:200], "")


def identities(text: str) -> Sequence[str]:
    """The Message-IDs in a header, each once: where a thread began, and its last."""
    found = list(dict.fromkeys(_IDENTITY.findall(text)))
    return found if len(found) <= MOST else [*found[:10], *found[10 - MOST :]]


def moment(text: str) -> dt.datetime | None:
    """When a mail says it was sent; None if that is no moment of our time."""
    try:
        at = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        at = at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return at if _EARLIEST <= at.year < _LATEST else None


def arrived(message: Message) -> dt.datetime | None:
    """When the last server on its way took it in, by that server's clock."""
    taken = next(iter(fields(message, "received")), "")
    return moment(taken.rpartition(";")[2].strip()) if taken else None
