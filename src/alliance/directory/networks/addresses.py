"""Where members of networks, and those who name them, are reached by mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings

from ..models import ContactDetail, ContactKind, User


def addresses_of(people: Iterable[int]) -> Mapping[int, str]:
    """Person → where mail reaches them: their account's address, or the newest that is known.

    Who may see an address is another question: here it is written to and shown to nobody.
    """
    wanted = set(people)
    details = ContactDetail.objects.current().filter(person__in=wanted, kind=ContactKind.EMAIL)
    found = dict(details.order_by("pk").values_list("person", "value"))
    accounts = User.objects.filter(person__in=wanted, is_active=True)
    found |= dict(accounts.values_list("person", "email"))
    return found


def once_each(addresses: Mapping[int, str]) -> Mapping[int, str]:
    """Without the second of two people who share an address: it would get a copy for each."""
    people: dict[str, list[int]] = defaultdict(list)
    for person, address in addresses.items():
        people[address.strip().casefold()].append(person)
    return {min(sharing): addresses[min(sharing)] for sharing in people.values()}


def whole_address(path: str) -> str:
    """An address of this site for a mail, which has no page to be relative to."""
    if settings.WAGTAILADMIN_BASE_URL:
        return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    return f"http://{host}{path}"
