from __future__ import annotations

import pytest
from django.test import Client

from alliance.directory.editors import make_editor
from alliance.directory.models import User
from tests.directory.areas.people import (  # noqa: F401 - fixtures
    client_of,
    kent,
    medway,
    people,
    quality,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def member(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("member@example.org", name="Mo"), BACKEND)
    return client


@pytest.fixture
def editor(db: None, settings: object) -> Client:
    """The programme's editor, whose second factor nobody asks for here."""
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    user = User.objects.create_user("editor@example.org", name="Ed")
    make_editor(user)
    client = Client()
    client.force_login(user, BACKEND)
    client.user = user  # type: ignore[attr-defined]
    return client
