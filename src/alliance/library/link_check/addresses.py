"""Addresses as they stand in text: found, compared, exchanged. Plain functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urldefrag, urlsplit

LONGEST = 2000
_HREF = re.compile(r"""(\shref\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)


def addresses_in(html: str) -> Iterator[str]:
    """What the links of a piece of HTML lead to, as written but for the HTML of it."""
    for found in _HREF.finditer(html):
        yield unescape(found[2][1:-1]).strip()


def exchanged(html: str, old: str, new: str) -> str:
    """The HTML with every link to one address leading to another; all else stays as it is."""

    def put(found: re.Match[str]) -> str:
        if unescape(found[2][1:-1]).strip() != old:
            return found[0]
        return f'{found[1]}"{escape(new)}"'

    return _HREF.sub(put, html)


def asked_for(written: str) -> str | None:
    """The address to ask for, without its fragment; None if another machine is not asked for it.

    Mail addresses, paths of this site and what is no address at all are not.
    """
    address = urldefrag(written.strip()).url
    if not address.isprintable() or len(address) > LONGEST:
        return None
    return address if host_of(address) else None


def host_of(address: str) -> str:
    """The site of an http or https address, in lower case; empty if it is no such address."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises if it is no number
    except ValueError:
        return ""
    return host[:255] if parts.scheme in {"http", "https"} else ""


def with_fragment_of(address: str, written: str) -> str:
    """An address that takes the place of another keeps pointing to the same part of its page."""
    fragment = urldefrag(written).fragment
    return f"{address}#{fragment}" if fragment and "#" not in address else address
