"""The connection under the fetcher: to a checked address, and never longer than its time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from .addresses import Policy, TooSlow


class Deadline:
    """One moment by which everything of a fetch must be over."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds
        self.seconds = seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            TooSlow: none are.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise TooSlow(f"The answer was not complete after {self.seconds:g} seconds.")
        return left


class PinnedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks what it found, and connects to exactly that.

    Nothing asks for the name again between the check and the connection, so an answer that
    changes in between (DNS rebinding) changes nothing. The name itself still goes into the TLS
    handshake and the Host header: httpcore takes them from the address, not from here.
    """

    def __init__(self, policy: Policy, deadline: Deadline) -> None:
        self._policy = policy
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self._policy.check_port(port)
        addresses = self._policy.addresses(host, port, self._deadline.left())
        for address in addresses[:-1]:
            try:
                return self._connect(str(address), port, self._deadline.left() / 2)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(str(addresses[-1]), port, self._deadline.left())

    def _connect(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        stream = self._system.connect_tcp(address, port, timeout=timeout, socket_options=[])
        return _TimedStream(stream, self._deadline)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise NotImplementedError("The fetcher speaks to the internet only.")


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline: a server cannot drip for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
