"""Changing for somebody what they are sent: they are told by mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...models import Standing, Subscriber
from ..changes import choose
from .forms import ChangeForm


@door(Door.PROGRAMME)
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Their choices, as they asked the programme to change them."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    living = visible(user, Subscriber.objects.exclude(standing=Standing.ERASED))
    found = get_object_or_404(living, pk=pk)
    is_sent = request.method == "POST"
    form = ChangeForm(request.POST if is_sent else unsent(request), user=user, subscriber=found)
    if is_sent and form.is_valid():
        is_active = found.standing == Standing.ACTIVE
        changed = choose(
            subscriber=found,
            wishes=form.wishes,
            about=form.about,
            by=user,
            tell_owner=is_active,
        )
        told = " They are told by mail." if is_active else ""
        messages.success(request, f"It is kept.{told}" if changed else "It was so already.")
        return redirect("subscriber", pk)
    return render(
        request,
        "delivery/subscribers/change.html",
        {"form": form, "subscriber": found},
        status=422 if is_sent else 200,
    )
