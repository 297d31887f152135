"""The one way out: every request to another machine goes through here.

    page = fetch("https://www.example.org/news.rss", max_bytes=2_000_000, etag=feed.etag)
    if page.not_modified: ...

It speaks http and https, to the public internet only, checked after the name is resolved and at
each redirect, and ends by its time and size limits. What goes wrong is `Refused` (we will not) or
`Failed` (they did not), each with a sentence for the person who gave the address.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore

from .addresses import (
    Failed,
    NoSuchName,
    NotReached,
    NotTrusted,
    Policy,
    Refused,
    SentInCircles,
    TooSlow,
)
from .decode import ACCEPTED, read_body
from .wire import Deadline, PinnedBackend

__all__ = [
    "Failed",
    "Fetched",
    "NoSuchName",
    "NotReached",
    "NotTrusted",
    "Policy",
    "Redirect",
    "Refused",
    "SentInCircles",
    "TooSlow",
    "check_address",
    "fetch",
]

PUBLIC = Policy()
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
DEFAULT_PORTS = {"http": 80, "https": 443}
# Not given to another host when one redirects there.
SECRETS = frozenset({"authorization", "cookie", "proxy-authorization"})
Method = Literal["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Redirect:
    """One step of the way to an answer."""

    status: int
    to: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, whatever its status: a page that is gone is an answer too."""

    url: str
    """Where it came from in the end."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Unpacked; empty for HEAD and for “not modified”, and where only headers were asked for."""
    redirects: Sequence[Redirect] = ()
    """The way there, in its order."""

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
    headers_only: bool = False,
    most_redirects: int = MOST_REDIRECTS,
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
        headers_only: hang up when the headers are there, however much would follow.
        most_redirects: how often it lets itself be sent on.
        policy: for a test's own server.

    Raises:
        Refused: the address is one that we do not ask.
        Failed: there was no answer, or one too large or of another kind; where it can be told,
            `NotReached` (`NoSuchName`, `NotTrusted`), `TooSlow` or `SentInCircles`.
    """
    deadline = Deadline(timeout)
    sent = _headers(headers or {}, etag, modified_since)
    parts = _checked(url, policy)
    way: list[Redirect] = []
    been = {parts.geturl()}
    gives_cookies = False
    for _ in range(most_redirects + 1):
        answer = _ask(
            parts, method, sent, content, None if headers_only else max_bytes, content_types,
            policy, deadline,
        )  # fmt: skip
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return replace(answer, redirects=tuple(way))
        if method == "POST":
            raise Failed("The address sends what is posted to it elsewhere.")
        gives_cookies |= "set-cookie" in answer.headers
        target = _checked(urljoin(answer.url, answer.headers["location"]), policy)
        if target.geturl() in been:
            raise _in_circles("The address sends us round in circles.", gives_cookies)
        been.add(target.geturl())
        way.append(Redirect(answer.status, target.geturl()))
        if target.netloc != parts.netloc or target.scheme != parts.scheme:
            sent = {name: value for name, value in sent.items() if name not in SECRETS}
        parts = target
    raise _in_circles(f"The address sends us on more than {most_redirects} times.", gives_cookies)


def check_address(url: str, *, policy: Policy = PUBLIC) -> None:
    """That an address could be asked, for whoever writes it down; no machine is asked yet.

    Raises:
        Refused: it could not, with a sentence for them.
    """
    _checked(url, policy)


def _in_circles(sentence: str, gives_cookies: bool) -> Failed:
    """With a browser, which keeps the cookies it is given, there may be a way out."""
    if gives_cookies:
        return Failed(f"{sentence} It may let in who keeps its cookies, which we do not.")
    return SentInCircles(sentence)


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
    max_bytes: int | None,
    content_types: Collection[str],
    policy: Policy,
    deadline: Deadline,
) -> Fetched:
    """One request and its answer, without following anything; no `max_bytes`, no body."""
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
            if max_bytes is None:
                return answer
            encoding = answer.headers.get("content-encoding", "").strip().lower()
            body = read_body(response.iter_stream(), encoding, max_bytes)
            return Fetched(answer.url, answer.status, answer.headers, body)
    except httpcore.TimeoutException:
        raise TooSlow(f"{host} did not answer within {deadline.seconds:g} seconds.") from None
    except httpcore.ConnectError as fault:
        if isinstance(fault.__context__, ssl.SSLError) or "SSL" in str(fault):
            raise NotTrusted(f"{host} has no certificate that this machine trusts.") from fault
        raise NotReached(f"{host} could not be reached.") from fault
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
