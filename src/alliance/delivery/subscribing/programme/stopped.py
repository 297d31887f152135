"""Addresses that are sent nothing: which and why, whether one is among them, stopping and letting go."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.audit.trail import history
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ...models import Subscriber, Suppression, Why
from ...returning.suppress import lift, suppress, suppression_of
from .forms import LookForm, ReasonForm, StopForm

A_PAGE = 50
EVENTS_SHOWN = 20
SHAPES = {
    Why.LEFT: "plain",
    Why.ERASED: "plain",
    Why.BOUNCED: "late",
    Why.PROGRAMME: "asked",
    Why.COMPLAINED: "late",
}
"""Which shape goes with which reason."""


@door(Door.PROGRAMME)
@never_cache
def stopped(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first, or for one reason; a posted address is looked up or stopped."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    look = LookForm(request.POST if doing == "look" else None)
    stop = StopForm(request.POST if doing == "stop" else None)
    status = 422 if request.method == "POST" else 200
    looked_up, found = False, None
    if doing == "look" and look.is_valid():
        looked_up, found, status = True, suppression_of(look.cleaned_data["sought"]), 200
    if doing == "stop" and stop.is_valid():
        said = stop.cleaned_data
        suppress(address=said["address"], why=Why.PROGRAMME, detail=said["reason"], by=user)
        messages.success(request, "Nothing is sent to that address any more.")
        return redirect("stopped_addresses")
    everything = visible(user, Suppression.objects.all())
    numbers = dict(everything.order_by().values_list("why").annotate(count=Count("pk")))
    why = request.GET.get("state", "")
    why = why if why in Why.values else ""
    page = Paginator(everything.filter(why=why) if why else everything, A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "delivery/subscribers/stopped.html",
        {
            "form": {"look": look, "stop": stop}.get(doing),
            "look": look,
            "stop": stop,
            "looked_up": looked_up,
            "found": found,
            "page": page,
            "rows": [(each, SHAPES[Why(each.why)]) for each in page],
            "states": [(each.value, each.label, numbers.get(each.value, 0)) for each in Why],
            "state": why,
            "count": sum(numbers.values()),
        },
        status=status,
    )


@door(Door.PROGRAMME)
@never_cache
def one_stopped(request: HttpRequest, pk: int) -> HttpResponse:
    """Why one is stopped, and letting mail go there again."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    found = get_object_or_404(visible(user, Suppression.objects.all()), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        lift(suppression=found, by=user, reason=form.cleaned_data["reason"])
        messages.success(request, "Mail may go there again.")
        return redirect("stopped_addresses")
    subscriber = None
    if found.address:
        known = Subscriber.objects.known_as(found.address)
        subscriber = visible(user, known).first()
    return render(
        request,
        "delivery/subscribers/one_stopped.html",
        {
            "form": form,
            "stop": found,
            "shape": SHAPES[Why(found.why)],
            "subscriber": subscriber,
            "events": history(found)[:EVENTS_SHOWN],
        },
        status=422 if request.method == "POST" else 200,
    )
