"""The end of a mailing: no copy of it is open any more."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import OPEN, Copy, CopyState, Mailing, MailingState


def end_what_is_done() -> int:
    """End each mailing of which nothing is left to send, once; how many were ended.

    Of a mailing that was cancelled, what came back to wait meanwhile is cancelled too.
    """
    for mailing in _with_open(MailingState.CANCELLED):
        drop_waiting(mailing)
    unfinished = Mailing.objects.filter(state__in=[MailingState.SENDING, MailingState.PAUSED])
    done = unfinished.filter(~_has_open()).values_list("pk", flat=True)
    return sum(_end(mailing_id) for mailing_id in done)


def totals(mailing: Mailing) -> dict[str, int]:
    """How many copies of it stand where."""
    by_state = Copy.objects.filter(mailing=mailing).values_list("state").annotate(Count("pk"))
    return {str(state): count for state, count in by_state.order_by("state")}


def drop_waiting(mailing: Mailing) -> None:
    """Cancel the copies that wait, and count anew."""
    Copy.objects.filter(mailing=mailing, state=CopyState.WAITING).update(state=CopyState.CANCELLED)
    Mailing.objects.filter(pk=mailing.pk).update(totals=totals(mailing))


def _end(mailing_id: int) -> int:
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(pk=mailing_id)
        is_open = Copy.objects.filter(mailing=mailing, state__in=OPEN).exists()
        if is_open or mailing.state not in {MailingState.SENDING, MailingState.PAUSED}:
            return 0  # another worker was quicker, or copies were put back
        before = snapshot(mailing)
        mailing.state, mailing.ended_at, mailing.why = MailingState.DONE, timezone.now(), ""
        mailing.totals = totals(mailing)
        mailing.save(update_fields=["state", "ended_at", "why", "totals"])
        record(by=None, verb="sent", thing=mailing, before=before, after=snapshot(mailing))
    return 1


def _has_open() -> Exists:
    return Exists(Copy.objects.filter(mailing=OuterRef("pk"), state__in=OPEN))


def _with_open(state: MailingState) -> QuerySet[Mailing]:
    return Mailing.objects.filter(_has_open(), state=state)
