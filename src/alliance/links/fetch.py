"""The one way out: every request to another machine goes through here.

    page = fetch("https://www.example.org/news.rss", max_bytes=2_000_000, etag=feed.etag)
    if page.not_modified: ...

It speaks http and https, to the public internet only, checked after the name is resolved and at
each redirect, and ends by its time and size limits. What goes wrong is `Refused` (we will not) or
`Failed` (they did not), each with a sentence for the person who gave the address.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore

from .addresses import Failed, Policy, Refused
from .decode import ACCEPTED, read_body
from .wire import Deadline, PinnedBackend

__all__ = ["Failed", "Fetched", "Policy", "Refused", "fetch"]

PUBLIC = Policy()
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
DEFAULT_PORTS = {"http": 80, "https": 443}
# Not given to another host when one redirects there.
SECRETS = frozenset({"authorization", "cookie", "proxy-authorization"})
Method = Literal["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, whatever its status: a page that is gone is an answer too."""

    url: str
    """Where it came from in the end."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Unpacked; empty for HEAD and for “not modified”."""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def not_modified(self) -> bool:
        return self.status == 304

    @property
    def content_type(self) -> str:
        """As `application/rss+xml`, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def etag(self) -> str:
        """To be given back with the next request for the same address."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        return self.headers.get("last-modified", "")


def fetch(
    url: str,
    *,
    max_bytes: int,
    timeout: float = 20,
    headers: Mapping[str, str] | None = None,
    method: Method = "GET",
    content: bytes = b"",
    etag: str = "",
    modified_since: str = "",
    content_types: Collection[str] = (),
    policy: Policy = PUBLIC,
) -> Fetched:
    """Ask another machine for something.

    Args:
        url: http or https, without a user name or password in it.
        max_bytes: of the body, unpacked.
        timeout: seconds for everything together: name, connection, redirects, body.
        headers: added to ours.
        method: a POST is never redirected.
        content: what a POST sends.
        etag, modified_since: what the last answer said; if nothing changed the new one is
            `not_modified` and has no body.
        content_types: where given, another kind of content is `Failed`.
        policy: for a test's own server.

    Raises:
        Refused: the address is one that we do not ask.
        Failed: there was no answer, or one too large, too slow or of another kind.
    """
    deadline = Deadline(timeout)
    sent = _headers(headers or {}, etag, modified_since)
    parts = _checked(url, policy)
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(parts, method, sent, content, max_bytes, content_types, policy, deadline)
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return answer
        if method == "POST":
            raise Failed("The address sends what is posted to it elsewhere.")
        target = _checked(urljoin(answer.url, answer.headers["location"]), policy)
        if target.netloc != parts.netloc or target.scheme != parts.scheme:
            sent = {name: value for name, value in sent.items() if name not in SECRETS}
        parts = target
    raise Failed(f"The address sends us on more than {MOST_REDIRECTS} times.")


def _headers(own: Mapping[str, str], etag: str, modified_since: str) -> dict[str, str]:
    sent = {
        "user-agent": f"Alliance/{version('alliance')}",
        "accept": "*/*",
        "accept-encoding": ACCEPTED,
        "connection": "close",
    }
    if etag:
        sent["if-none-match"] = etag
    if modified_since:
        sent["if-modified-since"] = modified_since
    return sent | {name.lower(): value for name, value in own.items()}


def _checked(url: str, policy: Policy) -> SplitResult:
    """The parts of an address that may be asked, its host in ASCII and its path quoted."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # also what the IDNA codec raises
        raise Refused("This is not a whole web address.") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused("The address must begin with https:// or http://.")
    if "@" in parts.netloc:
        raise Refused("The address holds a user name or password; take it out.")
    if not host or any(sign in host for sign in "%/\\ "):
        raise Refused("This is not a whole web address.")
    policy.check_port(port or DEFAULT_PORTS[parts.scheme])
    named = f"[{host}]" if ":" in host else host
    return SplitResult(
        scheme=parts.scheme,
        netloc=f"{named}:{port}" if port else named,
        path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/",
        query=quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"),
        fragment="",
    )


def _ask(
    parts: SplitResult,
    method: Method,
    headers: Mapping[str, str],
    content: bytes,
    max_bytes: int,
    content_types: Collection[str],
    policy: Policy,
    deadline: Deadline,
) -> Fetched:
    """One request and its answer, without following anything."""
    host = parts.hostname
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_trusted(), network_backend=PinnedBackend(policy, deadline)
            ) as pool,
            pool.stream(
                method,
                parts.geturl(),
                headers=[("host", parts.netloc), *headers.items()],
                content=content or None,
            ) as response,
        ):
            answer = _without_body(parts, response)
            if method == "HEAD" or answer.not_modified or answer.status in REDIRECTS:
                return answer
            if answer.ok and content_types and answer.content_type not in content_types:
                kind = answer.content_type or "something of no stated kind"
                raise Failed(f"The address gives {kind}, not {' or '.join(sorted(content_types))}.")
            encoding = answer.headers.get("content-encoding", "").strip().lower()
            body = read_body(response.iter_stream(), encoding, max_bytes)
            return Fetched(answer.url, answer.status, answer.headers, body)
    except httpcore.TimeoutException:
        raise Failed(f"{host} did not answer within {deadline.seconds:g} seconds.") from None
    except httpcore.ConnectError as fault:
        if isinstance(fault.__context__, ssl.SSLError) or "SSL" in str(fault):
            raise Failed(f"{host} has no certificate that this machine trusts.") from fault
        raise Failed(f"{host} could not be reached.") from fault
    except httpcore.NetworkError as fault:
        raise Failed(f"The connection to {host} broke off.") from fault
    except (httpcore.ProtocolError, ValueError, TypeError) as fault:
        raise Failed(f"{host} gave an answer that is no answer.") from fault


def _without_body(parts: SplitResult, response: httpcore.Response) -> Fetched:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
    }
    return Fetched(parts.geturl(), response.status, headers, b"")


@cache
def _trusted() -> ssl.SSLContext:
    """What this machine trusts, so also the certificates that an authority's network adds."""
    return ssl.create_default_context()
