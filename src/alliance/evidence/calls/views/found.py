"""What every page of a call begins with: the call, and whose account asks."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from alliance.directory.access import visible
from alliance.directory.models import User

from ...models import Call


def call_of(request: HttpRequest, slug: str) -> Call:
    """The call at an address, if whoever asks may see it; else nothing is there."""
    rows = Call.objects.select_related("contact", "action", "made_by")
    return get_object_or_404(visible(request.user, rows), slug=slug)


def account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
