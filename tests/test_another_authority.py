"""Another authority's data is never reached by changing an id: in an address, a form, a download.

The table is in `tests/another_authority.py`. Each try is made twice: by somebody of Kent, who gets
nothing of Medway's and changes nothing, and by who may, at the same address with the same form: so
that a try which would be refused to everybody proves nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from alliance.directory.models import AccessGrant, Authority, Role, RoleKind, User
from tests.access_table import BRANCHES
from tests.another_authority import (
    BESIDE_WHAT_IS_OPEN,
    OPEN_TO_ALL,
    PASSWORD,
    SECRET,
    TRIES,
    Try,
    two_authorities,
)
from tests.test_access import ADDRESSES, BRANCH

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEPT_OF_EVERYBODY = {"session", "usersession", "securityevent", "accessattempt", "accesslog"}
"""Rows that tell of whoever came and was refused, too."""


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SimpleNamespace]:
    """Made once, because it is much, and unmade after the last try."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(settings, "SECOND_FACTOR_REQUIRED", False)
        yield two_authorities()
        transaction.set_rollback(True)


@pytest.fixture
def made(both: SimpleNamespace) -> Iterator[SimpleNamespace]:
    """What one try changes, the next does not find."""
    with transaction.atomic():
        yield both
        transaction.set_rollback(True)


def signed_in(made: SimpleNamespace, name: str, *, of: SimpleNamespace) -> Client:
    """Just now, with their password: what asks for it again would prove nothing of whose it is."""
    user: User = made.support if name == "support" else getattr(of, name)
    client = Client()
    client.force_login(User.objects.get(pk=user.pk), BACKEND)
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def does(client: Client, what: Try, address: str, made: SimpleNamespace) -> HttpResponse:
    places = vars(made)
    address = address.format(**places)
    if not what.form:
        return client.get(address)  # type: ignore[return-value]
    return client.post(  # type: ignore[return-value]
        address, {key: value.format(**places) for key, value in what.form.items()}
    )


def said(response: Any) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode()
    return str(response.content.decode())


def everything() -> dict[str, list[Any]]:
    """All rows of all tables, but those that tell of whoever came.

    Asked of the database itself: by way of the models it takes most of the time of these tests.
    """
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.model_name not in KEPT_OF_EVERYBODY
    }
    with connection.cursor() as cursor:
        return {
            table: cursor.execute(
                f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1"
            ).fetchall()
            for table in tables
        }


@pytest.mark.parametrize("what", TRIES, ids=lambda what: what.name)
def test_somebody_of_another_authority_gets_and_changes_nothing(
    what: Try, made: SimpleNamespace
) -> None:
    client = signed_in(made, what.by, of=made.kent)
    before = everything()
    response = does(client, what, what.address, made)
    assert response.status_code in what.answers
    assert SECRET.lower() not in said(response).lower()
    assert SECRET.lower() not in str(response.headers).lower()
    after = everything()
    assert {label: rows for label, rows in after.items() if rows != before[label]} == {}


@pytest.mark.parametrize("what", TRIES, ids=lambda what: what.name)
def test_who_may_is_answered_at_the_same_address(what: Try, made: SimpleNamespace) -> None:
    client = signed_in(made, what.owner or what.by, of=made.medway)
    before = everything()
    response = does(client, what, what.owners_address or what.address, made)
    if what.form:
        assert response.status_code == 302, said(response)
        assert everything() != before, "the form did nothing for who may"
    else:
        assert response.status_code == 200
        assert SECRET.lower() in said(response).lower()


@pytest.mark.parametrize("route", BESIDE_WHAT_IS_OPEN)
def test_an_open_page_shows_what_is_theirs_to_nobody_of_another_authority(
    route: str, made: SimpleNamespace
) -> None:
    address, who = BESIDE_WHAT_IS_OPEN[route]
    address = address.format(**vars(made))
    assert SECRET.lower() in said(signed_in(made, who, of=made.medway).get(address)).lower()
    for client in (signed_in(made, who, of=made.kent), Client()):
        page = client.get(address)
        assert page.status_code == 200
        assert SECRET.lower() not in said(page).lower()


def test_who_asks_for_another_authority_than_their_own_asks_for_none(made: SimpleNamespace) -> None:
    """With two posts there is a choice in the form; Medway is none of it."""
    surrey = Authority.objects.create(name="Surrey", slug="surrey", ons_code="E10000030")
    person = made.kent.asker.person
    Role.objects.create(person=person, kind=RoleKind.COMMISSIONER, authority=surrey)
    client = signed_in(made, "asker", of=made.kent)
    before = AccessGrant.objects.count()
    form = {"why": "I need it.", "authority": made.medway.row.pk}
    refused = client.post("/areas/inspections/ask/", form)
    assert (refused.status_code, AccessGrant.objects.count()) == (422, before)
    taken = client.post("/areas/inspections/ask/", form | {"authority": surrey.pk})
    assert (taken.status_code, AccessGrant.objects.count()) == (302, before + 1)


def test_lists_that_can_be_narrowed_by_address_show_nothing_of_another(
    made: SimpleNamespace,
) -> None:
    """What is asked for behind the question mark is an id too."""
    director = signed_in(made, "director", of=made.kent)
    for address in (
        f"/access/?authority={made.medway.row.pk}",
        f"/authorities/kent/access/?authority={made.medway.row.pk}",
        f"/authorities/kent/access/read/?authority={made.medway.row.pk}&page=1",
        f"/search/?q={SECRET}",
        f"/accounts/acting/?person={made.medway.director.person.pk}",
        "/accounts/looks/",
        "/people/",
        "/calendar.ics",
        "/feeds/all.json",
        "/api/v1/events/",
    ):
        page = said(director.get(address)).replace(f"q={SECRET}", "").replace(f'"{SECRET}"', "")
        found = [line for line in page.splitlines() if SECRET in line and "<input" not in line]
        assert [line for line in found if "“" not in line and "<title>" not in line] == [], address


# The table is whole ----------------------------------------------------------------------------


def changeable(route: str) -> bool:
    return bool(re.search(r"[<(]", route))


def test_every_address_with_something_to_change_in_it_is_tried_or_said_to_be_open() -> None:
    tried = {what.route for what in TRIES} | set(BESIDE_WHAT_IS_OPEN)
    ours = {route for route in ADDRESSES if changeable(route) and route not in BRANCH}
    missing = sorted(ours - tried - set(OPEN_TO_ALL))
    assert not missing, (
        f"Say in tests/another_authority.py what is tried there, or why not: {missing}"
    )
    assert sorted((tried | set(OPEN_TO_ALL)) - set(ADDRESSES)) == [], "no such address any more"
    assert sorted(tried & set(OPEN_TO_ALL)) == []


def test_the_editors_area_is_for_those_who_see_every_authority() -> None:
    """Ids there are no way to another's data: who comes in at all sees all, and nobody else does."""
    assert set(BRANCHES) == {"cms/"}


def test_an_address_that_is_in_no_table_would_be_noticed() -> None:
    assert changeable("plans/<int:pk>/")
    assert not changeable("plans/")
    assert "plans/<int:pk>/" not in OPEN_TO_ALL
