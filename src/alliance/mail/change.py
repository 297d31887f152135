"""What the programme, or what caused it, may do with a message afterwards."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.jobs.enqueue import enqueue

from .models import Message, State
from .send import send_waiting


class CannotBeSentAgain(Exception):
    """It is not held or failed, or what it said has been erased; the sentence says which."""


@transaction.atomic
def send_again(message: Message, *, by: AbstractBaseUser) -> Message:
    """Put a message that was held or failed back among those that wait."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not message.may_be_sent_again:
        raise CannotBeSentAgain(
            "What it said has been erased, so it cannot be sent again."
            if message.erased_at
            else f"It is not to be sent again: {message.get_state_display().lower()}."
        )
    before = snapshot(message)
    message.state, message.why = State.QUEUED, ""
    message.attempts, message.due_at = 0, timezone.now()
    message.save(update_fields=["state", "why", "attempts", "due_at"])
    record(by=by, verb="sent again", thing=message, before=before, after=snapshot(message))
    enqueue(send_waiting)
    return message


@transaction.atomic
def withdraw(message: Message) -> None:
    """What caused it is gone: it is not sent if it was not, and what is kept of it is destroyed."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state == State.SENT:
        erase(message)
    else:
        message.delete()


def erase(message: Message) -> None:
    """Destroy what a message says and to whom; that there was one, and when, stays.

    Why it failed goes too: mail servers repeat the address in what they say.
    """
    message.content, message.subject, message.recipient, message.why = b"", "", "", ""
    message.erased_at = message.erased_at or timezone.now()
    message.save(update_fields=["content", "subject", "recipient", "why", "erased_at"])
