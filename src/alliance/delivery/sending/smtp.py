"""The carrier that speaks SMTP: one connection over many copies, one message in hand.

The dialogue is led here, step by step, for what `mail/carry.py` says of its own: a failure before
the content was sent is certain, silence after that is not. Where the server offers PIPELINING
(RFC 2920), sender, recipient and the wish to send go in one write, and with the content of the copy
before them where that is known: one wait a copy instead of four.
"""

from __future__ import annotations

import socket
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate
from types import TracebackType
from typing import Self

from alliance.mail.carry import Carrier as Line
from alliance.mail.carry import NobodyKnows, NoServer, NotTaken, refusal, said

from ..composing.mime import CannotBeAddressed, Template, ascii_address, made, the_list
from ..composing.site import site_of
from .made import as_django_has_it
from .parcel import Parcel
from .talk import Envelope, Talk

MOST_SECONDS = 60.0
"""For one message, all its answers together: a server that says a letter a second holds nobody up."""
KEPT = 64
"""Templates at a time: a mailing has as many variants as its readers differ."""


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
        self._talk: Talk | None = None
        self._next: Envelope | None = None
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
        if self._talk and self._talk.asked:  # a farewell would be taken for the next one's content
            self._drop()
        self._talk = None
        self._line.hang_up()

    def expect(self, sender: str, recipient: str) -> None:
        """Whose copy follows the one that is given next, so that one wait serves for both.

        Its envelope goes with that one's content; its own content not before it is given itself.
        """
        try:
            self._next = ascii_address(sender), ascii_address(recipient)
        except CannotBeAddressed:
            self._next = None

    def give(self, parcel: Parcel) -> str:
        """Hand over one copy; SMTP has no name for it, so the answer is empty.

        Raises:
            NotTaken, NoServer, NobodyKnows: as `parcel.py` says.
        """
        try:
            content = self._content(parcel)
            envelope = ascii_address(parcel.return_path), ascii_address(parcel.recipient)
        except CannotBeAddressed as fault:
            raise NotTaken(str(fault), for_good=True) from fault
        ahead, self._next = self._next, None
        if self._talk and self._talk.asked not in {None, envelope}:
            self._drop()  # it waits for a copy that was not given after all
        is_fresh = self._talk is None
        talk = self._open()
        if talk is None:  # mail goes into a drawer of Django's, as in tests
            self._line.give(as_django_has_it(content, parcel.recipient))
            return ""
        try:
            self._hand_over(talk, envelope, content, ahead)
        except _Gone as gone:
            if is_fresh:
                raise gone.fault from gone
            # Many servers end a connection that was idle, or has carried its share.
            self._try_anew(envelope, content, ahead)
        return ""

    def _try_anew(self, envelope: Envelope, content: bytes, ahead: Envelope | None) -> None:
        talk = self._open()
        assert talk is not None  # noqa: S101 - a connection was lost, so there was one
        try:
            self._hand_over(talk, envelope, content, ahead)
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

    def _open(self) -> Talk | None:
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
        self._talk = Talk(smtp)
        return self._talk

    def _hand_over(
        self, talk: Talk, envelope: Envelope, content: bytes, ahead: Envelope | None
    ) -> None:
        """Lead the dialogue of one message to its end.

        Raises:
            NotTaken, NobodyKnows: as they say.
            _Gone: the connection is lost, the message was certainly not taken.
        """
        talk.begin(MOST_SECONDS)
        try:
            fault = talk.offer(envelope)
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
            code, reply = talk.send(content, ahead)
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

    def _clear(self, talk: Talk) -> None:
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
