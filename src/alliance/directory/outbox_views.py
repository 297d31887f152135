"""The outbox, for the programme: what was sent, what was held and why, and sending it again.

It stands here because the part `mail` is below the directory, which has the doors.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.mail.change import CannotBeSentAgain, send_again
from alliance.mail.models import Message, State
from alliance.mail.read import wording_of

from .access import Door, door, visible
from .models import User

A_PAGE = 50
SHAPES = {
    State.QUEUED: "asked",
    State.SENDING: "asked",
    State.SENT: "done",
    State.FAILED: "late",
    State.HELD: "plain",
}
"""Which shape goes with which state."""


@door(Door.PROGRAMME)
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """All messages, the newest first, or those in one state."""
    shown = visible(request.user, Message.objects.all())
    counts = dict(shown.order_by().values_list("state").annotate(count=Count("pk")))
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    rows = shown.filter(state=state) if state else shown
    page = Paginator(rows.defer("content"), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/mail/outbox.html",
        {
            "page": page,
            "rows": [(message, SHAPES[State(message.state)]) for message in page],
            "states": [(one.value, one.label, counts.get(one.value, 0)) for one in State],
            "state": state,
            "count": sum(counts.values()),
            "test_mode": settings.MAIL_TEST_MODE,
            "allowed": settings.MAIL_ALLOWED,
            "has_server": bool(settings.MAIL_CARRIER),
        },
    )


@door(Door.PROGRAMME)
@never_cache
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message and what it says; the button sends a held or failed one after all."""
    found = get_object_or_404(visible(request.user, Message.objects.all()), pk=pk)
    status = 200
    if request.method == "POST":
        assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
        try:
            send_again(found, by=request.user)
        except CannotBeSentAgain as refusal:
            messages.error(request, str(refusal))
            status = 409
        else:
            messages.success(request, "It is on its way.")
            return redirect("outbox_message", pk)
    # A link that lets somebody in as another is for nobody else's eyes: an administrator may have
    # to hand one on where no mail server is set up, and in the demo there is nobody to harm.
    with_secrets = settings.MAIL_SHOWS_SECRETS or bool(request.user.is_superuser)
    return render(
        request,
        "directory/mail/message.html",
        {
            "message": found,
            "shape": SHAPES[State(found.state)],
            "wording": wording_of(found, with_secrets=with_secrets),
            "hides_secret": found.bears_secret and not with_secrets,
        },
        status=status,
    )
