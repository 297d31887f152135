"""What a token looks like, and the hash by which it is known again. As signed links (decision 13)."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "alliance_"
"""Seen in a file or a log, it says whose it is; those who look for leaked secrets look for such."""
SALT = "alliance.api.tokens"
_LOOK = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")


def new_token() -> str:
    return f"{PREFIX}{secrets.token_urlsafe(32)}"


def looks_like_one(said: str) -> bool:
    return _LOOK.fullmatch(said) is not None


def hash_of(token: str) -> str:
    """What is kept of a new one."""
    return _hash(token, settings.SECRET_KEY)


def hashes_of(token: str) -> list[str]:
    """What may have been kept of it, under this key of the site or one before."""
    return [_hash(token, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _hash(token: str, key: str | bytes) -> str:
    return salted_hmac(SALT, token, secret=key, algorithm="sha256").hexdigest()
