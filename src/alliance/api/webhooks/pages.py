"""One's own webhooks, and what became of what they were told."""

from __future__ import annotations

import uuid

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from alliance.directory.access import Door, door, viewer_of, visible
from alliance.directory.models import User

from ..models import Delivery, DeliveryState, Webhook
from . import changes
from .changes import CannotBeDone
from .forms import WebhookForm
from .rights import may_have_webhooks

A_PAGE = 30
SHAPES = {
    DeliveryState.TAKEN: "done",
    DeliveryState.GIVEN_UP: "late",
    DeliveryState.WAITING: "asked",
    DeliveryState.SENDING: "asked",
    DeliveryState.WITHHELD: "plain",
}
DONE = {
    "on": "It is switched on. What waits is sent now.",
    "off": "It is switched off. What happens meanwhile is not told.",
    "test": "A test is on its way. Load this page again to see what became of it.",
    "again": "It is on its way again.",
}


@door(Door.SIGNED_IN)
@never_cache
@reauthentication_required(allow_get=True)
@sensitive_variables("secret")
def webhooks(request: HttpRequest) -> HttpResponse:
    """Where whoever asks is told of what happens; adding another."""
    may = may_have_webhooks(viewer_of(request.user))
    form, secret, added = WebhookForm(request.POST or None), "", None
    if request.method == "POST":
        if not may:
            raise PermissionDenied(
                "Webhooks are for the programme and who answers for an authority."
            )
        if form.is_valid():
            said = form.cleaned_data
            try:
                added, secret = changes.add(
                    by=_account(request),
                    url=said["url"],
                    events=said["events"],
                    form=said["form"],
                    request=request,
                )
            except CannotBeDone as refusal:
                form.add_error("url", str(refusal))
    return render(
        request,
        "api/webhooks/webhooks.html",
        {
            "form": None if not may else WebhookForm() if added else form,
            "rows": visible(request.user, Webhook.objects.all()),
            "added": added,
            "secret": secret,
        },
        status=422 if form.errors else 200,
    )


@door(Door.SIGNED_IN)
@never_cache
@reauthentication_required(allow_get=True)
@sensitive_variables("secret")
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One webhook and its deliveries, the newest first."""
    found = get_object_or_404(visible(request.user, Webhook.objects.all()), pk=pk)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    secret, status = "", 200
    try:
        if doing == "secret":
            secret = changes.renew_secret(found)
        elif doing == "take":
            changes.take_away(by=_account(request), webhook=found, request=request)
            messages.success(request, "The webhook is taken away.")
            return redirect("webhooks")
        elif doing in DONE:
            _do(request, doing, found)
            messages.success(request, DONE[doing])
            return redirect("webhook", pk)
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))
        status = 409
    rows = visible(request.user, Delivery.objects.filter(webhook=found))
    page = Paginator(rows.select_related("happening"), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "api/webhooks/webhook.html",
        {
            "webhook": found,
            "page": page,
            "rows": [(row, SHAPES[DeliveryState(row.state)]) for row in page],
            "secret": secret,
        },
        status=status,
    )


def _do(request: HttpRequest, doing: str, found: Webhook) -> None:
    match doing:
        case "on":
            changes.switch_on(by=_account(request), webhook=found)
        case "off":
            changes.switch_off_by_owner(found)
        case "test":
            changes.send_test(found)
        case "again":
            mine = visible(request.user, Delivery.objects.filter(webhook=found))
            delivery = get_object_or_404(
                mine.select_related("webhook"), pk=_id(request.POST.get("delivery", ""))
            )
            changes.send_again(delivery)


def _id(said: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except ValueError:
        return None


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
