"""Pages that say why a link does not do what it was followed for, and what to do instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...models import Suppression
from ..links import NoLink
from ..words import why_stopped


def no_link(request: HttpRequest, none: NoLink) -> HttpResponse:
    """It is none of ours (404), or is over (410)."""
    context = {"why": none.sentence}
    return render(request, "delivery/subscribing/no_link.html", context, status=none.status)


def is_stopped(request: HttpRequest, stop: Suppression) -> HttpResponse:
    """Their own wish does not lift it: whom to ask."""
    context = {"why": why_stopped(stop)}
    return render(request, "delivery/subscribing/stopped.html", context, status=409)
