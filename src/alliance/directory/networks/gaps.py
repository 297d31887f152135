"""Which authorities have nobody in a network."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from ..models import Authority, Network, Nomination, NominationAsk, Seat


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the member authorities have a representative in a network, and who has none."""

    network: Network
    members: int
    missing: Sequence[Authority]

    @property
    def represented(self) -> int:
        return self.members - len(self.missing)

    @property
    def in_words(self) -> str:
        """`17 of 19 authorities have a representative`."""
        has = "has" if self.members == 1 else "have"
        named = "authority" if self.members == 1 else "authorities"
        return f"{self.represented} of {self.members} {named} {has} a representative"


def coverage(networks: Iterable[Network], on: dt.date | None = None) -> Mapping[int, Coverage]:
    """Of each network in which every authority should be, in two queries.

    A deputy alone does not count: somebody has to be the one who is asked.
    """
    wanted = [network for network in networks if network.every_authority and network.is_live]
    seats = Nomination.objects.current(on).filter(
        network__in=wanted, seat=Seat.REPRESENTATIVE, authority__is_member=True
    )
    there: dict[int, set[int]] = defaultdict(set)
    for network, authority in seats.order_by().values_list("network", "authority"):
        there[network].add(authority)
    members = list(Authority.objects.filter(is_member=True))
    return {
        network.pk: Coverage(
            network, len(members), [each for each in members if each.pk not in there[network.pk]]
        )
        for network in wanted
    }


def last_asked(networks: Iterable[Network]) -> Mapping[tuple[int, int], dt.date]:
    """Network and authority → the day on which the authority was last asked for somebody."""
    rows = NominationAsk.objects.filter(network__in=list(networks)).order_by("asked_on")
    return {
        (network, authority): day
        for network, authority, day in rows.values_list("network", "authority", "asked_on")
    }


ASK_AGAIN_AFTER = dt.timedelta(days=14)


def may_be_asked(asked_on: dt.date | None, today: dt.date | None = None) -> bool:
    """An authority is asked once, and reminded no sooner than a fortnight later."""
    return asked_on is None or (today or timezone.localdate()) - asked_on >= ASK_AGAIN_AFTER
