"""Addresses that are sent no bulletins: written down, looked up, and let go again.

By a keyed hash, so that whoever was erased stays unwritten to, and so that an address is found
however it is written. Of two reasons the firmer holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Suppression, Why
from ..own_links import address_hash, address_hashes

AT_ONCE = 500
"""Hashes in one query."""


@transaction.atomic
def suppress(
    *, address: str, why: Why, detail: str = "", by: AbstractBaseUser | None = None
) -> Suppression:
    """Send nothing there any more.

    Args:
        detail: what the mail server, the list or the person said; nothing is kept of who is erased.
        by: who did it; None is its owner, a mail server or a provider.

    Raises:
        ValueError: there is no address, as of somebody who was erased.
    """
    if not address.strip():
        raise ValueError("Nothing can be stopped to an address that is not known.")
    if why is Why.ERASED:
        detail = ""
    known = _held(address)
    if known is None:
        try:
            with transaction.atomic():
                return _made(address, why, detail, by)
        except IntegrityError:  # somebody else was quicker
            known = _held(address)
            if known is None:
                raise
    before = snapshot(known)
    if is_firmer(why, known.why):
        known.why, known.detail, known.since = why, detail[:300], timezone.now()
    if why is Why.ERASED:
        known.address = known.detail = ""
    after = snapshot(known)
    if after != before:
        known.save()
        record(by=by, verb="stopped mail to", thing=known, before=before, after=after)
    return known


@transaction.atomic
def lift(*, suppression: Suppression, by: AbstractBaseUser | None, reason: str) -> None:
    """Let mail go there again; that it was stopped stays in the trail."""
    record(
        by=by,
        verb="let mail go again to",
        thing=suppression,
        before=snapshot(suppression),
        reason=reason,
    )
    suppression.delete()


def suppression_of(address: str) -> Suppression | None:
    """Why nothing is sent to an address, if nothing is."""
    return Suppression.objects.filter(address_hash__in=address_hashes(address)).first()


def is_suppressed(address: str) -> bool:
    return suppression_of(address) is not None


def suppressed(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are sent nothing, as they were given."""
    by_hash: dict[str, list[str]] = {}
    for address in addresses:
        for each in address_hashes(address):
            by_hash.setdefault(each, []).append(address)
    hashes = list(by_hash)
    found: set[str] = set()
    for start in range(0, len(hashes), AT_ONCE):
        held = Suppression.objects.filter(address_hash__in=hashes[start : start + AT_ONCE])
        for each in held.values_list("address_hash", flat=True):
            found.update(by_hash[each])
    return found


def is_firmer(why: str, than: str) -> bool:
    """By the order of `Why`."""
    return Why.values.index(why) > Why.values.index(than)


def _held(address: str) -> Suppression | None:
    hashes = address_hashes(address)
    return Suppression.objects.select_for_update().filter(address_hash__in=hashes).first()


def _made(address: str, why: Why, detail: str, by: AbstractBaseUser | None) -> Suppression:
    made = Suppression.objects.create(
        address_hash=address_hash(address),
        address="" if why is Why.ERASED else address.strip(),
        why=why,
        detail=detail[:300],
    )
    record(by=by, verb="stopped mail to", thing=made, after=snapshot(made))
    return made
