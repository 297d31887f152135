"""What every page says of the alliance it belongs to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alliance.directory.access import viewer_of
from alliance.directory.models import Alliance, User
from alliance.directory.viewer import works_for_programme


def site(request: HttpRequest) -> dict[str, Any]:
    """`alliance`, the one row or nothing before set-up; `viewer`, what access knows of who asks.

    `is_editor`: whether the way to the editors’ area is shown.
    """
    return {
        "alliance": SimpleLazyObject(Alliance.objects.first),
        "viewer": SimpleLazyObject(lambda: viewer_of(request.user)),
        "is_editor": SimpleLazyObject(lambda: is_editor(request.user)),
    }


def is_editor(user: Any) -> bool:
    if not (isinstance(user, User) and user.is_staff):
        return False
    viewer = viewer_of(user)  # who has yet to add a second factor is nobody to it
    return viewer.is_programme if viewer.is_signed_in else works_for_programme(user)
