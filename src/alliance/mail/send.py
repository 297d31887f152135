"""Sending what waits: each message once, or, where nobody can know, by somebody's decision."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress
from alliance.jobs.run import wait_before_retry

from .carry import Carrier, NobodyKnows, NoServer, NotTaken
from .models import Message, State
from .reach import why_held
from .seal import CannotBeOpened, unseal

log = logging.getLogger(__name__)
LEASE = dt.timedelta(minutes=5)
"""Longer than a mail server may take over one message (`EMAIL_TIMEOUT` for each answer)."""
MOST_ATTEMPTS = 10
FIRST_WAIT = dt.timedelta(minutes=1)
"""Then 4, 16, 64 minutes, 4 hours and 6 hours at a time: a day and a half in all."""
CUT_OFF = (
    "The site was stopped while this was being sent: nobody knows whether it arrived. If it is "
    "sent again, whoever has it already may get it twice."
)
ANOTHER_KEY = "The site's secret key has been changed since, so what it says cannot be read."


@job(title="Send mail")
def send_waiting(progress: Progress) -> str:
    """Send all that is due; two of these at once share the work and send nothing twice."""
    settle_lost()
    count = 0
    with Carrier() as carrier:
        while message := claim():
            try:
                count += deliver(message, carrier)
            except NoServer:
                return f"{count} sent. The mail server cannot be reached; the rest waits."
            progress.tell(count, words="Sending mail")
    return f"{count} sent."


def claim() -> Message | None:
    """Take the next message that is due: from “waiting” to “being sent”, for whoever is first."""
    if not Message.objects.due().exists():
        return None
    with transaction.atomic():
        message = Message.objects.due().select_for_update(skip_locked=True).first()
        if message is None:
            return None
        taken = {
            "state": State.SENDING,
            "attempts": message.attempts + 1,
            "lease_until": timezone.now() + LEASE,
            "why": "",
        }
        # SQLite has no row locks: there the condition decides.
        if not Message.objects.filter(pk=message.pk, state=State.QUEUED).update(**taken):
            return None
    for name, value in taken.items():
        setattr(message, name, value)
    return message


def deliver(message: Message, carrier: Carrier) -> int:
    """Send a message that was claimed and write down what became of it; 1 if it was sent.

    Raises:
        NoServer: there is nobody to give it to; it waits.
    """
    if why := why_held(message.recipient):
        _settle(message, State.HELD, why=why)
        return 0
    try:
        carrier.give(unseal(message.content, to=message.recipient))
    except CannotBeOpened:
        _settle(message, State.FAILED, why=ANOTHER_KEY)
    except NobodyKnows as fault:
        log.error("Message %s: nobody knows whether it was sent.", message.pk)
        _settle(message, State.FAILED, why=f"{fault} Nobody knows whether it arrived.")
    except NotTaken as refusal:
        _wait_or_fail(message, refusal)
        if isinstance(refusal, NoServer):
            raise
    else:
        _settle(message, State.SENT)
        return 1
    return 0


def _wait_or_fail(message: Message, refusal: NotTaken) -> None:
    if refusal.for_good or message.attempts >= MOST_ATTEMPTS:
        _settle(message, State.FAILED, why=str(refusal))
        return
    due_at = timezone.now() + wait_before_retry(message.attempts, FIRST_WAIT)
    with transaction.atomic():
        _settle(message, State.QUEUED, why=str(refusal), due_at=due_at)
        enqueue(send_waiting, run_after=due_at)


def _settle(message: Message, state: State, *, why: str = "", **more: object) -> None:
    """Let go of a message, if it is still this process's."""
    now = timezone.now()
    outcome: dict[str, object] = {"state": state, "why": why[:300], "lease_until": None, **more}
    if state == State.SENT:
        outcome["sent_at"] = now
        if message.bears_secret:
            outcome |= {"content": b"", "erased_at": now}
    let_go = Message.objects.filter(
        pk=message.pk, state=State.SENDING, attempts=message.attempts
    ).update(**outcome)
    if not let_go:
        log.warning("Message %s took so long that it was given up meanwhile.", message.pk)


def settle_lost() -> int:
    """Give up what a process was sending when it ended: it is for a person to decide."""
    return Message.objects.lost().update(state=State.FAILED, why=CUT_OFF, lease_until=None)
