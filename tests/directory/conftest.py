"""People of the directory who sign in, with what each needs for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from alliance.directory.editors import make_editor
from alliance.directory.models import Person, Role, RoleKind, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SignedIn = Callable[..., Client]


def account(name: str, *kinds: RoleKind, factor: bool = True, **fields: object) -> User:
    """An account of somebody who holds these roles today, with an authenticator app if wanted."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(address, "a long enough password", name=name, **fields)
    user.person = Person.objects.create(name=name)
    user.save()
    for kind in kinds:
        Role.objects.create(person=user.person, kind=kind)
    if factor:
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
        )
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def confirmed(client: Client) -> Client:
    """Somebody who was asked for their password again, as before what opens an account."""
    answer = client.post("/accounts/reauthenticate/", {"password": "a long enough password"})
    assert answer.status_code == 302
    return client


@pytest.fixture
def support_user(db: None) -> User:
    return account("Sue Port", RoleKind.PROGRAMME_SUPPORT)


@pytest.fixture
def support(support_user: User) -> Client:
    """Programme support: not an editor, not an administrator."""
    return signed_in(support_user)


@pytest.fixture
def administrator(db: None) -> Client:
    user = account("Ada Min", RoleKind.PROGRAMME_MANAGER, is_superuser=True, is_staff=True)
    return signed_in(user)


@pytest.fixture
def editor(db: None) -> Client:
    user = account("Ed Itor", RoleKind.PROGRAMME_MANAGER)
    make_editor(user)
    return signed_in(user)


@pytest.fixture
def member(db: None) -> Client:
    return signed_in(account("Mem Ber", RoleKind.AUTHORITY_MEMBER, factor=False))
