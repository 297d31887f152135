"""What stands at an address that somebody pasted, and how it could be watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance.links.fetch import Failed, Fetched, Policy, Refused, fetch

from .models import Source, SourceKind
from .reading.entry import CannotBeRead, Reading, line, whole
from .reading.feed import read_feed
from .reading.govuk import api_address, read_content, read_search
from .reading.page import Named, feeds_named, read_page

MOST_BYTES = 10_000_000
TIMEOUT = 8.0
"""Seconds for each of at most two questions: somebody waits for the page."""
SHOWN = 6
PUBLIC = Policy()


class CannotBeFound(Exception):
    """Nothing that can be watched stands there; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source that could be, and what would come of it."""

    kind: SourceKind
    address: str
    name: str
    in_words: str
    """As “RSS feed”."""
    titles: Sequence[str] = ()
    number: int = 0
    others: Sequence[Named] = field(default=())
    doubts: Sequence[str] = ()


def find(pasted: str, *, policy: Policy | None = None) -> Found:
    """Look at an address: a feed, a page that names one, a page of GOV.UK, or any page.

    Raises:
        CannotBeFound: it gives nothing that can be watched.
    """
    said = pasted.strip()
    address = whole(said if "://" in said else f"https://{said}")
    if not address:
        raise CannotBeFound("Write the address as https://www.example.org/news.")
    kind, api = api_address(address)
    if kind == "search":
        return _found(
            SourceKind.GOVUK_SEARCH, api, read_search(_ask(api, policy).body), "Search of GOV.UK"
        )
    if kind == "content":
        return _found(SourceKind.GOVUK_CONTENT, api, read_content(_ask(api, policy).body))
    page = _ask(address, policy)
    try:
        return _feed(page)
    except CannotBeRead:
        return _from_page(address, page, policy)


def _ask(address: str, policy: Policy | None) -> Fetched:
    try:
        page = fetch(address, max_bytes=MOST_BYTES, timeout=TIMEOUT, policy=policy or PUBLIC)
    except Refused as refusal:
        raise CannotBeFound(str(refusal)) from refusal
    except Failed as fault:
        raise CannotBeFound(f"{fault} Try again, or look whether the address is right.") from fault
    if not page.ok:
        raise CannotBeFound(
            f"The site answers {page.status}. Open the address in a browser and copy it from there."
        )
    return page


def _feed(page: Fetched, others: Sequence[Named] = ()) -> Found:
    kind = page.headers.get("content-type", "")
    reading = read_feed(page.body, url=page.url, content_type=kind)
    return _found(SourceKind.FEED, page.url, reading, others=others)


def _from_page(address: str, page: Fetched, policy: Policy | None) -> Found:
    """The first feed that a page names and that can be read; else the page itself."""
    kind = page.headers.get("content-type", "")
    named = feeds_named(page.body, url=page.url, content_type=kind)
    if named:
        try:
            return _feed(_ask(named[0].url, policy), others=named[1:])
        except (CannotBeRead, CannotBeFound):
            pass
    try:
        reading = read_page(page.body, url=page.url, content_type=kind)
    except CannotBeRead as fault:
        raise CannotBeFound(str(fault)) from fault
    titles = [line(row, 120) for row in reading.kept.splitlines()[:SHOWN]]
    return Found(
        SourceKind.PAGE, address, reading.title, reading.kind, titles, 0, named,
        ["It names no feed that can be read, so the page itself is watched: what is new in its "
         "words is told, from the second look on."],
    )  # fmt: skip


def _found(
    kind: SourceKind, address: str, reading: Reading, name: str = "", others: Sequence[Named] = ()
) -> Found:
    return Found(
        kind,
        address,
        line(reading.title or name or (reading.entries[0].title if reading.entries else ""), 200),
        reading.kind,
        [entry.title for entry in reading.entries[:SHOWN]],
        len(reading.entries),
        [each for each in others if each.url != address],
        reading.doubts,
    )


def watched_already(address: str) -> Source | None:
    """The source that has this address."""
    found: Source | None = Source.objects.filter(address=address).first()
    return found
