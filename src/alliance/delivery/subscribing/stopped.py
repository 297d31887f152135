"""Whether an address is among those that are sent nothing, and by whose say it may be again."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser

from ..models import Suppression
from ..returning.suppress import lift, suppression_of
from .words import FIRM


class IsStopped(Exception):
    """Nothing is sent to the address, and its owner's wish does not change that."""

    def __init__(self, stop: Suppression) -> None:
        super().__init__(stop.why)
        self.stop = stop


def firm_stop_of(address: str) -> Suppression | None:
    """Why an address is sent nothing, where its owner's own wish does not lift it."""
    stop = suppression_of(address)
    return stop if stop and stop.why in FIRM else None


def lift_by_own_wish(address: str, *, by: AbstractBaseUser | None) -> None:
    """Whoever left or was erased wants mail again, as they have just confirmed.

    Raises:
        IsStopped: mail to it comes back, or somebody stopped it.
    """
    stop = suppression_of(address)
    if stop is None:
        return
    if stop.why in FIRM:
        raise IsStopped(stop)
    lift(suppression=stop, by=by, reason="Its owner subscribed again.")
