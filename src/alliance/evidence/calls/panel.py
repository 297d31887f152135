"""Open calls on an authority's own page, with how many of its people have answered."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.models import Authority
from alliance.directory.my_authority import Panel, register_panel

from ..models import RECEIVED, Submission
from .shown import taking_answers


def register() -> None:
    register_panel(20, panel)


def panel(request: HttpRequest, authority: Authority) -> Panel | None:
    """Counts alone: what was answered, and by whom, is for the programme. Two queries."""
    listed = taking_answers(request.user, timezone.now())
    if not listed:
        return None
    counts = dict(
        Submission.objects.filter(
            call__in=[each.call.pk for each in listed], authority=authority, state__in=RECEIVED
        )
        .order_by()
        .values_list("call")
        .annotate(count=Count("pk"))
    )
    told = [(each, counts.get(each.call.pk, 0)) for each in listed]
    return Panel("Calls for evidence", "evidence/calls/_panel.html", {"told": told})
