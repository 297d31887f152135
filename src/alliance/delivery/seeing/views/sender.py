"""How the sender's domain stands, as it was last looked at. Opening the page asks nobody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import User
from alliance.jobs.enqueue import enqueue

from ..look import last_look, look_at_sender, sender, why_nothing


@door(Door.PROGRAMME)
@never_cache
def mailing_sender(request: HttpRequest) -> HttpResponse:
    """What was found; the button looks again, in the background."""
    of = sender()
    if request.method == "POST":
        if of is None:
            messages.error(request, why_nothing())
            return redirect("mailing_sender")
        assert isinstance(request.user, User)  # noqa: S101 - the door asked
        return redirect(
            enqueue(
                look_at_sender, by=request.user, unique=True, return_to=reverse("mailing_sender")
            )
        )
    seen = last_look()
    kept, verdicts = seen if seen else (None, [])
    return render(
        request,
        "delivery/mailings/sender.html",
        {
            "sender": of,
            "why_nothing": why_nothing(),
            "kept": kept,
            "verdicts": verdicts,
            "is_of_another": bool(kept and of and kept.domain != of.from_domain),
        },
    )
