"""Handing one message to the mail server, and telling apart what can be told.

A failure before the content was sent is certain: nobody got it, it may be tried again. Silence
after that is not: the server may have taken it. The two must never be confused, or somebody gets
a message twice; so the SMTP dialogue is led here, step by step, over Django's connection.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

_REASON = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")  # RFC 3463

_signing: list[Callable[[bytes], bytes]] = []


def sign_with(sign: Callable[[bytes], bytes]) -> None:
    """Have each message signed before it leaves, by a part above that knows how.

    What `sign` raises must be a `NotTaken`.
    """
    _signing[:] = [sign]


class NotTaken(Exception):
    """Certainly not sent. The sentence is for the programme; `for_good` means: do not try again.

    `code` is the server's reason, as “5.1.1” or “550”; empty where it was not the server's word.
    """

    def __init__(self, sentence: str, *, for_good: bool = False, code: str = "") -> None:
        super().__init__(sentence)
        self.for_good = for_good
        self.code = code


class NoServer(NotTaken):
    """The server cannot be reached or does not let us in: no other message would fare better."""


class NobodyKnows(Exception):
    """The connection broke where it cannot be known whether the message was taken."""


class Carrier:
    """A connection that is opened when it is first needed and again when it broke."""

    def __init__(self) -> None:
        self._backend: Any = None

    def __enter__(self) -> Carrier:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    @property
    def connection(self) -> smtplib.SMTP | None:
        """The open connection; None where it is not SMTP by which mail is carried."""
        if isinstance(self._backend, EmailBackend):
            return self._backend.connection
        return None

    def give(self, message: EmailMessage) -> None:
        """Hand over a message with one recipient.

        Raises:
            NotTaken: nobody got it.
            NobodyKnows: perhaps somebody did.
        """
        self.open()
        if self.connection:
            self._give_by_smtp(self.connection, message)
            return
        try:
            self._backend.send_messages([message])
        except Exception as fault:
            raise NobodyKnows(f"The carrier failed with {type(fault).__name__}.") from fault

    def open(self) -> None:
        """Connect, encrypt and sign in, if that has not been done.

        Raises:
            NoServer: it did not work; the sentence says what did not.
        """
        if not settings.MAIL_CARRIER:  # and Django would take the outbox itself for a carrier
            raise NoServer("No mail server is named in the settings of this site.")
        try:
            self._backend = self._backend or get_connection(settings.MAIL_CARRIER)
            self._backend.open()
        except smtplib.SMTPAuthenticationError as fault:
            raise NoServer(
                f"The mail server did not accept the user name and password ({fault.smtp_code})."
            ) from fault
        except OSError as fault:  # smtplib's are among them
            raise NoServer(f"The mail server cannot be reached: {said(fault)}") from fault

    def _give_by_smtp(self, smtp: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            sender = sanitize_address(message.from_email, "utf-8")
            (recipient,) = (sanitize_address(each, "utf-8") for each in message.recipients())
            content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
        except ValueError as fault:
            raise NotTaken("It could not be made into a mail.", for_good=True) from fault
        for sign in _signing:
            content = sign(content)
        try:
            for command, address in ((smtp.mail, sender), (smtp.rcpt, recipient)):
                code, reply = command(address)
                if code not in {250, 251}:
                    with suppress(OSError):  # it may hang up on us for that
                        smtp.rset()
                    raise refusal(code, reply)
        except OSError as fault:
            self.hang_up()
            raise NotTaken(f"The connection broke before it was sent: {said(fault)}") from fault
        try:
            code, reply = smtp.data(content)
        except smtplib.SMTPDataError as fault:  # it did not even ask for the content
            raise refusal(fault.smtp_code, fault.smtp_error) from fault
        except OSError as fault:
            self.hang_up()
            raise NobodyKnows(f"The connection broke while it was sent: {said(fault)}") from fault
        if 400 <= code < 600:
            raise refusal(code, reply)
        if code != 250:
            self.hang_up()
            raise NobodyKnows(f"The mail server answered {code}, which says nothing.")

    def hang_up(self) -> None:
        """Close it, if it is open; giving opens it again."""
        if self._backend is None:
            return
        try:
            self._backend.close()
        except OSError:  # it broke already, which is why we hang up
            if isinstance(self._backend, EmailBackend):
                self._backend.connection = None


def refusal(code: int, reply: bytes | str) -> NotTaken:
    """What a server's 4xx or 5xx means: the first for now, the second for good."""
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    sentence = f"The mail server refused it: {code} {' '.join(words.split())}"
    reason = _REASON.match(words)
    return NotTaken(
        sentence[:300], for_good=500 <= code < 600, code=reason[0] if reason else str(code)
    )


def said(fault: OSError) -> str:
    """The words of a broken connection, or its kind."""
    return (" ".join(str(fault).split()) or type(fault).__name__)[:200]
