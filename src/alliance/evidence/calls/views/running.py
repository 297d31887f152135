"""The programme publishes a call, moves the day on which it closes, and ends it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.unsent import unsent

from ...models import Call, CallState
from ...refusal import CannotBeDone
from ..days import last_of
from ..ending import archive, withdraw
from ..forms.running import EndForm, MoveForm
from ..moving import move_closing
from ..publishing import NotReady, look, publish
from ..standing import Standing, standing
from .found import account, call_of


@door(Door.PROGRAMME)
@never_cache
def publishing(request: HttpRequest, slug: str) -> HttpResponse:
    """What is missing, and what happens when it is published; then the button."""
    call = call_of(request, slug)
    status = 200
    if request.method == "POST":
        said = request.POST.get("version", "")
        seen = int(said) if said.isascii() and said.isdigit() else 0
        try:
            call = publish(by=account(request), call=call, seen=seen)
        except NotReady:
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
        else:
            messages.success(request, _published(call))
            return redirect("call_desk", call.slug)
    found = look(call)
    context = {
        "call": call,
        "stops": [each for each in found if each.stops],
        "others": [each for each in found if not each.stops],
        "is_draft": call.state == CallState.DRAFT,
        "closes": last_of(call.closes_at) if call.closes_at else None,
        "opens_now": call.opens_at is not None and call.opens_at <= timezone.now(),
    }
    return render(request, "evidence/calls/desk/publishing.html", context, status=status)


def _published(call: Call) -> str:
    if standing(call, timezone.now()) is Standing.TO_COME:
        return "It is published. It takes answers, and is announced, from when it opens."
    return "It is published and takes answers. It waits among the news for the next bulletin."


@door(Door.PROGRAMME)
@never_cache
def moving(request: HttpRequest, slug: str) -> HttpResponse:
    """Extend it, or bring its closing forward."""
    call = call_of(request, slug)
    posted = request.POST if request.method == "POST" else unsent(request)
    last = last_of(call.closes_at) if call.closes_at else None
    start = {"version": call.version, "closes_on": last.on if last else None}
    form = MoveForm(posted, initial=start | ({"closes_time": last.at} if last else {}))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                call = move_closing(
                    by=account(request),
                    call=call,
                    seen=form.cleaned_data["version"] or 0,
                    closes_at=form.closes_at,
                    why=form.cleaned_data["why"],
                )
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, f"It now takes answers until {_until(call)}.")
                return redirect("call_desk", call.slug)
    context = {"form": form, "call": call, "closes": last}
    return render(request, "evidence/calls/desk/moving.html", context, status=status)


def _until(call: Call) -> str:
    return last_of(call.closes_at).in_words if call.closes_at else ""


@door(Door.PROGRAMME)
@never_cache
def ending(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdraw it, or archive it once it has closed."""
    call = call_of(request, slug)
    posted = request.POST if request.method == "POST" else unsent(request)
    form = EndForm(posted, initial={"version": call.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                messages.success(request, _ended(request, call, form))
                return redirect("call_desk", call.slug)
            except CannotBeDone as refusal:
                form.add_error("why", str(refusal))
                status = 409
    stands = standing(call, timezone.now())
    context = {
        "form": form,
        "call": call,
        "is_published": call.state == CallState.PUBLISHED,
        "may_archive": call.is_standing or stands is Standing.CLOSED,
    }
    return render(request, "evidence/calls/desk/ending.html", context, status=status)


def _ended(request: HttpRequest, call: Call, form: EndForm) -> str:
    by, said = account(request), form.cleaned_data
    seen = said["version"] or 0
    match request.POST.get("do"):
        case "withdraw":
            withdraw(by=by, call=call, seen=seen, why=said["why"])
            return "It is withdrawn: readers see it no more."
        case "archive":
            archive(by=by, call=call, seen=seen, why=said["why"])
            return "It is archived: its page stays, and it takes no more answers."
    raise CannotBeDone("Choose what is to become of it.")
