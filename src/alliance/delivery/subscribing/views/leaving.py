"""Leaving by the link in a message's header: with one press, and never by looking (RFC 8058)."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from alliance.directory.access import Door, door

from ...models import Frequency, Standing, Subscriber
from .. import leave as leaving
from ..changes import come_back
from ..forms import ComeBackForm
from ..links import NoLink, to_leave
from ..stopped import IsStopped
from ..wishes import wishes_of
from ..words import in_words, masked
from .refusing import is_stopped, no_link

ONE_CLICK = "One-Click"
GONE = "You have left the mailing list. Nothing more is sent to you.\n"


@csrf_exempt
@door(Door.PUBLIC)
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A mail program posts here by itself, without cookies; a person sees a page with one button.

    Nothing guards against forged posts but the token, which nobody else has: a mail provider
    could send nothing else along.
    """
    is_one_click = request.method == "POST" and _is_by_itself(request)
    try:
        subscriber = to_leave(token)
    except NoLink as none:
        return _said(none.sentence, none.status) if is_one_click else no_link(request, none)
    if is_one_click:
        leaving.leave(subscriber=subscriber, how=leaving.ONE_CLICK)
        return _said(GONE)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    if doing == "leave":
        leaving.leave(subscriber=subscriber, how=leaving.HEADER)
        subscriber.refresh_from_db()
    if doing == "come_back":
        return _come_back(request, subscriber)
    return _page(request, subscriber)


def _is_by_itself(request: HttpRequest) -> bool:
    """A mail program says `One-Click`; GOV.UK Notify has readers' programs post nothing at all."""
    is_empty = request.META.get("CONTENT_LENGTH", "") in {"", "0"}
    return is_empty or request.POST.get("List-Unsubscribe") == ONE_CLICK


def _page(
    request: HttpRequest,
    subscriber: Subscriber,
    form: ComeBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The button; for whoever has left, the way back."""
    has_left = subscriber.standing != Standing.ACTIVE
    form = form or ComeBackForm(initial={"frequency": Frequency.MONTHLY})
    return render(
        request,
        f"delivery/subscribing/{'has_left' if has_left else 'unsubscribe'}.html",
        {"address": masked(subscriber.address), "form": form if has_left else None},
        status=status,
    )


def _come_back(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = ComeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, subscriber, form, status=422)
    frequency = Frequency(form.cleaned_data["frequency"])
    try:
        wishes = replace(wishes_of(subscriber), frequency=frequency)
        subscriber = come_back(subscriber=subscriber, wishes=wishes)
    except IsStopped as refusal:
        return is_stopped(request, refusal.stop)
    context = {
        "address": masked(subscriber.address),
        "chosen": in_words(wishes_of(subscriber)),
    }
    return render(request, "delivery/subscribing/confirmed.html", context)


def _said(sentence: str, status: int = 200) -> HttpResponse:
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
