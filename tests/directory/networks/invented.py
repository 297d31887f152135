"""Networks for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify

from alliance.directory.models import (
    Alliance,
    Authority,
    ContactDetail,
    ContactKind,
    Meeting,
    Network,
    Nomination,
    Person,
    Role,
    RoleKind,
    Seat,
    Standing,
    User,
    Visibility,
)
from alliance.directory.networks.announce import Details, announce
from alliance.directory.networks.nominate import nominate
from alliance.directory.networks.rights import Nominator
from alliance.directory.networks.when import When

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
BY_THE_PROGRAMME = Nominator(Standing.PROGRAMME)
CODES = iter(range(10_000_000, 99_999_999))


def alliance() -> Alliance:
    cache.clear()
    row = Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org")
    row.save()
    return row


def network(name: str = "Kinship Network", **fields: Any) -> Network:
    return Network.objects.create(name=name, slug=slugify(name), **fields)


def authority(name: str = "Kent") -> Authority:
    return Authority.objects.create(name=name, slug=slugify(name), ons_code=f"E{next(CODES)}")


def person(
    name: str,
    *,
    of: Authority | None = None,
    visibility: str = Visibility.PRIVATE,
    email: str | None = "",
) -> Person:
    """Somebody of an authority, who is private unless said otherwise; None is without address."""
    confirmed = None if visibility == Visibility.PRIVATE else timezone.now()
    one: Person = Person.objects.create(
        name=name, authority=of, visibility=visibility, confirmed_at=confirmed
    )
    if email is not None:
        address = email or f"{slugify(name).replace('-', '.')}@example.org"
        ContactDetail.objects.create(person=one, kind=ContactKind.EMAIL, value=address)
    return one


def account(one: Person, *roles: RoleKind, **where: Any) -> User:
    """An account for a person who holds these roles today."""
    address = f"{slugify(one.name).replace('-', '.')}@example.org"
    user = User.objects.create_user(address, name=one.name, person=one)
    for kind in roles:
        Role.objects.create(person=one, kind=kind, **where)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    client.user = user  # type: ignore[attr-defined]
    return client


def sits(one: Person, where: Network, **fields: Any) -> Nomination:
    """A person who represents their authority in a network, or what `fields` say."""
    of = fields.pop("authority", one.authority)
    assert of
    return nominate(
        by=None,
        right=BY_THE_PROGRAMME,
        network=where,
        authority=of,
        person=one,
        seat=fields.pop("seat", Seat.REPRESENTATIVE),
        said_by=fields.pop("said_by", "Ann Lee, PA"),
        starts_on=fields.pop("starts_on", timezone.localdate() - 30 * DAY),
        **fields,
    )


def meets(where: Network, on: dt.date, at: str = "", **details: Any) -> Meeting:
    """A meeting of a network: `at` is “10:00” or “10:00-12:00”; `told` is when it was announced."""
    told = details.pop("told", None)
    return announce(by=None, network=where, details=Details(when=when(on, at), **details), at=told)


def when(on: dt.date, at: str = "") -> When:
    begins, _, ends = at.partition("-")
    return When(on, _time(begins), _time(ends))


def _time(words: str) -> dt.time | None:
    return dt.time.fromisoformat(words) if words else None
