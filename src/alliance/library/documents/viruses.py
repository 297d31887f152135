"""Asking ClamAV of a file, through its daemon's socket (`man clamd`, INSTREAM)."""

from __future__ import annotations

import re
import socket
import struct
from dataclasses import dataclass
from typing import IO

from .refusal import FileRefused

WAIT = 60.0
"""Seconds for a whole answer; a file of 20 MB takes one or two."""
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
FOUND = re.compile(r"stream: (.+) FOUND$")


class NoScanner(Exception):
    """ClamAV is named in the settings and cannot be asked."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd: `unix:/run/clamav/clamd.ctl`, or `host:3310`."""

    address: str

    def check(self, file: IO[bytes]) -> None:
        """Ask of a file; nothing happens if it is clean.

        Raises:
            FileRefused: it is infected, or nobody could say.
        """
        file.seek(0)
        try:
            answer = self._ask(b"zINSTREAM\0", file)
        except NoScanner:
            raise FileRefused(
                "This file could not be checked for viruses just now, so it was not taken in. "
                "Try again in a few minutes."
            ) from None
        if found := FOUND.match(answer):
            raise FileRefused(
                f"This file is infected ({found[1][:80]}). Do not open it; tell those who look "
                "after your computers."
            )
        if answer != "stream: OK":
            raise FileRefused("This file could not be checked for viruses, so it was not taken in.")

    def ping(self) -> None:
        """Raises NoScanner, in words, if it cannot be asked."""
        if (answer := self._ask(b"zPING\0")) != "PONG":
            raise NoScanner(f"{self.address} answers “{answer[:40]}”, which ClamAV would not.")

    def _ask(self, command: bytes, file: IO[bytes] | None = None) -> str:
        try:
            with self._connected() as connection:
                connection.sendall(command)
                while file and (piece := file.read(PIECE)):
                    connection.sendall(struct.pack("!L", len(piece)) + piece)
                if file:
                    connection.sendall(struct.pack("!L", 0))
                answer = b""
                while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
                    if not (more := connection.recv(LONGEST_ANSWER)):
                        break
                    answer += more
        except (OSError, ValueError) as fault:
            raise NoScanner(f"ClamAV at {self.address} cannot be reached: {fault}.") from fault
        return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()

    def _connected(self) -> socket.socket:
        if self.address.startswith("unix:"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                connection.settimeout(WAIT)
                connection.connect(self.address.removeprefix("unix:"))
            except OSError:
                connection.close()
                raise
            return connection
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=WAIT)
