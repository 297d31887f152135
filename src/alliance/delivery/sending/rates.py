"""How many may go now, by what the ledger has of the last minute: exact, however many workers ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q

from ..models import Copy, CopyState, MailingRules

WINDOW = dt.timedelta(seconds=60)
SOON = dt.timedelta(seconds=1)


@dataclass
class Room:
    """What is left of each rate; taking lessens it."""

    whole: int | None = None
    """None: no rate."""
    by_domain: dict[str, int] = field(default_factory=dict)

    @property
    def full(self) -> list[str]:
        """Domains to which nothing more may go now."""
        return sorted(domain for domain, left in self.by_domain.items() if left <= 0)

    @property
    def is_limited(self) -> bool:
        return self.whole is not None or bool(self.by_domain)

    def take(self, domain: str) -> bool:
        """Whether one more may go there; if so, it counts."""
        left = self.by_domain.get(domain.casefold())
        if self.whole == 0 or (left is not None and left <= 0):
            return False
        if self.whole is not None:
            self.whole -= 1
        if left is not None:
            self.by_domain[domain.casefold()] = left - 1
        return True


def room(now: dt.datetime) -> Room:
    """What is left in this minute. Within a transaction: until it ends, nobody else is told.

    What is claimed counts as sent, because it may be at any moment. One statement counts both, so
    that a copy that changes from one to the other meanwhile is counted.
    """
    rules = MailingRules.get()
    if not (rules.a_minute or rules.a_minute_by_domain):
        return Room()
    MailingRules.objects.select_for_update().get(pk=1)
    used = dict(
        Copy.objects.filter(_counting(now)).values_list("domain").annotate(Count("pk")).order_by()
    )
    return Room(
        whole=max(0, rules.a_minute - sum(used.values())) if rules.a_minute else None,
        by_domain={
            domain.casefold(): most - used.get(domain.casefold(), 0)
            for domain, most in rules.a_minute_by_domain.items()
        },
    )


def room_at(now: dt.datetime, left: Room) -> dt.datetime:
    """When there is room again: when the oldest of what counts leaves the minute."""
    counting = Copy.objects.filter(_counting(now))
    if left.whole != 0:
        counting = counting.filter(domain__in=left.full)
    oldest = counting.aggregate(at=Min("sent_at"))["at"]
    return max(oldest + WINDOW, now + SOON) if oldest else now + SOON


def _counting(now: dt.datetime) -> Q:
    return Q(sent_at__gt=now - WINDOW) | Q(state=CopyState.CLAIMED)
