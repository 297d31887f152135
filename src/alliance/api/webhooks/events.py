"""What webhooks are told of, and writing it down in the transaction in which it happens."""

from __future__ import annotations

from alliance.actions.events import Event, Happened
from alliance.jobs.enqueue import enqueue

from ..models import Happening, Webhook
from .deliver import spread

MEANINGS = {
    Event.OPENED: "Something is asked, or opened again.",
    Event.CHANGED: "It says something else: its words, question, days, or whom it asks.",
    Event.ENDED: "It was closed or withdrawn.",
    Event.COUNTED: "An authority’s answer counts from now on: its first, or another.",
}
EVENTS = [(event.value, meaning) for event, meaning in MEANINGS.items()]


def keep(happened: Happened) -> None:
    """Write it down, if anybody waits for it. A follower of `actions.events`."""
    if not Webhook.objects.on().exists():
        return
    ask, response = happened.ask, happened.response
    row = Happening.objects.create(
        event=happened.event.value,
        action=happened.action,
        ask=ask,
        response=response,
        action_state=happened.action.state,
        ask_state=ask.state if ask else "",
    )
    enqueue(spread, row.pk)
