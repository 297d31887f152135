"""“Your account”: what it is known by, and where each thing of it is looked after."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..access import Door, door, viewer_of, visible
from ..models import Role
from ..second_factor import has_second_factor


@door(Door.SIGNED_IN)
@require_safe
@never_cache
def own_account(request: HttpRequest) -> HttpResponse:
    """Shown and not changed: an organisation vouches for people by their address, so the programme
    changes it, once it knows whose it is (`accounts/changes.py`)."""
    held = Role.objects.current().filter(person=viewer_of(request.user).person_id or 0)
    return render(
        request,
        "directory/accounts/own.html",
        {
            "roles": visible(request.user, held.select_related("authority", "network")),
            "has_factor": has_second_factor(request.user),
        },
    )
