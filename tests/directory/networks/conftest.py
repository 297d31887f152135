from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from alliance.directory.models import Authority, Network, RoleKind
from tests.directory.networks.invented import account, alliance, authority, client_of, network
from tests.directory.networks.invented import person as somebody


@pytest.fixture(autouse=True)
def _an_alliance(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        alliance()


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def kinship(db: None) -> Network:
    return network("Kinship Network")


@pytest.fixture
def kent(db: None) -> Authority:
    return authority("Kent")


@pytest.fixture
def medway(db: None) -> Authority:
    return authority("Medway")


@pytest.fixture
def director(kent: Authority) -> Client:
    """Of Kent."""
    return client_of(account(somebody("Dora Director", of=kent), RoleKind.DCS, authority=kent))


@pytest.fixture
def lead(kinship: Network) -> Client:
    return client_of(account(somebody("Lena Lead"), RoleKind.NETWORK_LEAD, network=kinship))


@pytest.fixture
def chair(kinship: Network, kent: Authority) -> Client:
    one = somebody("Carl Chair", of=kent)
    return client_of(account(one, RoleKind.NETWORK_CHAIR, network=kinship, authority=kent))


@pytest.fixture
def programme(db: None, settings: object) -> Client:
    """Of the programme; the second factor is nobody's question here."""
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    return client_of(account(somebody("Paul Programme"), RoleKind.PROGRAMME_SUPPORT))


@pytest.fixture
def stranger(db: None) -> Client:
    """Somebody with an account and no role."""
    return client_of(account(somebody("Sam Stranger")))
