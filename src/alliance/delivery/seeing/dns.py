"""The domain name system, asked by dnspython: with little patience, and of whole names only."""

from __future__ import annotations

import time
from collections.abc import Sequence

import dns.exception
import dns.name
import dns.resolver

from .verdict import Unreachable

PATIENCE = 3.0
"""Seconds for one answer."""
MOST_TIME = 8.0
"""Seconds for all answers of one look."""
MOST_ANSWERS = 50


class NameServers:
    """A `Resolver` for one look; the same question is asked once."""

    def __init__(
        self, *, servers: Sequence[str] = (), port: int = 53, most_time: float = MOST_TIME
    ) -> None:
        """Ask the machine's own name servers, or those that are named."""
        try:
            self._resolver = dns.resolver.Resolver(configure=not servers)
        except dns.resolver.NoResolverConfiguration as fault:
            raise Unreachable("This machine names no name server.") from fault
        if servers:
            self._resolver.nameservers = list(servers)
            self._resolver.port = port
        self._resolver.search = []
        self._resolver.use_search_by_default = False
        self._until = time.monotonic() + most_time
        self._known: dict[tuple[str, str], list[str]] = {}

    def txt(self, name: str) -> Sequence[str]:
        return self._ask(name, "TXT")

    def addresses(self, name: str) -> Sequence[str]:
        return [*self._ask(name, "A"), *self._ask(name, "AAAA")]

    def mail_hosts(self, name: str) -> Sequence[str]:
        return self._ask(name, "MX")

    def _ask(self, name: str, kind: str) -> list[str]:
        key = name.lower().rstrip("."), kind
        if key not in self._known:
            self._known[key] = self._answer(*key)
        return self._known[key]

    def _answer(self, name: str, kind: str) -> list[str]:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Unreachable("It took too long.")
        try:
            whole = dns.name.from_text(f"{name}.")
            answer = self._resolver.resolve(
                whole, kind, search=False, lifetime=min(PATIENCE, left), raise_on_no_answer=False
            )
        except dns.resolver.NXDOMAIN:
            return []
        except (dns.exception.Timeout, dns.resolver.NoNameservers, OSError) as fault:
            raise Unreachable(f"No answer for {name}.") from fault
        except (dns.exception.DNSException, UnicodeError):  # no name at all, as “a..b”
            return []
        if answer.rrset is None:
            return []
        return [_said(each, kind) for each in list(answer)[:MOST_ANSWERS]]


def _said(record: object, kind: str) -> str:
    match kind:
        case "TXT":  # one record may come in many strings, which are one text
            return b"".join(record.strings).decode("utf-8", "replace")  # type: ignore[attr-defined]
        case "MX":
            return str(record.exchange.to_text()).rstrip(".") or "."  # type: ignore[attr-defined]
        case _:
            return str(record.address)  # type: ignore[attr-defined]
