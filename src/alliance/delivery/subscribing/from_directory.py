"""Subscribing people of the directory: who could be, and doing it; whoever left is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Person
from alliance.directory.networks.addresses import addresses_of

from ..models import Consent, ConsentBy, Frequency, Standing, Subscriber
from ..returning.suppress import suppressed


class Stand(StrEnum):
    """How somebody of the directory stands to our mail."""

    NEW = "Not subscribed"
    LINK = "Subscribed, not known as this person"
    SUBSCRIBED = "Subscribed"
    WAITING = "Has yet to confirm"
    LEFT = "Has left"
    STOPPED = "Stopped: mail comes back, or somebody stopped it"
    SHARED = "Shares an address with somebody who is subscribed"
    NO_ADDRESS = "No e-mail address is known"


MAY_BE_ADDED = (Stand.NEW, Stand.LINK)


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody of the directory, where mail would go, and how they stand."""

    person: Person
    address: str
    stand: Stand
    subscriber: int | None = None
    """Whom to look at, where they or their address are one already."""

    @property
    def address_in_halves(self) -> tuple[str, str]:
        """Before and after its @, where a narrow page may break it."""
        before, _, after = self.address.rpartition("@")
        return before, after

    @property
    def may_be_added(self) -> bool:
        return self.stand in MAY_BE_ADDED


def offers(people: Sequence[Person]) -> list[Offer]:
    """How each of these people stands. The same number of queries for however many."""
    addresses = {
        person: address.strip().lower()
        for person, address in addresses_of(person.pk for person in people).items()
    }
    here = _subscribers([person.pk for person in people], addresses.values())
    stopped = suppressed(set(addresses.values()))
    found: list[Offer] = []
    taken: set[str] = set()
    for person in people:
        address = addresses.get(person.pk, "")
        stand = _stand(person, address, here, stopped)
        if stand in MAY_BE_ADDED and address in taken:
            stand = Stand.SHARED
        taken.add(address)
        known = here.get(person.pk) or here.get(address)
        found.append(Offer(person, address, stand, known.pk if known else None))
    return found


def _subscribers(people: Collection[int], addresses: Iterable[str]) -> Mapping[object, Subscriber]:
    """By person, and by address in small letters."""
    rows = Subscriber.objects.annotate(key=Lower("address")).filter(
        Q(person__in=people) | Q(key__in=set(addresses))
    )
    found: dict[object, Subscriber] = {}
    for row in rows:
        if row.address:
            found[row.address.lower()] = row
        if row.person_id:
            found[row.person_id] = row
    return found


def _stand(
    person: Person,
    address: str,
    here: Mapping[object, Subscriber],
    stopped: Collection[str],
) -> Stand:
    subscriber = here.get(person.pk) or here.get(address)
    if not address and subscriber is None:
        return Stand.NO_ADDRESS
    if subscriber is not None and subscriber.standing == Standing.LEFT:
        return Stand.LEFT
    if address in stopped:
        return Stand.STOPPED
    if subscriber is None:
        return Stand.NEW
    if subscriber.standing == Standing.WAITING:
        return Stand.WAITING
    if subscriber.person_id == person.pk:
        return Stand.SUBSCRIBED
    return Stand.SHARED if subscriber.person_id else Stand.LINK


@transaction.atomic
def add_from_directory(
    *, people: Sequence[Person], words: str, frequency: Frequency, by: AbstractBaseUser
) -> Counter[Stand]:
    """Subscribe those of the people who are not and may be; how they stood, counted.

    Args:
        words: why they are sent mail, as the programme answers for it.
    """
    counts: Counter[Stand] = Counter()
    for offer in offers(people):
        done = _add(offer, words, frequency, by) if offer.may_be_added else offer.stand
        counts[done] += 1
    return counts


def _add(offer: Offer, words: str, frequency: Frequency, by: AbstractBaseUser) -> Stand:
    if offer.stand is Stand.LINK:
        return _link(offer, by)
    now = timezone.now()
    try:
        with transaction.atomic():
            made = Subscriber.objects.create(
                address=offer.address,
                name=offer.person.name,
                person=offer.person,
                standing=Standing.ACTIVE,
                frequency=frequency,
                confirmed_at=now,
            )
    except IntegrityError:  # they subscribed in this very moment
        return Stand.SUBSCRIBED
    Consent.objects.create(
        subscriber=made, by=ConsentBy.DIRECTORY, at=now, words=words, recorded_by_id=by.pk
    )
    record(by=by, verb="added from the directory", thing=made, after=snapshot(made))
    return Stand.NEW


def _link(offer: Offer, by: AbstractBaseUser) -> Stand:
    """Their own wish stays as it is; from now on their roles count."""
    subscriber = Subscriber.objects.known_as(offer.address).select_for_update().get()
    before = snapshot(subscriber)
    subscriber.person = offer.person
    subscriber.name = subscriber.name or offer.person.name
    subscriber.save(update_fields=["person", "name"])
    record(
        by=by,
        verb="linked with the directory",
        thing=subscriber,
        before=before,
        after=snapshot(subscriber),
    )
    return Stand.LINK
