"""Confirming a subscription: the owner of an address presses the button that was mailed to them."""

from __future__ import annotations

from django.db import transaction

from ..models import ConsentBy, Standing, Subscriber
from .changes import activate
from .links import press_to_confirm, to_confirm
from .wishes import Wishes, wishes_of


@transaction.atomic
def confirm(*, token: str, wishes: Wishes | None) -> Subscriber:
    """Subscribe whom a link was sent to, with the wishes that their mail showed.

    A second press changes nothing. A link that was not pressed before does, also where another was:
    the last wish holds.

    Args:
        wishes: those that the link carries; None if they got lost on the way.

    Raises:
        NoLink: the link opens nothing.
        IsStopped: nothing is sent to the address until the programme lifts that.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=to_confirm(token).pk)
    is_first = press_to_confirm(token)
    if is_first or subscriber.standing != Standing.ACTIVE:
        activate(subscriber, wishes=wishes or wishes_of(subscriber), how=ConsentBy.FORM, by=None)
    return subscriber
