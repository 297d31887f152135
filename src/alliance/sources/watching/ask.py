"""Asks a source for what it has, and reads the answer. Nothing is written down here."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.utils import timezone

from alliance.library.link_check.patience import retry_after
from alliance.library.link_check.verdict import new_address
from alliance.links.fetch import Failed, Fetched, Policy, Refused, fetch

from ..models import Outcome, Source, SourceKind
from ..reading.entry import CannotBeRead, Reading
from ..reading.feed import read_feed
from ..reading.govuk import read_content, read_search
from ..reading.page import read_page
from .answer import Answer
from .mailbox import ask_mailbox

log = logging.getLogger(__name__)
PUBLIC = Policy()
MOST_BYTES = 10_000_000
TIMEOUT = 30.0
"""Seconds for everything of one look: a hanging site holds one worker no longer."""
WANTED = {
    SourceKind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, */*;q=0.5",
    SourceKind.PAGE: "text/html, */*;q=0.5",
}
AGAIN = "It is tried again later, ever more rarely, at least once a day."


def ask(source: Source, *, policy: Policy | None = None, timeout: float | None = None) -> Answer:
    """What a source has now that it was not known to have."""
    if source.kind == SourceKind.IMAP:
        return ask_mailbox(source, policy=policy)
    try:
        page = fetch(
            source.address,
            max_bytes=MOST_BYTES,
            timeout=timeout or TIMEOUT,
            etag=source.etag,
            modified_since=source.last_modified,
            headers={"Accept": WANTED.get(SourceKind(source.kind), "application/json")},
            policy=policy or PUBLIC,
        )
    except Refused as refusal:
        return Answer(outcome=Outcome.REFUSED, words=f"{refusal} Look at its address.")
    except Failed as fault:
        return Answer(outcome=Outcome.NO_ANSWER, words=f"{fault} {AGAIN}")
    return _of(source, page)


def _of(source: Source, page: Fetched) -> Answer:
    wait = retry_after(page.headers.get("retry-after", ""), timezone.now())
    match page.status:
        case 304:
            return Answer(
                outcome=Outcome.UNCHANGED,
                status=304,
                words="Nothing has changed since the last look.",
                asked=wait,
                etag=(page.etag or source.etag)[:500],
                last_modified=(page.last_modified or source.last_modified)[:100],
            )
        case 410:
            return Answer(
                outcome=Outcome.GONE,
                status=410,
                words="The site says that it is gone for good, so it is not watched any more. "
                "If it has a new address, change it here.",
            )
        case 429 | 503:
            return Answer(
                outcome=Outcome.BUSY,
                status=page.status,
                words="The site asks us to come back later, and we do.",
                asked=wait,
            )
        case _ if page.ok:
            return read(source, page)
    said = _said(page.status)
    mend = "Look at its address." if page.status < 500 else AGAIN
    return Answer(
        outcome=Outcome.FAULT,
        status=page.status,
        words=f"The site answers {said}. {mend}",
        asked=wait,
    )


def _said(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return str(status)


def read(source: Source, page: Fetched) -> Answer:
    """An answer that has a body, read as the kind of source it is."""
    size = len(page.body)
    try:
        reading = _reading(source, page)
    except CannotBeRead as fault:
        return Answer(outcome=Outcome.UNREADABLE, status=page.status, size=size, words=str(fault))
    except Exception as fault:
        # A fault of ours must not keep a source from being written down as failing. What it says
        # may quote the page, so only its kind is logged.
        log.exception("Source %s could not be read: %s", source.pk, type(fault).__name__)
        return Answer(
            outcome=Outcome.UNREADABLE,
            status=page.status,
            size=size,
            words="It could not be read, by a fault of ours; the log has it. " + AGAIN,
        )
    moved = new_address(source.address, page.redirects)
    words = [*reading.doubts]
    if moved:
        words.append(f"It has moved for good to {moved}: change its address.")
    return Answer(
        outcome=Outcome.READ,
        status=page.status,
        size=size,
        words=" ".join(words),
        reading=reading,
        etag=page.etag[:500],
        last_modified=page.last_modified[:100],
        asked=None,
    )


def _reading(source: Source, page: Fetched) -> Reading:
    kind = page.headers.get("content-type", "")
    match source.kind:
        case SourceKind.GOVUK_SEARCH:
            return read_search(page.body, content_type=kind)
        case SourceKind.GOVUK_CONTENT:
            return read_content(page.body, content_type=kind)
        case SourceKind.PAGE:
            return read_page(page.body, url=page.url, content_type=kind, before=source.kept)
        case _:
            return read_feed(page.body, url=page.url, content_type=kind)
