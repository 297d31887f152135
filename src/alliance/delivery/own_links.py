"""Links and names that every copy carries, made rather than stored (decision 56).

A mailing of 20,000 copies would otherwise write 40,000 links. A token says whose it is, of which
mailing and since when, under a keyed digest: nothing in the database makes one, the site's secret
key does. It opens nothing after its time, nor when the subscriber's `links_version` was raised.

Each is for one purpose: that of the message's header leaves at once (RFC 8058); the one in its
words, which is forwarded with it, only leads to the choices, where whoever changes something says
the address that the copy came to.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import struct
from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Subscriber

_LAYOUT = struct.Struct(">BHQQ")  # purpose, day, subscriber, mailing
_MAC = 16
_EPOCH = dt.date(2020, 1, 1)


class Purpose(Enum):
    """What a link is for, and for how many days."""

    LEAVE = 1, 3 * 366
    CHOICES = 2, 400

    @property
    def number(self) -> int:
        return self.value[0]

    @property
    def days(self) -> int:
        return self.value[1]


class Unopened(Enum):
    """Why a link opens nothing, as a sentence for the person who followed it."""

    UNKNOWN = "This link is not one of ours, or not all of it. Copy it whole from the message."
    EXPIRED = "This link has expired. Use the one in a newer message, or ask for a new one."
    REVOKED = "This link was withdrawn. Ask for a new one."

    @property
    def sentence(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Opened:
    subscriber: Subscriber
    mailing_id: int
    """0 where it came with no mailing."""


def make_token(
    purpose: Purpose, *, subscriber_id: int, links_version: int, mailing_id: int = 0
) -> str:
    """A token for `/unsubscribe/<token>/` or `/preferences/<token>/`: always 47 characters."""
    day = (timezone.localdate() - _EPOCH).days
    said = _LAYOUT.pack(purpose.number, day, subscriber_id, mailing_id)
    mac = _mac(said, links_version, _keys()[0])
    return base64.urlsafe_b64encode(said + mac).decode().rstrip("=")


def open_token(token: str, purpose: Purpose) -> Opened | Unopened:
    """Whose link it is, or why it opens nothing. Changes nothing."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        number, day, subscriber_id, mailing_id = _LAYOUT.unpack(raw[: _LAYOUT.size])
    except (binascii.Error, struct.error, ValueError):
        return Unopened.UNKNOWN
    if number != purpose.number or subscriber_id >= 2**63:
        return Unopened.UNKNOWN
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    said, mac = raw[: _LAYOUT.size], raw[_LAYOUT.size :]
    if subscriber is None or not _is_ours(said, mac, subscriber.links_version):
        older = subscriber and any(
            _is_ours(said, mac, version) for version in range(1, subscriber.links_version)
        )
        return Unopened.REVOKED if older else Unopened.UNKNOWN
    if _EPOCH + dt.timedelta(days=day + purpose.days) < timezone.localdate():
        return Unopened.EXPIRED
    return Opened(subscriber, mailing_id)


def message_id(*, mailing_id: int, copy_id: int, host: str) -> str:
    """The same at every try, so that whoever gets a copy twice can tell; a bounce quotes it."""
    said = f"m{mailing_id}.{copy_id}"
    return f"<{said}.{_name_mac(said, _keys()[0])}@{host}>"


def copy_of(said: str) -> int | None:
    """The copy that a Message-ID of ours names, if it is one: a forged bounce names none."""
    name = said.strip().strip("<>").partition("@")[0]
    start, _, mac = name.rpartition(".")
    number = start.partition(".")[2]
    if not (start.startswith("m") and number.isdecimal() and len(number) < 19):
        return None
    known = any(hmac.compare_digest(mac, _name_mac(start, key)) for key in _keys())
    return int(number) if known else None


def address_hash(address: str) -> str:
    """What an address is known by among those that are sent nothing; not to be read back.

    Keyed with a salt of its own and with the secret key: a change of that key forgets whom not
    to write to, unless the old one stays among the fallbacks (`address_hashes`).
    """
    return _hashed(address, _keys()[0])


def address_hashes(address: str) -> list[str]:
    """As `address_hash`, under the present key and those before it: to look somebody up."""
    return [_hashed(address, key) for key in _keys()]


def _hashed(address: str, key: str | bytes) -> str:
    return _digest(_address_key(key), address.strip().casefold().encode()).hex()


def _keys() -> list[str | bytes]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _is_ours(said: bytes, mac: bytes, links_version: int) -> bool:
    return any(hmac.compare_digest(mac, _mac(said, links_version, key)) for key in _keys())


def _mac(said: bytes, links_version: int, key: str | bytes) -> bytes:
    return _digest(_derived(key, "links"), said + str(links_version).encode())[:_MAC]


def _name_mac(said: str, key: str | bytes) -> str:
    return _digest(_derived(key, "message"), said.encode())[:10].hex()


def _digest(key: bytes, said: bytes) -> bytes:
    return hmac.digest(key, said, "sha256")


@cache
def _address_key(key: str | bytes) -> bytes:
    return salted_hmac("alliance.delivery.address", "", secret=key, algorithm="sha256").digest()


@cache
def _derived(key: str | bytes, what: str) -> bytes:
    """A key for one use, made once a process: 20,000 copies need three digests each."""
    secret = key.encode() if isinstance(key, str) else key
    return hashlib.sha256(b"alliance.delivery." + what.encode() + secret).digest()
