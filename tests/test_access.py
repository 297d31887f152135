"""Who may come in where: every address, as every kind of person, against `access_table`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponseForbidden, HttpResponseNotFound
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from pytest_django import DjangoDbBlocker

from alliance.config import urls
from tests.access_people import PEOPLE, PUBLIC, at_the_door
from tests.access_table import (
    BRANCHES,
    ROWS,
    ROWS_IN_BRANCHES,
    ROWS_OF_LIBRARIES,
    Admits,
    expected,
)

pytestmark = pytest.mark.second_factor
TABLE = ROWS | ROWS_OF_LIBRARIES | ROWS_IN_BRANCHES


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


@pytest.fixture(scope="module")
def people(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Client]]:
    """Made once for the walk, and unmade after it: to open an address changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield at_the_door()
        transaction.set_rollback(True)


def _nothing_there(*_: object, **__: object) -> HttpResponseNotFound:
    """No page, so nothing like it is looked for among the old site's addresses."""
    return HttpResponseNotFound(content_type="text/plain")


@pytest.fixture(scope="module", autouse=True)
def _a_refusal_is_short() -> Iterator[None]:
    """Its page and its traceback in the log, thousands of times, take longer than the walk."""
    log = logging.getLogger("django.request")
    was, log.disabled = log.disabled, True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler403", lambda *_, **__: HttpResponseForbidden(), raising=False)
        patch.setattr(urls, "handler404", _nothing_there, raising=False)
        yield
    log.disabled = was


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


OUTSIDE = [person for person in PEOPLE if person != "editor"]
EACH_FOR_ITSELF = {
    PUBLIC,
    "account without a role",
    "programme support",
    "support without a second factor",
    "editor without a second factor",
}
"""They differ in what the door of the editors' area asks: signed in, an editor, with a factor."""
SHARE = 8


@pytest.mark.parametrize("person", OUTSIDE)
def test_the_editors_area_admits_editors_alone(person: str, people: dict[str, Client]) -> None:
    """Some 500 addresses of Wagtail's behind one door.

    Those who differ there walk them all. The others are all alike to it: each walks an eighth,
    no two neighbours the same, so that each address is tried by several of them.
    """
    first = OUTSIDE.index(person) % SHARE
    walked = BRANCH if person in EACH_FOR_ITSELF else BRANCH[first::SHARE]
    answers = {route: answer(people[person], example(route)) for route in walked}
    assert answers == {route: expected(Admits.EDITORS, person) for route in walked}


def test_the_editors_area_admits_an_editor(people: dict[str, Client]) -> None:
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
