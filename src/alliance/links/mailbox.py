"""A mailbox at another machine, read by IMAP and never changed.

It stands beside the fetcher and holds to the same policy: the name is resolved once, what is not
on the public internet is refused, the connection goes to exactly the address that was checked, and
the certificate is verified.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from .addresses import Failed, NotTrusted, Policy, TooSlow

PORT = 993
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class NotLetIn(Failed):
    """The mailbox is there and does not open with this name and password."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message: its number, and its bytes unless it is too large."""

    uid: int
    size: int
    data: bytes | None


class _Pinned(imaplib.IMAP4_SSL):
    """Connects to an address that was checked, and says the host's name in the handshake only."""

    def __init__(
        self, host: str, port: int, policy: Policy, timeout: float, trust: ssl.SSLContext
    ) -> None:
        self._policy = policy
        super().__init__(host, port, ssl_context=trust, timeout=timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        within = timeout or 20
        self._policy.check_port(self.port)
        fault: OSError | None = None
        for address in self._policy.addresses(self.host, self.port, within):
            try:
                raw = socket.create_connection((str(address), self.port), within)
            except OSError as refusal:
                fault = refusal
                continue
            secured: socket.socket = self.ssl_context.wrap_socket(raw, server_hostname=self.host)
            return secured
        raise fault or OSError("no address")


class Mailbox:
    """An open folder. What is asked of it ends by its deadline."""

    def __init__(self, wire: imaplib.IMAP4, validity: int, ends: float) -> None:
        self._wire = wire
        self._ends = ends
        self.validity = validity
        """While it is the same, a number names the same message."""

    def numbers(self, *, after: int, since: str = "") -> list[int]:
        """The numbers of the messages after one, or since a day as `13-Nov-2026`, in their order."""
        asked = ["SINCE", since] if since else ["UID", f"{after + 1}:*"]
        answer = self._ask("SEARCH", *asked)
        words = b" ".join(_bytes_of(answer)).split()
        found = {int(each) for each in words if each.isdigit()}
        return sorted(each for each in found if each > after)

    def message(self, uid: int, max_bytes: int) -> Post:
        """A message, left unread as it was."""
        told = b" ".join(_bytes_of(self._ask("FETCH", str(uid), "(UID RFC822.SIZE)")))
        size = int(found.group(1)) if (found := _SIZE.search(told)) else 0
        if size > max_bytes:
            return Post(uid, size, None)
        parts = self._ask("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{max_bytes}>)")
        bodies = [each[1] for each in parts if isinstance(each, tuple) and len(each) > 1]
        return Post(uid, size, bodies[0] if bodies else b"")

    def _ask(self, command: str, *words: str) -> list[object]:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TooSlow("The mailbox did not give everything in time.")
        self._wire.sock.settimeout(left)
        kind, answer = self._wire.uid(command, *words)
        if kind != "OK":
            raise Failed("The mailbox gave an answer that is no answer.")
        return list(answer)


def _bytes_of(parts: list[object]) -> Iterator[bytes]:
    for part in parts:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part, tuple):
            yield from (each for each in part if isinstance(each, bytes))


@contextmanager
def open_mailbox(
    host: str,
    *,
    user: str,
    password: str,
    folder: str = "INBOX",
    port: int = PORT,
    timeout: float = 60,
    policy: Policy | None = None,
    trust: ssl.SSLContext | None = None,
) -> Iterator[Mailbox]:
    """A folder, opened for reading only.

    Raises:
        Refused: the host is one that we do not speak to.
        Failed: it could not be reached or read; `NotLetIn`, `NotTrusted`, `TooSlow` where known.
    """
    policy = policy or replace(Policy(), ports=frozenset({PORT}))
    ends = time.monotonic() + timeout
    wire: imaplib.IMAP4 | None = None
    try:
        wire = _Pinned(host, port, policy, timeout, trust or ssl.create_default_context())
        _let_in(wire, user, password)
        kind, _ = wire.select(_quoted(folder), readonly=True)
        if kind != "OK":
            raise Failed(f"The mailbox has no folder “{folder}” that may be read.")
        _, told = wire.response("UIDVALIDITY")
        said = told[0] if told else None
        validity = int(said) if isinstance(said, bytes) and said.isdigit() else 0
        yield Mailbox(wire, validity, ends)
    except ssl.SSLCertVerificationError:
        raise NotTrusted(f"{host} has no certificate that this machine trusts.") from None
    except TimeoutError:
        raise TooSlow(f"{host} did not answer within {timeout:g} seconds.") from None
    except imaplib.IMAP4.error:
        raise Failed(f"{host} gave an answer that is no answer.") from None
    except OSError:
        raise Failed(f"{host} could not be reached, or broke off.") from None
    finally:
        if wire is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                wire.shutdown()


def _let_in(wire: imaplib.IMAP4, user: str, password: str) -> None:
    """The fault’s own words may quote what was sent, so they are not kept."""
    try:
        wire.login(user, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise NotLetIn(
            "The mailbox did not let us in: look at its user name and password."
        ) from None


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
