"""Whom mail may reach from this site, decided in one place and asked at each sending."""

from __future__ import annotations

from django.conf import settings

TEST_MODE = (
    "Test mode is on, and this address is not among those that may be reached. Nobody got it."
)
NO_SERVER = "No mail server is named in the settings of this site. Nobody got it."


def why_held(address: str) -> str:
    """Why a message to this address is not sent, or nothing if it may go."""
    if settings.MAIL_TEST_MODE and not is_named(address):
        return TEST_MODE
    if not settings.MAIL_CARRIER:
        return NO_SERVER
    return ""


def is_named(address: str) -> bool:
    """Whether test mode may reach it: it is named itself, or its whole domain is.

    A domain is the part after the last @, and stands for none below it: who names
    `example.org` does not name `mail.example.org`.
    """
    address = address.strip().casefold()
    _, at, domain = address.rpartition("@")
    named = {one.strip().casefold().removeprefix("@") for one in settings.MAIL_ALLOWED}
    return bool(at and domain) and (address in named or domain in named)
