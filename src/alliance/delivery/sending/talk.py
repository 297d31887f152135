"""The words of an SMTP dialogue over a connection that is open: what is said, what is answered."""

from __future__ import annotations

import smtplib
import time

from django.conf import settings

from alliance.mail.carry import NotTaken, refusal

Reply = tuple[int, bytes]
Envelope = tuple[str, str]
"""Sender and recipient, as ASCII addresses."""
_LONGEST_REPLY = 64 * 1024
_ACCEPTED = ({250, 251}, {250, 251}, {354})
"""To the commands of an envelope."""


def _commands(envelope: Envelope) -> tuple[bytes, bytes, bytes]:
    sender, recipient = envelope
    return (
        f"MAIL FROM:<{sender}>\r\n".encode("ascii"),
        f"RCPT TO:<{recipient}>\r\n".encode("ascii"),
        b"DATA\r\n",
    )


class Talk:
    """Commands and replies over a connection that smtplib has opened, encrypted and signed in.

    Its replies are read here: several may come at once, and all of one message have one end of time.
    """

    def __init__(self, smtp: smtplib.SMTP) -> None:
        assert smtp.sock is not None  # noqa: S101 - it answered
        self._socket = smtp.sock
        self._has_pipelining = smtp.has_extn("pipelining")
        self._unread = b""
        self._end = 0.0
        self._timeout = 0.0
        self._waits = -1.0
        self.is_closing = False
        """The server said that it closes the connection."""
        self.asked: Envelope | None = None
        """Whose message it was told of ahead: only that one's content may come next."""

    def begin(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timeout = float(settings.EMAIL_TIMEOUT or seconds)

    def offer(self, envelope: Envelope) -> NotTaken | None:
        """Name sender and recipient and ask to send; what was refused, or nothing: then `send`.

        Raises:
            OSError: the connection broke.
        """
        if not self._has_pipelining:
            for command, accepted in zip(_commands(envelope), _ACCEPTED, strict=True):
                self._write(command)
                code, reply = self._reply()
                if code not in accepted:
                    return refusal(code, reply)
            return None
        if self.asked is None:
            self._write(b"".join(_commands(envelope)))
        self.asked = None
        first: NotTaken | None = None
        code = 0
        for accepted in _ACCEPTED:
            code, reply = self._reply()
            if code not in accepted and first is None:
                first = refusal(code, reply)
            if code == 421:
                return first
        if first is not None and code == 354:
            # It waits for a message that has no recipient: RFC 2920 ends it with nothing in it.
            self._write(b".\r\n")
            self._reply()
        return first

    def send(self, content: bytes, ahead: Envelope | None) -> Reply:
        """The message itself, and what the server says of it; after it, the next one's envelope."""
        if b"\r\n." in content:
            content = content.replace(b"\r\n.", b"\r\n..")
        parts = [content, b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n"]
        if ahead and self._has_pipelining:
            parts += _commands(ahead)
            self.asked = ahead
        self._write(b"".join(parts))
        return self._reply()

    def reset(self) -> None:
        self._write(b"RSET\r\n")
        self._reply()

    def _write(self, said: bytes) -> None:
        self._wait_at_most()
        self._socket.sendall(said)

    def _reply(self) -> Reply:
        words: list[bytes] = []
        while True:
            line = self._one_line()
            if sum(map(len, words)) > _LONGEST_REPLY:
                raise ConnectionError("Its answer has no end.")
            if not line[:3].isdigit():
                raise ConnectionError("It answered with what is no answer.")
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                code = int(line[:3])
                self.is_closing = code == 421
                return code, b"\n".join(words)

    def _one_line(self) -> bytes:
        while b"\n" not in self._unread:
            if len(self._unread) > _LONGEST_REPLY:
                raise ConnectionError("Its answer has no end.")
            self._wait_at_most()
            more = self._socket.recv(8192)
            if not more:
                raise ConnectionError("It hung up.")
            self._unread += more
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def _wait_at_most(self) -> None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("It took too long.")
        if (seconds := min(left, self._timeout)) != self._waits:
            self._socket.settimeout(seconds)
            self._waits = seconds
