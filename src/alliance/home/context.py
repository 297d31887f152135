"""What every page says of the alliance it belongs to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alliance.directory.access import viewer_of
from alliance.directory.models import Alliance


def site(request: HttpRequest) -> dict[str, Any]:
    """`alliance`, the one row or nothing before set-up; `viewer`, what access knows of who asks."""
    return {
        "alliance": SimpleLazyObject(Alliance.objects.first),
        "viewer": SimpleLazyObject(lambda: viewer_of(request.user)),
    }
