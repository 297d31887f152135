"""Asks a site for an address, as little of it as says whether it is there."""

from __future__ import annotations

from alliance.links.fetch import (
    Failed,
    Fetched,
    NoSuchName,
    Policy,
    Refused,
    SentInCircles,
    TooSlow,
    fetch,
)

from .verdict import Answer, Trouble

TIMEOUT = 15.0
"""Seconds, for the way and all redirects on it."""
AS_BROWSERS = 20
"""Redirects that are followed."""
BELIEVED_FROM_HEAD = frozenset({304, 429, 503})


def ask(url: str, *, etag: str = "", modified: str = "", policy: Policy) -> Answer:
    """Ask with HEAD; where that brings no good answer, with GET, hanging up after the headers.

    Some sites answer HEAD with 403, 404, 405 or nothing, and GET with the page.
    """
    first = _answer(url, "HEAD", etag, modified, policy)
    if first.trouble in {Trouble.NO_NAME, Trouble.REFUSED, Trouble.SLOW}:
        return first
    status = first.status or 0
    if 200 <= status < 300 or status in BELIEVED_FROM_HEAD:
        return first
    return _answer(url, "GET", etag, modified, policy)


def _answer(url: str, method: str, etag: str, modified: str, policy: Policy) -> Answer:
    try:
        page = fetch(
            url,
            max_bytes=0,
            headers_only=True,
            timeout=TIMEOUT,
            method="HEAD" if method == "HEAD" else "GET",
            etag=etag,
            modified_since=modified,
            most_redirects=AS_BROWSERS,
            policy=policy,
        )
    except (Refused, Failed) as fault:
        return Answer(trouble=_trouble(fault), words=str(fault))
    return _of(page)


def _trouble(fault: Refused | Failed) -> Trouble:
    match fault:
        case Refused():
            return Trouble.REFUSED
        case NoSuchName():
            return Trouble.NO_NAME
        case SentInCircles():
            return Trouble.CIRCLES
        case TooSlow():
            return Trouble.SLOW
        case _:
            return Trouble.OTHER


def _of(page: Fetched) -> Answer:
    return Answer(
        status=page.status,
        redirects=page.redirects,
        retry_after=page.headers.get("retry-after", ""),
        etag=page.etag if page.ok else "",
        modified=page.last_modified if page.ok else "",
    )
