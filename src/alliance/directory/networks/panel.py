"""Networks on an authority's own page: where it has nobody, and the next meetings."""

from __future__ import annotations

from django.http import HttpRequest

from ..access import visible
from ..models import Authority, Network, Nomination, Seat
from ..my_authority import Panel, register_panel
from .show import next_meetings

MOST = 4


def register() -> None:
    register_panel(20, panel)


def panel(request: HttpRequest, authority: Authority) -> Panel | None:
    """Of networks that authorities send somebody to; none is no panel."""
    networks = list(visible(request.user, Network.objects.filter(is_live=True)))
    if not networks:
        return None
    seated = set(
        Nomination.objects.current()
        .filter(authority=authority, seat=Seat.REPRESENTATIVE)
        .values_list("network", flat=True)
    )
    coming = next_meetings(request.user, [each for each in networks if each.pk in seated])
    shown = {meeting.meeting.pk: meeting for meeting in coming.values()}
    context = {
        "missing": [each for each in networks if each.every_authority and each.pk not in seated],
        "meetings": sorted(shown.values(), key=lambda each: each.meeting.on)[:MOST],
        "authority": authority,
    }
    return Panel("Networks", "directory/networks/_panel.html", context)
