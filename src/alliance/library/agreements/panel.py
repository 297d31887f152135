"""Agreements on an authority's own page: how it stands to each, and what it may sign."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.access import viewer_of
from alliance.directory.deeds import may_sign_as
from alliance.directory.models import Authority
from alliance.directory.my_authority import Panel, register_panel

from .ask import told_of


def register() -> None:
    register_panel(30, panel)


def panel(request: HttpRequest, authority: Authority) -> Panel | None:
    told = told_of(request.user, authority, timezone.localdate())
    if not told:
        return None
    signs = bool(may_sign_as(viewer_of(request.user), authority.pk))
    context = {"told": told, "signs": signs}
    return Panel("Agreements", "library/agreements/_panel.html", context)
