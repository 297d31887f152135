"""Taking a batch of copies: who gets theirs now, who does not and why."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from alliance.mail.reach import why_held

from ..models import Copy, CopyState, Mailing, MailingState, Standing, Suppression, Why
from ..own_links import address_hashes
from .durability import durable
from .rates import Room, room, room_at

BATCH = 200
HOLD = 30.0
"""Seconds that a batch is held at most: who leaves after it was claimed, or whose mailing is
paused, waits no longer than this for it to take effect."""
LEASE = dt.timedelta(minutes=2)
"""Longer than a batch is held and its last message may take (`smtp.MOST_SECONDS`)."""
ERASED = "They asked to be erased."
NOT_ACTIVE = {
    Standing.WAITING: "They have yet to confirm that they want it.",
    Standing.LEFT: "They left.",
    Standing.ERASED: ERASED,
}
SUPPRESSED = {
    Why.LEFT: "They left.",
    Why.ERASED: ERASED,
    Why.BOUNCED: "Mail to them comes back.",
    Why.PROGRAMME: "The programme stopped mail to them.",
    Why.COMPLAINED: "They marked our mail as unwanted.",
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A copy in hand, with all that is needed to write it."""

    copy_id: int
    mailing_id: int
    variant_id: int
    subscriber_id: int
    links_version: int
    recipient: str
    name: str
    attempts: int
    domain: str
    standing: str | None
    """None: the subscriber is no more, and nothing is sent."""


_COLUMNS = (
    "pk", "mailing_id", "variant_id", "subscriber_id", "subscriber__links_version", "recipient",
    "name", "attempts", "domain", "subscriber__standing",
)  # fmt: skip


class Batch:
    """What one worker claimed at once."""

    def __init__(self, claim: str, copies: list[Claimed]) -> None:
        self.claim = claim
        self.copies = copies
        self._since = time.time(), time.monotonic()

    @property
    def is_old(self) -> bool:
        """It is time to let go of the rest, also when the machine stood still meanwhile."""
        wall, steady = self._since
        return max(time.time() - wall, time.monotonic() - steady) > HOLD


@dataclass(frozen=True, slots=True)
class Look:
    """What came of asking for work."""

    batch: Batch | None = None
    has_looked_at_some: bool = False
    """Copies were due, though perhaps none of them is to be sent: look again at once."""
    room_at: dt.datetime | None = None
    """Copies are due that wait for a rate; when there is room."""


def claim(most: int | None = None) -> Look:
    """Take what is due of mailings that are being sent, at most so many; the first begun first.

    Whoever left or is sent nothing any more is passed over, and whom this site may not reach is
    held, both with the reason. Several workers may ask at once: none gets what another has.
    """
    now = timezone.now()
    token = secrets.token_hex(16)
    with durable():
        left = room(now)
        rows = list(_due(now, most or BATCH, left)) if left.whole != 0 else []
        fates = _fates(rows)
        mine = [row for row in rows if row.copy_id not in fates and left.take(row.domain)]
        _note(fates)
        Copy.objects.filter(pk__in=[row.copy_id for row in mine], state=CopyState.WAITING).update(
            state=CopyState.CLAIMED, claim=token, lease_until=now + LEASE, why=""
        )
        waits_for_rate = left.is_limited and not mine and not fates and _is_due(now).exists()
        look_again_at = room_at(now, left) if waits_for_rate else None
    return Look(Batch(token, mine) if mine else None, bool(rows), look_again_at)


def is_any_due() -> bool:
    """Whether there is something to claim: a look that takes no lock."""
    return _is_due(timezone.now()).exists()


def count_due(most: int) -> int:
    """How many are due, counted up to a number."""
    return len(_is_due(timezone.now()).values_list("pk")[:most])


def _is_due(now: dt.datetime) -> QuerySet[Copy]:
    return Copy.objects.filter(
        mailing__in=_being_sent(), state=CopyState.WAITING, due_at__lte=now
    ).order_by()


def _being_sent() -> list[int]:
    return list(
        Mailing.objects.filter(state=MailingState.SENDING)
        .order_by("begun_at", "pk")
        .values_list("pk", flat=True)
    )


def _due(now: dt.datetime, most: int, left: Room) -> Iterable[Claimed]:
    """Mailing by mailing, so that each look is a few rows of an index."""
    full = left.full
    for mailing_id in _being_sent():
        due = Copy.objects.filter(
            mailing=mailing_id, state=CopyState.WAITING, due_at__lte=now
        ).exclude(domain__in=full)
        rows = (
            due.order_by("due_at", "pk")
            .select_for_update(skip_locked=True, of=("self",))
            .values_list(*_COLUMNS)[:most]
        )
        for row in rows:
            most -= 1
            yield Claimed(*row)
        if most <= 0:
            return


def _fates(rows: Collection[Claimed]) -> dict[int, tuple[CopyState, str]]:
    """Of those that are not to be sent: what becomes of them, by the copy's number."""
    fates: dict[int, tuple[CopyState, str]] = {}
    hashes = {row.copy_id: address_hashes(row.recipient) for row in rows}
    every = [each for of_one in hashes.values() for each in of_one]
    suppressed = dict(
        Suppression.objects.filter(address_hash__in=every).values_list("address_hash", "why")
    )
    for row in rows:
        found = [suppressed[each] for each in hashes[row.copy_id] if each in suppressed]
        if not row.recipient or row.standing is None:
            fates[row.copy_id] = CopyState.PASSED_OVER, ERASED
        elif row.standing != Standing.ACTIVE:
            fates[row.copy_id] = CopyState.PASSED_OVER, NOT_ACTIVE[Standing(row.standing)]
        elif found:
            fates[row.copy_id] = CopyState.PASSED_OVER, SUPPRESSED[Why(found[0])]
        elif why := why_held(row.recipient):
            fates[row.copy_id] = CopyState.HELD, why
    return fates


def _note(fates: dict[int, tuple[CopyState, str]]) -> None:
    """Write down who gets nothing: as many statements as there are reasons."""
    by_fate = defaultdict(list)
    for copy_id, fate in fates.items():
        by_fate[fate].append(copy_id)
    for (state, why), copies in by_fate.items():
        Copy.objects.filter(pk__in=copies, state=CopyState.WAITING).update(state=state, why=why)
