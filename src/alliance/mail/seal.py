"""What a message says, and any other secret, as bytes that only this site can read.

The database keeps no link that a reader of it could follow (decision 13), and a message is where a
link stands in the clear; so it is sealed with a key that is made from the site's secret key.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils.crypto import salted_hmac

SALT = "alliance.mail.seal"


class CannotBeOpened(Exception):
    """It was sealed with a key that this site no longer has, or was erased."""


def seal(message: EmailMessage, *, headers: Mapping[str, str]) -> bytes:
    """All that is needed to make the message again, but for its recipient."""
    said = {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "reply_to": message.reply_to,
        "headers": dict(headers),
        "subtype": message.content_subtype,
        "alternatives": [list(each) for each in getattr(message, "alternatives", [])],
        "attachments": [_attached(each) for each in message.attachments],
    }
    return seal_values(said)


def unseal(content: bytes | memoryview, *, to: str) -> EmailMessage:
    """The message again, addressed to one person.

    Raises:
        CannotBeOpened: the key is another, or there is nothing left.
    """
    said = unseal_values(content)
    message = EmailMultiAlternatives(
        subject=said["subject"],
        body=said["body"],
        from_email=said["from_email"],
        to=[to],
        reply_to=said["reply_to"],
        headers=said["headers"],
        attachments=[
            (name, base64.b64decode(data), kind) for name, data, kind in said["attachments"]
        ],
        alternatives=[tuple(each) for each in said["alternatives"]],
    )
    message.content_subtype = said["subtype"]
    return message


def seal_values(said: Mapping[str, Any]) -> bytes:
    """Plain values as bytes that only this site can read: of a mail that went out or came in."""
    return _keys().encrypt(json.dumps(said, default=str).encode())


def unseal_values(content: bytes | memoryview) -> dict[str, Any]:
    """The values again.

    Raises:
        CannotBeOpened: the key is another, or there is nothing left.
    """
    try:
        said: dict[str, Any] = json.loads(_keys().decrypt(bytes(content)))
    except InvalidToken:
        raise CannotBeOpened from None
    return said


def seal_words(words: str, *, of: str) -> bytes:
    """A secret that must be read again, as one by which the site signs what it sends.

    Args:
        of: what it is of; sealed for one thing, it opens for no other.
    """
    return _keys(f"{SALT}.{of}").encrypt(words.encode())


def unseal_words(content: bytes | memoryview, *, of: str) -> str:
    """The secret again.

    Raises:
        CannotBeOpened: the key is another, or it is of something else.
    """
    try:
        return _keys(f"{SALT}.{of}").decrypt(bytes(content)).decode()
    except InvalidToken:
        raise CannotBeOpened from None


def _attached(attachment: Any) -> list[Any]:
    if not isinstance(attachment, tuple):
        raise TypeError("Attach a file as (name, content, type), not as a part made elsewhere.")
    name, data, kind = attachment
    data = data.encode() if isinstance(data, str) else data
    return [name, base64.b64encode(data).decode(), kind]


def _keys(salt: str = SALT) -> MultiFernet:
    """The first seals; those before a change of the secret key still open."""
    return MultiFernet(
        [_fernet(key, salt) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _fernet(key: str | bytes, salt: str) -> Fernet:
    digest = salted_hmac(salt, "content", secret=key, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
