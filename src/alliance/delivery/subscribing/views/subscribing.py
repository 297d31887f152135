"""Subscribing: the form for everybody, and the page that the mailed link leads to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import User

from ...models import Standing
from .. import limits
from ..account import choose_signed_in, subscriber_of
from ..ask import ask
from ..confirm import confirm
from ..forms import SubscribeForm
from ..links import LASTS, NoLink, to_confirm
from ..stopped import IsStopped, firm_stop_of
from ..wishes import read_code, wishes_of
from ..words import AGREED, in_words, masked, why_stopped
from .refusing import is_stopped, no_link

TOO_MANY = (
    "Many forms came from where you are within the hour, so this one was not taken. What you "
    "typed is still here: send it again later."
)


@door(Door.PUBLIC)
@never_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form. Whatever the address, the answer is the same: look into your mail."""
    user = request.user if isinstance(request.user, User) else None
    known = {"address": user.email, "name": user.name} if user else {}
    form = SubscribeForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        subscriber=subscriber_of(user) if user else None,
        initial=known,
    )
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    if limits.too_many(request):
        form.add_error(None, TOO_MANY)
        return _form(request, form, status=429)
    limits.count(request)
    address = form.cleaned_data["address"]
    if user and address == user.email.casefold():
        return _own(request, form, user)
    ask(
        address=address,
        name=form.about.name,
        authority=form.about.authority,
        wishes=form.wishes,
        by=user,
    )
    return redirect("subscribe_sent")


def _own(request: HttpRequest, form: SubscribeForm, user: User) -> HttpResponse:
    """Their account shows already whose address it is."""
    try:
        choose_signed_in(user=user, wishes=form.wishes)
    except IsStopped as refusal:
        form.add_error(None, f"{why_stopped(refusal.stop)} Ask the programme to lift that.")
        return _form(request, form, status=409)
    messages.success(request, "Your choices are kept.")
    return redirect("own_subscription")


def _form(request: HttpRequest, form: SubscribeForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "agreed": AGREED}
    return render(request, "delivery/subscribing/subscribe.html", context, status=status)


@door(Door.PUBLIC)
@never_cache
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    """Says what happens next, in every case."""
    return render(request, "delivery/subscribing/sent.html", {"days": LASTS.days})


@door(Door.PUBLIC)
@never_cache
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Opened it shows what was asked for; a press of the button subscribes."""
    wishes = read_code(request.GET.get("wishes", ""))
    try:
        subscriber = to_confirm(token)
        if stop := firm_stop_of(subscriber.address):
            return is_stopped(request, stop)
        if request.method == "POST":
            subscriber = confirm(token=token, wishes=wishes)
    except NoLink as none:
        return no_link(request, none)
    except IsStopped as refusal:
        return is_stopped(request, refusal.stop)
    is_done = request.method == "POST"
    shown = wishes_of(subscriber) if is_done else wishes or wishes_of(subscriber)
    return render(
        request,
        f"delivery/subscribing/{'confirmed' if is_done else 'confirm'}.html",
        {
            "address": masked(subscriber.address),
            "chosen": in_words(shown),
            "agreed": AGREED,
            "is_back": subscriber.standing == Standing.LEFT,
        },
    )
