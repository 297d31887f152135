"""A mailing that has begun is written out: a copy for each who takes it, a variant once.

In the order of primary keys, a batch a transaction, which also says how far it is: cut off anywhere,
it goes on there. What readers choose is chosen and rendered before the transaction, so nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet

from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress

from ..composing.choose import choose, key_of
from ..composing.dates import CHANGED
from ..composing.letter import Letter, Reader
from ..composing.render import render
from ..composing.site import site_of
from ..models import (
    Copy,
    CopyState,
    Mailing,
    MailingKind,
    MailingState,
    Subscriber,
    Suppression,
    Variant,
    Why,
)
from ..own_links import address_hashes
from .begin import TAKERS
from .readers import readers_of

BATCH = 500
"""Subscribers at once: a transaction of some tens of milliseconds."""


def write_copies(mailing: Mailing, progress: Progress | None = None) -> int:
    """Write what is still to be written, then let it be sent; how many copies were written now."""
    writer = _Writer(mailing)
    written = 0
    while batch := writer.next_batch():
        copies = writer.copies_for(batch)
        if progress:
            progress.tell(written, words="Writing copies")
        if not _written_down(mailing, batch, copies):
            return written  # stopped, or another worker is ahead of us
        written += len(copies)
    _let_go(mailing)
    return written


@transaction.atomic
def _written_down(mailing: Mailing, batch: Sequence[Subscriber], copies: Sequence[Copy]) -> bool:
    """All copies of a batch and how far it is, or nothing."""
    was, last = mailing.written_to, batch[-1].pk
    if not _unwritten(mailing, was).update(written_to=last):
        return False
    # Whoever left or was erased meanwhile is not written down again.
    still = Subscriber.objects.active().filter(pk__in=[copy.subscriber_id for copy in copies])
    there = set(still.select_for_update().values_list("pk", flat=True))
    Copy.objects.bulk_create([copy for copy in copies if copy.subscriber_id in there])
    mailing.written_to = last
    return True


@transaction.atomic
def _let_go(mailing: Mailing) -> None:
    """Every copy is written: once, the ledger is set to work."""
    from .work import send_copies  # it imports what begins a mailing

    if _unwritten(mailing, mailing.written_to).update(state=MailingState.SENDING, why=""):
        enqueue(send_copies, unique=True)
    mailing.refresh_from_db()


def _unwritten(mailing: Mailing, written_to: int) -> QuerySet[Mailing]:
    """The mailing, if copies of it are still to be written and nobody went on meanwhile."""
    return Mailing.objects.filter(pk=mailing.pk, state=MailingState.WRITING, written_to=written_to)


class _Writer:
    """What stays the same over the batches of one mailing: its letter, and the variants so far."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self.kind = MailingKind(mailing.kind)
        self.letter = Letter.from_json(mailing.letter or {})
        self.site = site_of(mailing.pk)
        self.variants = dict(mailing.variants.values_list("key", "pk"))
        self.chosen: dict[Reader, int | None] = {}

    def next_batch(self) -> list[Subscriber]:
        rows = Subscriber.objects.active().filter(
            frequency__in=TAKERS[self.kind], pk__gt=self.mailing.written_to
        )
        return list(rows.select_related("person__user").order_by("pk")[:BATCH])

    def copies_for(self, batch: Sequence[Subscriber]) -> list[Copy]:
        readers = readers_of(batch)
        stopped = _stopped(batch)
        return list(self._copies(batch, readers, stopped))

    def _copies(
        self,
        batch: Sequence[Subscriber],
        readers: dict[int, Reader],
        stopped: dict[int, str],
    ) -> Iterator[Copy]:
        for one in batch:
            variant = self._variant_for(readers[one.pk])
            if variant is None:
                continue
            why = stopped.get(one.pk, "")
            yield Copy(
                mailing=self.mailing,
                variant_id=variant,
                subscriber=one,
                authority_id=readers[one.pk].authority,
                recipient=one.address,
                name=one.name or (one.person.name if one.person else ""),
                domain=one.address.rpartition("@")[2].lower(),
                state=CopyState.PASSED_OVER if why else CopyState.WAITING,
                why=why,
            )

    def _variant_for(self, reader: Reader) -> int | None:
        """The variant that a reader gets, rendered the first time; None where there is nothing."""
        if reader not in self.chosen:
            mine = choose(self.letter, reader)
            sent = mine if mine and self._is_worth_sending(mine) else None
            self.chosen[reader] = self._made(sent) if sent else None
        return self.chosen[reader]

    def _is_worth_sending(self, mine: Letter) -> bool:
        """A bulletin always; a digest if anything in it is theirs; dates if one is new or other."""
        if self.kind is MailingKind.BULLETIN:
            return True
        if self.kind is MailingKind.CALENDAR:
            return any(part.heading == CHANGED and part.lines for part in mine.parts)
        return any(part.pieces or part.lines for part in mine.parts)

    def _made(self, mine: Letter) -> int:
        key = key_of(mine)
        if key not in self.variants:
            rendered = render(mine, self.site)
            variant, _ = Variant.objects.get_or_create(
                mailing=self.mailing,
                key=key,
                defaults={
                    "subject": rendered.subject,
                    "html": rendered.html,
                    "text": rendered.text,
                    "short": rendered.short,
                    "attachment": mine.calendar,
                },
            )
            self.variants[key] = variant.pk
        return self.variants[key]


def _stopped(batch: Sequence[Subscriber]) -> dict[int, str]:
    """Who of these is sent nothing, and why in words. One query."""
    hashes = {known: one.pk for one in batch for known in address_hashes(one.address)}
    rows = Suppression.objects.filter(address_hash__in=hashes)
    return {
        hashes[known]: f"{Why(why).label}: {detail}"[:300] if detail else Why(why).label
        for known, why, detail in rows.values_list("address_hash", "why", "detail")
    }
