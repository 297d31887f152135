"""Signatures as Standard Webhooks 1.0 has them (github.com/standard-webhooks/standard-webhooks)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
BYTES = 32
"""Of a secret; the specification asks for 24 to 64."""


def new_secret() -> str:
    """A secret as it is shown: the rest after the prefix is base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def headers_of(secret: str, *, message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """What goes along with a body, so that whoever has the secret knows that it is ours.

    Args:
        message: the id of the delivery, the same at every try.
        timestamp: seconds since 1970, of this try.
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature}",
    }
