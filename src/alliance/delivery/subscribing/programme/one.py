"""One subscriber: what they are sent and agreed to, what became of it, and what may be done."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.audit.trail import history, record
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ...models import (
    OPEN,
    REACHED,
    Consent,
    Copy,
    CopyState,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from ...returning.suppress import lift, suppress, suppression_of
from ..erase import erase
from ..export import export_of
from ..leave import leave
from ..links import withdraw_links
from ..mails import post_choices, post_confirmation
from ..stopped import firm_stop_of
from ..wishes import wishes_of
from ..words import in_words, why_stopped
from .forms import ReasonForm
from .rows import row, with_posts

COPIES_SHOWN = 50
EVENTS_SHOWN = 30


@door(Door.PROGRAMME)
@never_cache
def subscriber(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one; each button does one thing to them."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    found = get_object_or_404(with_posts(visible(user, Subscriber.objects.all())), pk=pk)
    doing = DEEDS.get(request.POST.get("do", "")) if request.method == "POST" else None
    form: ReasonForm | None = None
    status = 200
    if request.method == "POST":
        form = ReasonForm(request.POST, auto_id=f"id_{request.POST.get('do', '')}_%s")
        status = 422
        if doing is not None and (not doing.asks_why or form.is_valid()):
            reason = form.cleaned_data.get("reason", "") if doing.asks_why else ""
            try:
                messages.success(request, doing.do(found, reason, user))
                return redirect("subscriber", pk)
            except CannotBeDone as refusal:
                form.errors.clear()
                form.add_error(None, str(refusal))
                status = 409
        elif doing is None:
            form.errors.clear()
            form.add_error(None, "Press one of the buttons.")
    return _page(request, user, found, form, request.POST.get("do", ""), status)


def _page(
    request: HttpRequest,
    user: User,
    found: Subscriber,
    form: ReasonForm | None,
    doing: str,
    status: int,
) -> HttpResponse:
    stop = suppression_of(found.address) if found.address else None
    copies = visible(user, Copy.objects.filter(subscriber=found))
    return render(
        request,
        "delivery/subscribers/subscriber.html",
        {
            "subscriber": found,
            "row": row(found, is_stopped=stop is not None),
            "is_erased": found.standing == Standing.ERASED,
            "chosen": in_words(wishes_of(found)),
            "consents": visible(user, Consent.objects.filter(subscriber=found)).select_related(
                "recorded_by"
            ),
            "stop": stop,
            "copies": _copies(copies),
            "copy_count": copies.count(),
            "events": history(found)[:EVENTS_SHOWN],
            "form": form,
            "doing": doing,
            "reasons": {
                name: form
                if form is not None and name == doing
                else ReasonForm(auto_id=f"id_{name}_%s")
                for name, deed in DEEDS.items()
                if deed.asks_why
            },
        },
        status=status,
    )


@dataclass(frozen=True, slots=True)
class Fate:
    copy: Copy
    shape: str


def _copies(copies: QuerySet[Copy]) -> list[Fate]:
    rows = copies.select_related("mailing").prefetch_related("returns").order_by("-pk")
    return [Fate(copy, _shape(CopyState(copy.state))) for copy in rows[:COPIES_SHOWN]]


def _shape(state: CopyState) -> str:
    if state in REACHED:
        return "done"
    if state in OPEN:
        return "asked"
    return "late" if state in {CopyState.BOUNCED, CopyState.FAILED} else "plain"


@door(Door.PROGRAMME)
@never_cache
@require_safe
def kept(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is kept of them, to be given to them when they ask."""
    found = get_object_or_404(visible(request.user, Subscriber.objects.all()), pk=pk)
    text = json.dumps(export_of(found), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="subscriber-{found.pk}.json"'
    return response


# What may be done: each says in a sentence what came of it --------------------------------------


class CannotBeDone(Exception):
    """A deed that would do harm, and in a sentence what to do first."""


def _stop(found: Subscriber, reason: str, by: User) -> str:
    if found.address:
        suppress(address=found.address, why=Why.PROGRAMME, detail=reason, by=by)
    return "Nothing is sent to them until somebody of the programme lifts that."


def _lift(found: Subscriber, reason: str, by: User) -> str:
    stop: Suppression | None = suppression_of(found.address) if found.address else None
    if stop is None:
        return "Mail to them was not stopped."
    lift(suppression=stop, by=by, reason=reason)
    if found.standing == Standing.ACTIVE:
        return "Mail goes to them again from now on."
    return "Their address is no longer stopped. They are sent mail once they subscribe again."


def _leave(found: Subscriber, reason: str, by: User) -> str:
    leave(subscriber=found, how=f"As they told the programme: {reason}", by=by)
    return "They have left. Nothing more is sent to them."


@transaction.atomic
def _send_link(found: Subscriber, reason: str, by: User) -> str:
    if found.standing == Standing.ERASED:
        raise CannotBeDone("There is nobody any more to send a link to.")
    if stop := firm_stop_of(found.address):
        raise CannotBeDone(f"{why_stopped(stop)} Let mail go to them again first.")
    if found.standing == Standing.WAITING:
        post_confirmation(found, wishes_of(found), by=by)
        said = "They are asked once more to confirm; the link works for seven days."
    else:
        post_choices(found, by=by)
        said = "The link to their choices is on its way; it works for seven days."
    record(by=by, verb="sent a link to", thing=found)
    return said


def _withdraw(found: Subscriber, reason: str, by: User) -> str:
    withdraw_links(subscriber=found, by=by)
    return "No link sent to them before opens anything any more. The next mail has new ones."


def _erase(found: Subscriber, reason: str, by: User) -> str:
    erase(subscriber=found, by=by, reason=reason)
    return (
        "They are erased. What stays is that somebody was, and that their address is sent nothing."
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """One button."""

    do: Callable[[Subscriber, str, User], str]
    asks_why: bool = False


DEEDS = {
    "stop": Deed(_stop, asks_why=True),
    "lift": Deed(_lift, asks_why=True),
    "leave": Deed(_leave, asks_why=True),
    "link": Deed(_send_link),
    "withdraw": Deed(_withdraw),
    "erase": Deed(_erase, asks_why=True),
}
