"""Copies of mail to networks: written down with what causes them, then sent, each once."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress

from ..models import Letter, LetterState, NetworkMessage

KEPT_FOR = dt.timedelta(days=60)
NOBODY_KNOWS_AFTER = dt.timedelta(minutes=10)
"""A copy that is being sent for so long is not: all stopped in that moment."""


def send(letter: Letter) -> None:
    """Put one copy into the outbox: the one place from which this part's mail leaves."""
    EmailMessage(
        subject=letter.subject,
        body=letter.text,
        to=[letter.address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Auto-Submitted": "no"},
    ).send()


def write(
    *,
    to: int,
    address: str,
    subject: str,
    text: str,
    reply_to: str,
    message: NetworkMessage | None = None,
) -> Letter:
    """Put one person's copy among those that wait, in the transaction of what causes it."""
    return Letter.objects.create(
        message=message,
        person_id=to,
        address=address,
        subject=" ".join(subject.split())[:250],
        text=text,
        reply_to=reply_to,
    )


def have_sent() -> None:
    """Have what waits sent when this transaction commits."""
    enqueue(send_letters, unique=True)


@job(title="Send mail to networks")
def send_letters(progress: Progress) -> str:
    """Send what waits. Run twice, or by two at once, it sends no copy twice."""
    sent = failed = 0
    waiting = list(Letter.objects.filter(state=LetterState.DUE).values_list("pk", flat=True))
    for pk in progress.through(waiting, "Sending mail"):
        try:
            # Taken, in the outbox and known as sent: all or nothing. Whatever stops this job, the
            # copy then waits as before, and the next run sends it, once.
            with transaction.atomic():
                letter = _taken(pk)
                if letter is None:
                    continue
                send(letter)
                _settle(pk, LetterState.SENT)
        except (OSError, SMTPException, ValueError):  # away, refused, or no address at all
            failed += 1
            _settle(pk, LetterState.FAILED)
        else:
            sent += 1
    return f"{sent} sent, {failed} could not be sent."


def _taken(pk: int) -> Letter | None:
    """A copy that waits is taken by one; whoever comes second finds it taken."""
    mine = Letter.objects.filter(pk=pk, state=LetterState.DUE)
    if not mine.update(state=LetterState.SENDING, taken_at=timezone.now()):
        return None
    return Letter.objects.get(pk=pk)


def _settle(pk: int, state: LetterState) -> None:
    at = timezone.now() if state == LetterState.SENT else None
    Letter.objects.filter(pk=pk).exclude(state=LetterState.SENT).update(state=state, sent_at=at)


def stuck(message: NetworkMessage) -> int:
    """How many copies of a message were not sent, or nobody knows whether they were."""
    return _stuck(message).count()


@transaction.atomic
def send_stuck_again(message: NetworkMessage) -> int:
    """Put those copies back among the waiting, by somebody's decision; how many it were."""
    count = _stuck(message).update(state=LetterState.DUE, taken_at=None)
    if count:
        have_sent()
    return count


def _stuck(message: NetworkMessage) -> QuerySet[Letter]:
    long_ago = timezone.now() - NOBODY_KNOWS_AFTER
    not_sent = Q(state=LetterState.FAILED) | Q(state=LetterState.SENDING, taken_at__lt=long_ago)
    return Letter.objects.filter(not_sent, message=message).exclude(address="")


@job(title="Forget old mail to networks")
def forget_letters(progress: Progress) -> str:
    """Destroy address and words of copies that are two months old; that they went stays."""
    old = Letter.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).exclude(address="")
    settled = old.filter(state__in=[LetterState.SENT, LetterState.FAILED])
    return f"{settled.update(address='', text='', subject='', reply_to='')} were forgotten."
