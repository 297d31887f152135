"""One's choices, by a link: shown to whoever has it, changed by its owner (decision 61)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door

from ...models import Standing
from .. import leave as leaving
from .. import limits
from ..ask import ask_for_link
from ..changes import choose, come_back
from ..forms import ChoicesByCopyForm, LinkForm, OwnChoicesForm
from ..links import LASTS, Came, NoLink, came_by
from ..stopped import IsStopped, firm_stop_of
from ..wishes import wishes_of
from ..words import in_words, masked, why_stopped
from . import record
from .refusing import is_stopped, no_link
from .subscribing import TOO_MANY

ChoicesForm = ChoicesByCopyForm | OwnChoicesForm
BUTTONS = {"change", "leave"}


@door(Door.PUBLIC)
@never_cache
def ask_for_choices(request: HttpRequest) -> HttpResponse:
    """Ask for one's link. The answer is the same whether or not the address is a subscriber's."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and limits.too_many(request):
            form.add_error(None, TOO_MANY)
            status = 429
        elif form.is_valid():
            limits.count(request)
            ask_for_link(address=form.cleaned_data["address"])
            return redirect("choices_sent")
    return render(request, "delivery/subscribing/ask_for_link.html", {"form": form}, status=status)


@door(Door.PUBLIC)
@never_cache
def choices_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "delivery/subscribing/link_sent.html", {"days": LASTS.days})


@door(Door.PUBLIC)
@never_cache
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is sent: to look at, to change, to leave."""
    try:
        came = came_by(token)
    except NoLink as none:
        return no_link(request, none)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    if doing in record.PRESSED and came.is_theirs:
        return record.answer(request, doing, came.subscriber, by=None)
    doing = doing if doing in BUTTONS else ""
    form = _form_of(request, came)
    status = 200
    if doing:
        status = 422
        if _is_in_order(form, doing):
            if isinstance(form, ChoicesByCopyForm) and limits.too_many(request):
                form.add_error(None, TOO_MANY)
                status = 429
            elif not _is_owner(came, form):
                limits.count(request)
                ask_for_link(address=form.cleaned_data["address"])
                return _another_address(request)
            else:
                return _do(request, doing, came, form)
    stop = firm_stop_of(came.subscriber.address)
    context = {
        "form": form,
        "address": masked(came.subscriber.address),
        "subscriber": came.subscriber,
        "is_sent_mail": came.subscriber.standing == Standing.ACTIVE,
        "is_theirs": came.is_theirs,
        "why_stopped": why_stopped(stop) if stop else "",
    }
    return render(request, "delivery/subscribing/choices.html", context, status=status)


def _form_of(request: HttpRequest, came: Came) -> ChoicesForm:
    data = request.POST if request.method == "POST" else None
    kind = OwnChoicesForm if came.is_theirs else ChoicesByCopyForm
    return kind(data, user=request.user, subscriber=came.subscriber)


def _is_in_order(form: ChoicesForm, doing: str) -> bool:
    """To leave, nobody has to fill in the rest."""
    return form.is_valid() or (doing == "leave" and "address" not in form.errors)


def _is_owner(came: Came, form: ChoicesForm) -> bool:
    if came.is_theirs:
        return True
    typed = str(form.cleaned_data["address"]).casefold()
    return typed == came.subscriber.address.casefold()


def _another_address(request: HttpRequest) -> HttpResponse:
    """The same whoever's address was typed: nothing is said of anybody's."""
    return render(request, "delivery/subscribing/another_address.html", status=409)


def _do(request: HttpRequest, doing: str, came: Came, form: ChoicesForm) -> HttpResponse:
    subscriber = came.subscriber
    if doing == "leave":
        leaving.leave(subscriber=subscriber, how=leaving.CHOICES, tell_owner=not came.is_theirs)
        return _left(request)
    try:
        if subscriber.standing == Standing.ACTIVE:
            choose(
                subscriber=subscriber,
                wishes=form.wishes,
                about=form.about if isinstance(form, OwnChoicesForm) else None,
                by=None,
            )
        else:
            come_back(subscriber=subscriber, wishes=form.wishes)
    except IsStopped as refusal:
        return is_stopped(request, refusal.stop)
    subscriber.refresh_from_db()
    context = {
        "address": masked(subscriber.address),
        "chosen": in_words(wishes_of(subscriber)),
        "back": request.path,
    }
    return render(request, "delivery/subscribing/changed.html", context)


def _left(request: HttpRequest) -> HttpResponse:
    return render(request, "delivery/subscribing/left.html", {"back": request.path})
