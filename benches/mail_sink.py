"""A mail server that takes everything and keeps nothing but who got it: light, so as not to be what is measured.

    python -m benches.mail_sink FILE [SEED]     says its port, then writes a line a message to FILE

It speaks SMTP with PIPELINING. With a seed it is a bad one, by chance: it refuses whom their names say (`soft…` for
now, twice; `full…` once, when it has the message; `gone…` for good), answers late, takes no connection, and hangs up
before, while or after it takes a message. A line is “took ADDRESS”; where it hangs up after taking, “silent ADDRESS”
follows.
"""

from __future__ import annotations

import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from pathlib import Path

LATE, BUSY, BREAK = 0.02, 0.01, 0.01
"""Shares: of answers that come late, of connections refused, of messages at each place of hanging up."""


class HungUp(Exception):
    """This connection is over."""


class Sink:
    """What its connections share."""

    def __init__(self, path: Path, seed: int | None) -> None:
        self._dice = None if seed is None else random.Random(seed)
        self._seen: Counter[str] = Counter()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def serve(self, line: socket.socket) -> None:
        """One connection to its end."""
        with line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self._lead(line)
            except (HungUp, OSError):
                return

    def _lead(self, line: socket.socket) -> None:
        if self._happens(BUSY):
            line.sendall(b"421 too busy\r\n")
            raise HungUp
        line.sendall(b"220 sink\r\n")
        unread, recipient, takes_content = b"", "", False
        while True:
            more = line.recv(1 << 18)
            if not more:
                return
            unread += more
            replies = b""
            while True:
                if takes_content:
                    # There is one at most: of the next message no content comes unasked.
                    at = unread.rfind(b"\r\n.\r\n")
                    if at < 0:
                        break
                    unread, takes_content = unread[at + 5 :], False
                    replies += self._take(recipient)
                    continue
                said, end, rest = unread.partition(b"\r\n")
                if not end:
                    break
                unread = rest
                command = said[:4].upper()
                if command == b"RCPT":
                    recipient = said.partition(b"<")[2].partition(b">")[0].decode()
                    refusal = self._refusal(recipient)
                    recipient = "" if refusal else recipient
                    replies += refusal or b"250 ok\r\n"
                elif command == b"DATA":
                    takes_content = bool(recipient)
                    replies += b"354 go on\r\n" if takes_content else b"503 no recipient\r\n"
                elif command == b"EHLO":
                    replies += b"250-sink\r\n250 PIPELINING\r\n"
                elif command == b"QUIT":
                    line.sendall(replies + b"221 bye\r\n")
                    return
                elif command == b"MAIL" and self._happens(BREAK):
                    # What was taken before is answered: hanging up without a word is another fault.
                    line.sendall(replies)
                    return
                else:
                    replies += b"250 ok\r\n"
            if self._dice and self._happens(LATE):
                time.sleep(self._dice.uniform(0.01, 0.2))
            if replies:
                line.sendall(replies)

    def _refusal(self, recipient: str) -> bytes:
        if self._dice is None:
            return b""
        self._seen[recipient] += 1
        if recipient.startswith("gone"):
            return b"550 5.1.1 no such user\r\n"
        if recipient.startswith("soft") and self._seen[recipient] <= 2:
            return b"451 4.7.1 greylisted\r\n"
        return b""

    def _take(self, recipient: str) -> bytes:
        if self._dice and recipient.startswith("full") and self._seen[recipient] == 1:
            return b"452 4.2.2 full\r\n"
        if self._happens(BREAK):
            raise HungUp
        if self._happens(BREAK):
            os.write(self._file, f"took {recipient}\nsilent {recipient}\n".encode())
            raise HungUp
        os.write(self._file, f"took {recipient}\n".encode())
        return b"250 taken\r\n"

    def _happens(self, share: float) -> bool:
        return self._dice is not None and self._dice.random() < share


def main(path: str, seed: str = "") -> None:
    """Listen until the process is ended."""
    sink = Sink(Path(path), int(seed) if seed else None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            line = listening.accept()[0]
            threading.Thread(target=sink.serve, args=(line,), daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
