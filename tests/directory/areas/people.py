"""Two authorities with their people, an area, and somebody who asks; all of it may leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from alliance.directory.models import AccessGrant, Area, Authority, RoleKind, User
from tests.directory.areas.invented import BACKEND, account, again, area, asked


@pytest.fixture
def kent(db: None) -> Authority:
    return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


@pytest.fixture
def medway(db: None) -> Authority:
    return Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")


@dataclass(frozen=True)
class People:
    """By what they are; each call gives the account as the next request finds it."""

    of: dict[str, User]

    def __getattr__(self, name: str) -> User:
        return again(self.of[name])


@pytest.fixture
def people(kent: Authority, medway: Authority, settings: object) -> People:
    """Kent has a director and a colleague; Medway too; the programme, and somebody of neither.

    None of them is asked for a second factor.
    """
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    return People(
        {
            "director": account("Ann Director", RoleKind.DCS, kent),
            "asker": account("Col Asker", RoleKind.DATA_LEAD, kent),
            "other_director": account("Max Medway", RoleKind.DCS, medway),
            "other_asker": account("Mia Medway", RoleKind.COMMISSIONER, medway),
            "network_lead": account("Nell Network", RoleKind.NETWORK_LEAD),
            "support": account("Sue Support", RoleKind.PROGRAMME_SUPPORT),
            "nobody": account("No Role"),
        }
    )


@pytest.fixture
def quality(db: None) -> Area:
    return area("Quality assurance")


@pytest.fixture
def waiting(people: People, quality: Area, kent: Authority) -> AccessGrant:
    """The asker's asking, undecided."""
    return asked(people.asker, quality, kent)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Signs somebody in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, BACKEND)
        return client

    return sign_in
