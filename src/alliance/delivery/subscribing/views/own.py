"""“What we send you”, for whoever is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...models import Standing
from .. import leave as leaving
from ..account import choose_signed_in, subscriber_of
from ..forms import WishesForm
from ..stopped import IsStopped, firm_stop_of
from ..words import why_stopped
from . import record

BUTTONS = {"change", "leave"}


@door(Door.SIGNED_IN)
@never_cache
def own_subscription(request: HttpRequest) -> HttpResponse:
    """Subscribe, change and leave without a mail in between: the account shows whose address it is."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    subscriber = subscriber_of(user)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    if subscriber and doing in record.PRESSED:
        return record.answer(request, doing, subscriber, by=user)
    doing = doing if doing in BUTTONS else ""
    if doing == "leave":
        if subscriber and leaving.leave(subscriber=subscriber, how=leaving.ACCOUNT, by=user):
            messages.success(request, "You have left. Nothing more is sent to you.")
        return redirect("own_subscription")
    form = WishesForm(request.POST if doing else unsent(request), user=user, subscriber=subscriber)
    status = 200
    if doing:
        status = 422
        if form.is_valid():
            try:
                choose_signed_in(user=user, wishes=form.wishes)
                messages.success(request, "Your choices are kept.")
                return redirect("own_subscription")
            except IsStopped as refusal:
                form.add_error(None, f"{why_stopped(refusal.stop)} The programme can lift that.")
                status = 409
    stop = firm_stop_of(subscriber.address if subscriber else user.email)
    context = {
        "form": form,
        "address": subscriber.address if subscriber else user.email,
        "subscriber": subscriber,
        "is_sent_mail": subscriber is not None and subscriber.standing == Standing.ACTIVE,
        "has_left": subscriber is not None and subscriber.standing == Standing.LEFT,
        "why_stopped": why_stopped(stop) if stop else "",
    }
    return render(request, "delivery/subscribing/own.html", context, status=status)
