"""The work of sending: claim a batch, hand over each copy, write down each fate.

    enqueue(send_copies, unique=True)      # whoever lets a mailing begin, at its commit

May be killed at any moment: what was claimed is found again after its lease, and only the one
copy that was in hand may come twice. Several at once share the work (`claim.py`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.db import Error, connection

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import HandBack, LeaseLost, Progress

from ..composing.site import site_of
from ..composing.values import COLLEAGUE, Values
from ..models import Mailing, MailingState, Variant
from ..names import host_name
from ..own_links import Purpose, make_token, message_id
from . import record, refused
from .carriers import carrier
from .claim import Batch, Claimed, claim, count_due, is_any_due
from .durability import quick
from .ending import end_what_is_done
from .parcel import Carrier, LooksAhead, NobodyKnows, NoServer, NotTaken, Parcel

log = logging.getLogger(__name__)
TURN = 50.0
"""Seconds that one job sends at most, so that other work of its worker has its turn."""
LOOK_EVERY = 1.0
"""Seconds between looks at whether a mailing is still to be sent."""
WORKERS = 2
"""Jobs that share the sending on PostgreSQL; on SQLite one, because it has one writer."""
HELP_FROM = 500
"""Copies due from which it is worth sharing."""
KEPT = 64
"""Variants at a time."""

_lanes = [threading.Lock() for _ in range(WORKERS)]


@job(title="Send bulletins")
def send_copies(progress: Progress, lane: int = 0) -> str:
    """Send all copies that are due, or as many as one turn allows.

    Args:
        lane: 0, or, for those that help it, another number below `WORKERS`.
    """
    lock = _lanes[lane % WORKERS]
    if not lock.acquire(blocking=False):
        return "Another is at it."
    try:
        record.put_back_lost()
        if not is_any_due():
            end_what_is_done()
            return "Nothing was due."
        if lane == 0:
            _call_for_help()
        with quick(), carrier() as by:
            turn = _Turn(progress, by)
            try:
                has_more = turn.send()
            except NoServer as fault:
                _say_why(turn.last, f"{fault} It is tried again every minute.")
                return f"{turn.count} sent. {fault}"
            finally:
                end_what_is_done()
        if has_more:
            enqueue(send_copies, *([lane] if lane else []), unique=True)
    finally:
        lock.release()
    return f"{turn.count} sent."


def _call_for_help() -> None:
    """Have others share the work where there is much, and the database has room for them."""
    if connection.vendor == "postgresql" and count_due(HELP_FROM) == HELP_FROM:
        for lane in range(1, WORKERS):
            enqueue(send_copies, lane, unique=True)


class _Turn:
    """One worker's turn: what it needs from copy to copy, and how far it is."""

    def __init__(self, progress: Progress, by: Carrier) -> None:
        self.count = 0
        self.last: set[int] = set()
        """Mailings of the last batch."""
        self._progress = progress
        self._by = by
        self._end = time.monotonic() + TURN
        self._next_look = 0.0
        self._site = site_of()
        self._host = host_name()
        self._return_path = (
            getattr(settings, "BOUNCE_ADDRESS", "") or parseaddr(self._site.sender)[1]
        )
        self._variants: OrderedDict[int, Variant] = OrderedDict()
        self._goes_well: set[int] = set()
        """Mailings of which something was sent in this turn."""

    def send(self) -> bool:
        """Send until nothing is due or the turn is over; whether something may be left.

        Raises:
            NoServer: nobody takes anything; what was in hand waits again.
        """
        while time.monotonic() < self._end:
            look = claim()
            if look.batch:
                self.last = {copy.mailing_id for copy in look.batch.copies}
                self._send_batch(look.batch)
            elif look.room_at:
                if not self._wait_until(look.room_at.timestamp()):
                    return False  # the clock starts the next turn
            elif not look.has_looked_at_some:
                return False
        return True

    def _send_batch(self, batch: Batch) -> None:
        left = OrderedDict((copy.copy_id, copy) for copy in batch.copies)
        try:
            self._fetch_variants({copy.variant_id for copy in batch.copies})
            stopped: set[int] = set()
            for copy, following in zip(batch.copies, [*batch.copies[1:], None], strict=True):
                if batch.is_old:
                    break
                if time.monotonic() >= self._next_look:
                    stopped = _stopped(self.last)
                    self._next_look = time.monotonic() + LOOK_EVERY
                if copy.mailing_id in stopped:
                    continue
                if following and isinstance(self._by, LooksAhead):
                    self._by.expect(self._return_path, following.recipient)
                self._send_one(copy, batch.claim)
                del left[copy.copy_id]
                self._progress.tell(self.count, words="Sending bulletins")
        finally:
            if left:
                record.release(left.values(), batch.claim)

    def _send_one(self, copy: Claimed, claim: str) -> None:
        """Hand one over and write down its fate.

        Raises:
            NoServer: it waits as if it had not been tried.
        """
        try:
            called = self._by.give(self._parcel(copy))
        except NoServer:
            raise
        except NotTaken as refusal:
            record.refused(copy, claim, why=str(refusal), for_good=refusal.for_good)
            if refusal.for_good and refusal.code:
                refused.tell(copy_id=copy.copy_id, code=refusal.code, said=str(refusal))
        except NobodyKnows as fault:
            log.warning("Copy %s: nobody knows whether it was taken.", copy.copy_id)
            record.uncertain(copy, claim, why=str(fault))
        except (HandBack, LeaseLost, Error):
            raise
        except Exception as fault:
            # One copy that cannot be made must not stand before all others.
            log.exception("Copy %s could not be handed over.", copy.copy_id)
            record.uncertain(copy, claim, why=f"A fault of this site: {type(fault).__name__}.")
        else:
            record.sent(copy, claim, called=called)
            self.count += 1
            if copy.mailing_id not in self._goes_well:
                self._goes_well.add(copy.mailing_id)
                _say_why([copy.mailing_id], "")

    def _parcel(self, copy: Claimed) -> Parcel:
        said = {
            "subscriber_id": copy.subscriber_id,
            "links_version": copy.links_version,
            "mailing_id": copy.mailing_id,
        }
        address = self._site.address
        return Parcel(
            copy_id=copy.copy_id,
            mailing_id=copy.mailing_id,
            recipient=copy.recipient,
            message_id=message_id(
                mailing_id=copy.mailing_id, copy_id=copy.copy_id, host=self._host
            ),
            return_path=self._return_path,
            variant=self._variants[copy.variant_id],
            values=Values(
                name=copy.name or COLLEAGUE,
                address=copy.recipient,
                choices=f"{address}/preferences/{make_token(Purpose.CHOICES, **said)}/",
                leave=f"{address}/unsubscribe/{make_token(Purpose.LEAVE, **said)}/",
            ),
        )

    def _fetch_variants(self, wanted: set[int]) -> None:
        """Have those of a batch at hand, in one query; let go of those not used for longest."""
        missing = wanted - self._variants.keys()
        for variant in Variant.objects.filter(pk__in=missing) if missing else ():
            self._variants[variant.pk] = variant
        for each in wanted:
            self._variants.move_to_end(each)
        while len(self._variants) > max(KEPT, len(wanted)):
            self._variants.popitem(last=False)

    def _wait_until(self, moment: float) -> bool:
        """Wait for room in a rate, if this turn lasts so long."""
        left = moment - time.time()
        if time.monotonic() + left >= self._end:
            return False
        until = time.monotonic() + left
        while (left := until - time.monotonic()) > 0:
            self._progress.tell(self.count, words="Waiting, so as not to send too much a minute")
            time.sleep(min(0.25, left))
        return True


def _stopped(mailings: Iterable[int]) -> set[int]:
    """Those of them that are not being sent any more."""
    sending = Mailing.objects.filter(pk__in=list(mailings), state=MailingState.SENDING)
    return set(mailings) - set(sending.values_list("pk", flat=True))


def _say_why(mailings: Iterable[int], why: str) -> None:
    """Why a mailing does not get on, on its page; nothing where it does."""
    sending = Mailing.objects.filter(pk__in=list(mailings), state=MailingState.SENDING)
    sending.exclude(why=why[:300]).update(why=why[:300])
