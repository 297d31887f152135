"""Who may come in where: every address, as every kind of person, against `access_table`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.utils import timezone

from alliance.directory.editors import make_editor
from alliance.directory.models import (
    Authority,
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    Person,
    Role,
    RoleKind,
    Standing,
    User,
)
from tests.access_table import BRANCHES, ROWS, ROWS_IN_BRANCHES, ROWS_OF_LIBRARIES, Admits

pytestmark = pytest.mark.second_factor
TABLE = ROWS | ROWS_OF_LIBRARIES | ROWS_IN_BRANCHES
PEOPLE = [
    "nobody signed in",
    "account without a role",
    "director",
    "network lead",
    "network chair",
    "network member",
    "lead of another network",
    "data lead",
    "data lead without a second factor",
    "former support",
    "support",
    "support without a second factor",
    "editor",
    "editor without a second factor",
]


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def row_of(route: str) -> Admits | None:
    if route in TABLE:
        return TABLE[route]
    return next((row for start, row in BRANCHES.items() if route.startswith(start)), None)


EXAMPLES = {
    "int": "1",
    "slug": "kent",
    "str": "kent",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}


def example(route: str) -> str:
    """An address of the route, with something put into each of its places."""
    address = re.sub(r"<(?:(\w+):)?\w+>", lambda m: EXAMPLES.get(m[1] or "str", "kent"), route)
    address = re.sub(r"\(\?P<\w+>[^()]*\)|\([^()]*\)", "1", address)
    return "/" + address.replace("^", "").replace("$", "").replace("\\", "")


ADDRESSES = sorted(set(routes(get_resolver())))


@pytest.fixture
def people(db: None) -> dict[str, Client]:
    """One client for each kind of person; roles are really held, and really ended."""
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    today = timezone.localdate()
    yesterday = today - dt.timedelta(days=1)
    network = Network.objects.create(name="Kent Network", slug="kent")
    other = Network.objects.create(name="Other Network", slug="other")
    Meeting.objects.create(pk=1, network=network, on=today)
    NetworkMessage.objects.create(
        pk=1, network=network, subject="Dates", text="May.", standing=Standing.LEAD, copies=1
    )

    def client_of(
        name: str,
        kind: RoleKind | None = None,
        ends_on: dt.date | None = None,
        network: Network | None = None,
    ) -> Client:
        user = User.objects.create_user(f"{name.replace(' ', '.')}@example.org", "x", name=name)
        if kind:
            user.person = Person.objects.create(name=name)
            user.save()
            Role.objects.create(
                person=user.person, kind=kind, authority=kent, ends_on=ends_on, network=network
            )
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.user = user  # type: ignore[attr-defined]
        return client

    clients = {
        "nobody signed in": Client(),
        "account without a role": client_of("account"),
        "director": client_of("director", RoleKind.DCS),
        "network lead": client_of("lead", RoleKind.NETWORK_LEAD, network=network),
        "network chair": client_of("chair", RoleKind.NETWORK_CHAIR, network=network),
        "network member": client_of("member", RoleKind.AUTHORITY_MEMBER),
        "lead of another network": client_of("other", RoleKind.NETWORK_LEAD, network=other),
        "data lead": client_of("data lead", RoleKind.DATA_LEAD),
        "data lead without a second factor": client_of("careless lead", RoleKind.DATA_LEAD),
        "former support": client_of("former", RoleKind.PROGRAMME_SUPPORT, yesterday),
        "support": client_of("support", RoleKind.PROGRAMME_SUPPORT),
        "support without a second factor": client_of("careless", RoleKind.PROGRAMME_SUPPORT),
        "editor": client_of("editor"),
        "editor without a second factor": client_of("careless editor"),
    }
    Nomination.objects.create(
        network=network,
        authority=kent,
        person=clients["network member"].user.person,  # type: ignore[attr-defined]
        starts_on=yesterday,
        said_by="Ann Lee",
    )
    for name in ("editor", "editor without a second factor"):
        make_editor(clients[name].user)  # type: ignore[attr-defined]
    for name in ("data lead", "support", "editor"):
        Authenticator.objects.create(
            user=clients[name].user,  # type: ignore[attr-defined]
            type=Authenticator.Type.TOTP,
            data={"secret": "x"},
        )
    return clients


PROGRAMME = {"support", "editor"}
LEADS = {"network lead"}
CALLERS = LEADS | {"network chair"}
BESIDE_THE_PROGRAMME = {
    Admits.PROGRAMME: set(),
    Admits.LOOKS_AFTER: {"director"},  # of Kent, as in the example
    Admits.NETWORK_LEADS: LEADS,
    Admits.ANY_NETWORK_LEADS: LEADS | {"lead of another network"},
    Admits.NOMINATORS: LEADS | {"director"},
    Admits.NETWORK_CALLERS: CALLERS,
    Admits.NETWORK_MEMBERS: CALLERS | {"network member"},
}
"""Whom pages for the programme let in too."""
CARELESS = {
    "data lead without a second factor",
    "support without a second factor",
    "editor without a second factor",
}


def expected(admits: Admits, person: str) -> str:
    """In a word, what an address answers a kind of person."""
    signed_in = person != "nobody signed in"
    match admits:
        case Admits.ANYONE:
            return "admitted"
        case Admits.NOBODY:
            return "asked to sign in"
        case Admits.OWN_ACCOUNT:
            return "admitted" if signed_in else "asked to sign in"
        case Admits.ACCOUNTS if person not in CARELESS:
            return "admitted" if signed_in else "asked to sign in"
        case Admits.ACCOUNTS:
            return "sent to add a second factor"
        case _ if admits in BESIDE_THE_PROGRAMME:
            if person in PROGRAMME | BESIDE_THE_PROGRAMME[admits]:
                return "admitted"
            if person in CARELESS:
                return "sent to add a second factor"
            return "refused" if signed_in else "asked to sign in"
        case Admits.EDITORS_AND_STRANGERS if not signed_in:
            return "admitted"
        case Admits.EDITORS | Admits.EDITORS_AND_STRANGERS:
            if person == "editor without a second factor":
                return "sent to add a second factor"
            if person == "editor":
                return "admitted"
            return "refused" if signed_in else "asked to sign in"

    raise AssertionError(admits)


def answer(client: Client, address: str) -> str:
    """In a word, what came back. What is let in may still find nothing, or redirect on."""
    response = client.get(address, HTTP_SEC_FETCH_SITE="same-origin")
    goes_to = response.headers.get("Location", "")
    if response.status_code == 302 and goes_to.startswith(("/accounts/login/", "/cms/login/")):
        return "asked to sign in"
    if response.status_code == 302 and goes_to == "/accounts/2fa/":
        return "sent to add a second factor"
    if response.status_code == 403:
        return "refused"
    return "admitted"


def test_every_address_has_a_row() -> None:
    missing = [route for route in ADDRESSES if row_of(route) is None]
    assert not missing, f"Say in tests/access_table.py who may come in at: {missing}"


def test_every_row_has_an_address() -> None:
    assert sorted(set(TABLE) - set(ADDRESSES)) == []


def test_an_address_without_a_row_would_be_noticed() -> None:
    planted = URLResolver(path("", lambda request: None).pattern, [path("planted/", print)])
    assert [row_of(route) for route in routes(planted)] == [None]


OURS = [route for route in ADDRESSES if route in TABLE]
BRANCH = [route for route in ADDRESSES if route not in TABLE]


@pytest.mark.parametrize("route", OURS)
def test_an_address_admits_just_those_it_is_for(route: str, people: dict[str, Client]) -> None:
    row = row_of(route)
    assert row is not None
    answers = {person: answer(people[person], example(route)) for person in PEOPLE}
    assert answers == {person: expected(row, person) for person in PEOPLE}


def test_the_editors_area_admits_editors_alone(people: dict[str, Client]) -> None:
    """Some 200 addresses of Wagtail's, each as each person whom it does not admit."""
    outside = [person for person in PEOPLE if person != "editor"]
    wrong = {
        (route, person): got
        for route in BRANCH
        for person in outside
        if (got := answer(people[person], example(route))) != expected(row_of(route), person)  # type: ignore[arg-type]
    }
    assert wrong == {}
    assert answer(people["editor"], "/cms/") == "admitted"


def test_our_views_say_on_themselves_whom_they_admit() -> None:
    """The door stands on the view, so that a reader of the code sees it too.

    Those of the editors' area stand behind its one door, `directory/editors_area.py`.
    """

    def views(resolver: URLResolver) -> Iterator[URLPattern]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                if str(pattern.pattern) not in BRANCHES:
                    yield from views(pattern)
            else:
                yield pattern

    ours = [
        pattern
        for pattern in views(get_resolver())
        if pattern.callback.__module__.startswith("alliance.")
    ]
    assert ours
    assert [
        pattern.callback.__qualname__ for pattern in ours if not hasattr(pattern.callback, "door")
    ] == []
