"""Addresses that are sent nothing: put among them, and taken off again."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record, snapshot

from ..models import Suppression, Why
from ..own_links import address_hash, address_hashes

FIRMNESS = list(Why)
"""In the order of `Why`: the firmest last."""


@transaction.atomic
def suppress(*, address: str, why: Why, detail: str, by: AbstractBaseUser | None) -> Suppression:
    """Send nothing there any more; of two reasons the firmer stays."""
    known = Suppression.objects.select_for_update().filter(address_hash__in=address_hashes(address))
    stop = known.first()
    if stop is None:
        stop = Suppression.objects.create(
            address_hash=address_hash(address), address=address, why=why, detail=detail[:300]
        )
        record(by=by, verb="stopped mail to", thing=stop, after=snapshot(stop))
    elif FIRMNESS.index(why) > FIRMNESS.index(Why(stop.why)):
        before = snapshot(stop)
        stop.why, stop.detail = why, detail[:300]
        stop.save(update_fields=["why", "detail"])
        record(by=by, verb="stopped mail to", thing=stop, before=before, after=snapshot(stop))
    return stop


@transaction.atomic
def lift(*, suppression: Suppression, by: AbstractBaseUser | None, reason: str) -> None:
    """Mail may go there again."""
    record(
        by=by,
        verb="allowed mail again to",
        thing=suppression,
        before=snapshot(suppression),
        reason=reason,
    )
    suppression.delete()


def is_suppressed(address: str) -> bool:
    return bool(suppressed([address]))


def suppressed(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are sent nothing."""
    by_hash = {mark: address for address in addresses for mark in address_hashes(address)}
    found = Suppression.objects.filter(address_hash__in=by_hash)
    return {by_hash[mark] for mark in found.values_list("address_hash", flat=True)}
