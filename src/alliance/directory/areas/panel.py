"""Restricted areas on an authority's own page: who asks to enter, for whoever looks after that."""

from __future__ import annotations

from django.http import HttpRequest

from ..access import viewer_of, visible
from ..deeds import Deed, standing
from ..models import AccessGrant, AccessState, Authority
from ..my_authority import Panel, register_panel


def register() -> None:
    register_panel(10, panel)


def panel(request: HttpRequest, authority: Authority) -> Panel | None:
    viewer = viewer_of(request.user)
    if not viewer.is_programme and standing(viewer, Deed.SEE_ACCESS, authority.pk) is None:
        return None
    rows = visible(request.user, AccessGrant.objects.filter(authority=authority))
    waiting = list(
        rows.filter(state=AccessState.ASKED).select_related("area", "person").order_by("asked_at")
    )
    context = {
        "waiting": waiting,
        "inside": rows.in_effect().count(),  # type: ignore[attr-defined]
        "authority": authority,
    }
    return Panel("Access to restricted areas", "directory/areas/_panel.html", context)
