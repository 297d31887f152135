"""Which carrier takes the copies, by the settings."""

from __future__ import annotations

from collections.abc import Callable
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings

from .anymail_carrier import AnymailCarrier
from .dkim import NoKey, Signer, read_key
from .notify_carrier import NotifyCarrier
from .parcel import Carrier, NoServer
from .smtp import SmtpCarrier


def carrier() -> Carrier:
    """A new connection, made when it is first needed."""
    if settings.NOTIFY is not None:
        return NotifyCarrier(settings.NOTIFY)
    if settings.BULK_PROVIDER:
        return AnymailCarrier(settings.BULK_PROVIDER)
    return SmtpCarrier(sign=_signing() if settings.DKIM_KEY_FILE else None)


def signer() -> Signer:
    """Who signs, by the settings.

    Raises:
        NoKey: the key cannot be used.
    """
    key = read_key(Path(settings.DKIM_KEY_FILE))
    return Signer(settings.DKIM_DOMAIN, settings.DKIM_SELECTOR, key)


def sign_other_mail(message: bytes) -> bytes:
    """As bulletins are, where there is a key for the domain that a message comes from.

    Raises:
        NoServer: there should be a key, and it cannot be used.
    """
    if not settings.DKIM_KEY_FILE or settings.BULK_PROVIDER:
        return message
    head = BytesHeaderParser().parsebytes(message.partition(b"\r\n\r\n")[0])
    of = parseaddr(str(head.get("From", "")))[1].rpartition("@")[2].lower()
    if not f".{of}".endswith(f".{settings.DKIM_DOMAIN}"):
        return message  # a signature for another domain is worth nothing (DMARC)
    return _signing()(message)


def _signing() -> Callable[[bytes], bytes]:
    """Signs with a key that is read with the first message: that it cannot be says the sending."""
    known: list[Signer] = []

    def sign(message: bytes) -> bytes:
        if not known:
            try:
                known.append(signer())
            except NoKey as fault:
                raise NoServer(str(fault)) from fault
        return known[0].sign(message)

    return sign
