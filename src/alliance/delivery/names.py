"""Lasting names for what goes out: the same thing keeps its name, whatever becomes of it."""

from __future__ import annotations

from django.conf import settings


def tag(name: str) -> str:
    """A name as RFC 4151 has it."""
    return f"tag:{host_name()},2026:{name}"


def host_name() -> str:
    """The host's public name; “localhost” on a machine of one's own."""
    address: str = settings.WAGTAILADMIN_BASE_URL
    name = address.partition("://")[2].partition(":")[0].strip("/").lower()
    return "localhost" if name in {"", "127.0.0.1"} else name
