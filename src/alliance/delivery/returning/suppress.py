"""Addresses that are sent nothing: written down, looked up, and let go again."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Suppression, Why
from ..own_links import address_hash, address_hashes

AT_ONCE = 400


@transaction.atomic
def suppress(
    *, address: str, why: Why, detail: str = "", by: AbstractBaseUser | None = None
) -> Suppression:
    """Send nothing there; the firmest reason holds."""
    held = Suppression.objects.select_for_update().filter(address_hash__in=address_hashes(address))
    found = held.first()
    if found is None:
        found = Suppression.objects.create(
            address_hash=address_hash(address), address=address, why=why, detail=detail[:300]
        )
        record(by=by, verb="stopped mail to", thing=found, after=snapshot(found))
        return found
    if _firmness(why) > _firmness(found.why):
        before = snapshot(found)
        found.why, found.detail, found.since = why, detail[:300], timezone.now()
        found.address = found.address or address
        found.save()
        record(by=by, verb="stopped mail to", thing=found, before=before, after=snapshot(found))
    return found


@transaction.atomic
def lift(*, suppression: Suppression, by: AbstractBaseUser | None, reason: str) -> None:
    """Send mail there again."""
    record(
        by=by, verb="let mail go to", thing=suppression, before=snapshot(suppression), reason=reason
    )
    suppression.delete()


def is_suppressed(address: str) -> bool:
    return Suppression.objects.filter(address_hash__in=address_hashes(address)).exists()


def suppressed(addresses: Iterable[str]) -> set[str]:
    """Which of these addresses are sent nothing."""
    by_hash = {each: address for address in addresses for each in address_hashes(address)}
    hashes = list(by_hash)
    return {
        by_hash[each]
        for start in range(0, len(hashes), AT_ONCE)
        for each in Suppression.objects.filter(
            address_hash__in=hashes[start : start + AT_ONCE]
        ).values_list("address_hash", flat=True)
    }


def _firmness(why: str) -> int:
    return Why.values.index(why)
