"""Putting a message into the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from email.utils import formatdate, getaddresses, parseaddr

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.message import forbid_multi_line_headers
from django.core.validators import validate_email
from django.db import transaction

from alliance.jobs.enqueue import enqueue

from .models import Message
from .seal import seal
from .send import send_waiting


class NoSuchAddress(ValueError):
    """A message is addressed to something that is no e-mail address."""


def post(message: EmailMessage, *, purpose: str, secret: bool = False) -> list[Message]:
    """Write a message down, to be sent when the transaction that it is part of commits.

    Args:
        message: as Django makes it; each of its recipients gets a copy and sees only themselves.
        purpose: what it is for, in one or two words: “invitation”, “password-reset”.
        secret: it holds a link or code that lets somebody in.

    Raises:
        NoSuchAddress: a recipient is no e-mail address. Nothing is written.
        BadHeaderError: a header holds a line break.
    """
    return post_many([message], purpose=purpose, secret=secret)


@transaction.atomic
def post_many(
    messages: Iterable[EmailMessage], *, purpose: str, secret: bool = False
) -> list[Message]:
    """As `post`, for many at once: they share one piece of background work."""
    rows = [
        _row(message, recipient, purpose, secret)
        for message in messages
        for recipient in recipients_of(message)
    ]
    for row in rows:
        row.save(force_insert=True)
    if rows:
        enqueue(send_waiting)
    return rows


def recipients_of(message: EmailMessage) -> list[str]:
    """The bare addresses, each once, in order."""
    found: dict[str, str] = {}
    for said in message.recipients():
        parsed = getaddresses([said])
        address = parsed[0][1] if len(parsed) == 1 else ""
        try:
            validate_email(address)
        except ValidationError:
            raise NoSuchAddress("A message is addressed to something that is no address.") from None
        found.setdefault(address.casefold(), address)
    return list(found.values())


def _row(message: EmailMessage, recipient: str, purpose: str, secret: bool) -> Message:
    for name, value in {"Subject": message.subject, **message.extra_headers}.items():
        forbid_multi_line_headers(name, value, "utf-8")
    identity = f"<{uuid.uuid4().hex}@{_domain_of(message.from_email)}>"
    return Message(
        purpose=purpose,
        recipient=recipient,
        subject=str(message.subject)[:250],
        content=seal(message, headers=_headers(message, identity)),
        bears_secret=secret,
        message_id=identity,
    )


def _headers(message: EmailMessage, identity: str) -> dict[str, str]:
    """What is fixed when it is written, so that every try sends the same message."""
    given = {name: str(value) for name, value in message.extra_headers.items()}
    said = {name.lower() for name in given}
    kept = {
        name: value
        for name, value in given.items()
        if name.lower() not in {"message-id", "to", "cc", "bcc"}
    }
    if "date" not in said:
        kept["Date"] = formatdate()
    if "auto-submitted" not in said:
        kept["Auto-Submitted"] = "auto-generated"
    return kept | {"Message-ID": identity}


def _domain_of(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
