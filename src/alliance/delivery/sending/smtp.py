"""The carrier that speaks SMTP: one connection over many copies, one message in hand.

The dialogue is led here, step by step, for what `mail/carry.py` says of its own: a failure before
the content was sent is certain, silence after that is not. Where the server offers PIPELINING
(RFC 2920), sender, recipient and the wish to send go in one write, which saves two waits a copy.
"""

from __future__ import annotations

import smtplib
import socket
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate
from types import TracebackType
from typing import Self

from django.conf import settings

from alliance.mail.carry import Carrier as Line
from alliance.mail.carry import NobodyKnows, NoServer, NotTaken, refusal, said

from ..composing.mime import CannotBeAddressed, Template, ascii_address, made, the_list
from ..composing.site import site_of
from .made import as_django_has_it
from .parcel import Parcel

MOST_SECONDS = 60.0
"""For one message, all its answers together: a server that says a letter a second holds nobody up."""
KEPT = 64
"""Templates at a time: a mailing has as many variants as its readers differ."""
_LONGEST_REPLY = 64 * 1024
Reply = tuple[int, bytes]


class _Gone(Exception):
    """The connection ended before the content was sent, so nobody got it; the fault says how."""

    def __init__(self, fault: NotTaken) -> None:
        super().__init__()
        self.fault = fault


class SmtpCarrier:
    """By the mail server that the settings name; connected when it is first needed.

    Args:
        sign: puts a DKIM signature before a message, where there is a key.
    """

    def __init__(self, *, sign: Callable[[bytes], bytes] | None = None) -> None:
        self._sign = sign
        self._line = Line()
        self._talk: _Talk | None = None
        self._templates: OrderedDict[int, Template] = OrderedDict()
        self._date = 0, ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._talk = None
        self._line.hang_up()

    def give(self, parcel: Parcel) -> str:
        """Hand over one copy; SMTP has no name for it, so the answer is empty.

        Raises:
            NotTaken, NoServer, NobodyKnows: as `parcel.py` says.
        """
        try:
            content = self._content(parcel)
            sender, recipient = ascii_address(parcel.return_path), ascii_address(parcel.recipient)
        except CannotBeAddressed as fault:
            raise NotTaken(str(fault), for_good=True) from fault
        is_fresh = self._talk is None
        talk = self._open()
        if talk is None:  # mail goes into a drawer of Django's, as in tests
            self._line.give(as_django_has_it(content, parcel.recipient))
            return ""
        try:
            self._hand_over(talk, sender, recipient, content)
        except _Gone as gone:
            if is_fresh:
                raise gone.fault from gone
            # Many servers end a connection that was idle, or has carried its share.
            self._try_anew(sender, recipient, content)
        return ""

    def _try_anew(self, sender: str, recipient: str, content: bytes) -> None:
        talk = self._open()
        assert talk is not None  # noqa: S101 - a connection was lost, so there was one
        try:
            self._hand_over(talk, sender, recipient, content)
        except _Gone as gone:
            raise gone.fault from gone

    def _content(self, parcel: Parcel) -> bytes:
        key = parcel.variant.pk
        template = self._templates.get(key)
        if template is None:
            site = site_of(parcel.mailing_id)
            template = made(parcel.variant, site, the_list(site))
            self._templates[key] = template
            if len(self._templates) > KEPT:
                self._templates.popitem(last=False)
        else:
            self._templates.move_to_end(key)
        content = template.fill(
            parcel.values,
            recipient=parcel.recipient,
            message_id=parcel.message_id,
            date=self._now_in_words(),
        )
        return self._sign(content) if self._sign else content

    def _now_in_words(self) -> str:
        """The date of a mail, written out once a second."""
        now = int(time.time())
        if self._date[0] != now:
            self._date = now, formatdate(now)
        return self._date[1]

    def _open(self) -> _Talk | None:
        if self._talk is not None:
            return self._talk
        self._line.open()
        smtp = self._line.connection
        if smtp is None:
            return None
        try:
            smtp.ehlo_or_helo_if_needed()
        except OSError as fault:
            self._line.hang_up()
            raise NoServer(f"The mail server cannot be reached: {said(fault)}") from fault
        assert smtp.sock is not None  # noqa: S101 - it answered
        with suppress(OSError):
            # One message is one write, the last part of which must not wait for an acknowledgement.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._talk = _Talk(smtp)
        return self._talk

    def _hand_over(self, talk: _Talk, sender: str, recipient: str, content: bytes) -> None:
        """Lead the dialogue of one message to its end.

        Raises:
            NotTaken, NobodyKnows: as they say.
            _Gone: the connection is lost, the message was certainly not taken.
        """
        talk.begin(MOST_SECONDS)
        try:
            fault = talk.offer(sender, recipient)
        except OSError as broken:
            self._drop()
            sentence = f"The connection broke before it was sent: {said(broken)}"
            raise _Gone(NotTaken(sentence)) from broken
        if fault is not None:
            if fault.code == "421" or talk.is_closing:
                self._drop()
                raise _Gone(fault)
            self._clear(talk)
            raise fault
        try:
            code, reply = talk.send(content)
        except OSError as broken:
            self._drop()
            sentence = f"The connection broke while it was sent: {said(broken)}"
            raise NobodyKnows(sentence) from broken
        if 400 <= code < 600:
            if code == 421:
                self._drop()
            raise refusal(code, reply)
        if code != 250:
            self._drop()
            raise NobodyKnows(f"The mail server answered {code}, which says nothing.")

    def _clear(self, talk: _Talk) -> None:
        """Have the server forget a refused message; if it does not, the next gets a new connection."""
        try:
            talk.reset()
        except OSError:
            self._drop()

    def _drop(self) -> None:
        """End a connection that broke: without waiting for a farewell."""
        self._talk = None
        if (smtp := self._line.connection) is not None:
            with suppress(OSError):
                smtp.close()
        self._line.hang_up()


class _Talk:
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
        self.is_closing = False
        """The server said that it closes the connection."""

    def begin(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timeout = float(settings.EMAIL_TIMEOUT or seconds)

    def offer(self, sender: str, recipient: str) -> NotTaken | None:
        """Name sender and recipient and ask to send; what was refused, or nothing: then `send`.

        Raises:
            OSError: the connection broke.
        """
        commands = (
            f"MAIL FROM:<{sender}>\r\n".encode("ascii"),
            f"RCPT TO:<{recipient}>\r\n".encode("ascii"),
            b"DATA\r\n",
        )
        if not self._has_pipelining:
            for command, accepted in zip(commands, _ACCEPTED, strict=True):
                self._write(command)
                code, reply = self._reply()
                if code not in accepted:
                    return refusal(code, reply)
            return None
        self._write(b"".join(commands))
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

    def send(self, content: bytes) -> Reply:
        """The message itself, and what the server says of it."""
        if b"\r\n." in content:
            content = content.replace(b"\r\n.", b"\r\n..")
        self._write(content + (b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n"))
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
        self._socket.settimeout(min(left, self._timeout))


_ACCEPTED = ({250, 251}, {250, 251}, {354})
