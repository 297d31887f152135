"""How many forms came from one place within an hour, so that a machine cannot fill a list.

Nobody outside is asked, and where a form came from is not stored: only a keyed digest of the
network address is counted, in this process's memory, and forgotten after an hour.
"""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

AN_HOUR = 3600


def sent_from_here(request: HttpRequest, what: str) -> int:
    """How many of these forms came from where this request comes from, within the hour."""
    count: int = cache.get(_key(request, what), 0)
    return count


def one_more_from_here(request: HttpRequest, what: str) -> None:
    """One was taken."""
    key = _key(request, what)
    cache.add(key, 0, timeout=AN_HOUR)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, timeout=AN_HOUR)


def _key(request: HttpRequest, what: str) -> str:
    digest = salted_hmac(f"alliance.ui.{what}", request.META.get("REMOTE_ADDR", ""))
    return f"{what}-from-{digest.hexdigest()}"
