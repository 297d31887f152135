"""Programs that speak for people of the sample region, and one that is told no more. Invented.

The webhook is off: its address is nobody's, and must not be asked for.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from alliance.actions.models import Action, Response
from alliance.api.models import Delivery, DeliveryState, Happening, Token, Webhook
from alliance.api.tokens.changes import make
from alliance.api.webhooks.deliver import SEAL
from alliance.api.webhooks.events import EVENTS
from alliance.api.webhooks.sign import new_secret
from alliance.directory.models import RoleKind, User
from alliance.mail.seal import seal_words

DAY = dt.timedelta(days=1)
TOKENS = (
    (RoleKind.PROGRAMME_MANAGER, "Power BI, the office", ("read",), 365, 61, 1),
    (RoleKind.PROGRAMME_MANAGER, "Script for the annual report", ("read",), 30, 44, 20),
    (RoleKind.DATA_LEAD, "Case system", ("read", "answer"), 90, 33, 2),
)
"""Whose, for what, what it may, for how many days, made and last used so many days ago."""
URL = "https://flows.example.org/alliance"
OFF = "Its address answered 410: it is gone for good."


def load_programs(day: dt.date) -> int:
    """Tokens and a webhook, as of a day; how many there are."""
    if Token.objects.exists():
        return 0
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    with transaction.atomic():
        for kind, name, scopes, days, made, used in TOKENS:
            if user := _who(kind):
                _token(user, name, scopes, days, noon - made * DAY, day - used * DAY)
        if manager := _who(RoleKind.PROGRAMME_MANAGER):
            _webhook(manager, noon)
    return Token.objects.count() + Webhook.objects.count()


def _who(kind: RoleKind) -> User | None:
    return User.objects.filter(person__roles__kind=kind).order_by("pk").first()


def _token(
    user: User, name: str, scopes: tuple[str, ...], days: int, at: dt.datetime, used: dt.date
) -> None:
    """A real one, whose secret nobody was shown."""
    token, _ = make(by=user, name=name, scopes=scopes, days=days, form=uuid.uuid4())
    Token.objects.filter(pk=token.pk).update(
        created_at=at, expires_at=at + days * DAY, last_used_on=used
    )


def _webhook(owner: User, noon: dt.datetime) -> None:
    hook = Webhook.objects.create(
        owner=owner,
        url=URL,
        events=[event for event, _ in EVENTS],
        secret=seal_words(new_secret(), of=SEAL),
        created_at=noon - 25 * DAY,
        reached_at=noon - 4 * DAY,
        off_at=noon - 3 * DAY,
        off_why=OFF,
    )
    action = Action.objects.filter(state="open").order_by("opened_at", "pk").first()
    if action is None:
        return
    _told(hook, "action.opened", action, None, noon - 6 * DAY, 1, 204)
    counting = Response.objects.counting().filter(ask__action=action).order_by("pk")
    for row, (ago, tries, status) in zip(counting, ((4, 3, 200), (3, 1, 410)), strict=False):
        _told(hook, "answer.counted", action, row, noon - ago * DAY, tries, status)


def _told(
    hook: Webhook,
    event: str,
    action: Action,
    response: Response | None,
    at: dt.datetime,
    tries: int,
    status: int,
) -> None:
    happening = Happening.objects.create(
        event=event,
        action=action,
        ask=response.ask if response else None,
        response=response,
        action_state=action.state,
        ask_state=response.ask.state if response else "",
        at=at,
        spread_at=at,
    )
    is_taken = status < 300
    Delivery.objects.create(
        webhook=hook,
        happening=happening,
        state=DeliveryState.TAKEN if is_taken else DeliveryState.GIVEN_UP,
        attempts=tries,
        status=status,
        why="" if is_taken else OFF,
        created_at=at,
        due_at=at,
        tried_at=at + (tries - 1) * dt.timedelta(minutes=3),
    )
