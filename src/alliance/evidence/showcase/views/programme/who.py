"""Who of the programme does it."""

from __future__ import annotations

from django.http import HttpRequest

from alliance.directory.models import User


def account_of(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
