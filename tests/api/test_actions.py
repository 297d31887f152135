"""What is asked and answered, for programs: each reader gets what pages show them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alliance.actions.models import AnswerKind, Audience
from alliance.actions.said import Said
from alliance.actions.when import By
from alliance.directory.models import RoleKind, User
from tests.actions.invented import DAY, SECRET, answered, ask_of, number, raised, today
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


def read(client: Client, at: str) -> dict[str, Any]:
    response = client.get(at)
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def other() -> User:
    return account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))


def test_the_public_reads_what_everybody_was_told(lead: User) -> None:
    raised("Public", audience=Audience.PUBLIC, by=[By(today() + DAY)])
    raised("For members", audience=Audience.MEMBERS)
    assert [row["title"] for row in read(Client(), "/api/v1/actions/")["results"]] == ["Public"]
    assert len(read(signed_in(lead), "/api/v1/actions/")["results"]) == 2


def test_answers_are_each_authoritys_own_and_the_programmes(lead: User, other: User) -> None:
    action = raised(
        kind=AnswerKind.TEXT, of=[authority("Kent"), authority("Medway")], audience=Audience.PUBLIC
    )
    answered(ask_of(action, authority("Kent")), lead, said=Said(text=SECRET))
    for client in (Client(), signed_in(other)):
        for at in (
            "/api/v1/answers/",
            f"/api/v1/answers/?action={action.pk}",
            "/api/v1/answers/?authority=E10000016",
            "/api/v1/answers/?format=csv",
            f"/api/v1/actions/{action.pk}/",
        ):
            assert SECRET not in client.get(at).content.decode()
    assert read(signed_in(lead), "/api/v1/answers/")["results"][0]["words"] == SECRET
    support = signed_in(account("Support", RoleKind.PROGRAMME_SUPPORT))
    assert read(support, "/api/v1/answers/")["total"] == 1
    asked = read(support, f"/api/v1/actions/{action.pk}/")["asked"]
    assert [(row["name"], row["state"]) for row in asked] == [
        ("Kent", "answered"),
        ("Medway", "waiting"),
    ]


def test_all_that_was_said_can_be_asked_for_and_what_counts_alone(lead: User) -> None:
    ask = ask_of(raised(kind=AnswerKind.COUNT))
    answered(ask, lead, said=number("3"))
    answered(ask, lead, said=number("4"))
    client = signed_in(lead)
    assert read(client, "/api/v1/answers/")["total"] == 2
    [row] = read(client, "/api/v1/answers/?counts=true")["results"]
    assert (row["number"], row["words"]) == (4.0, "4 social workers")


def test_a_list_takes_as_many_queries_for_many_as_for_few(
    lead: User, django_assert_max_num_queries: object
) -> None:
    client = signed_in(lead)
    for each in range(9):
        action = raised(f"Thing {each}", by=[By(today())])
        answered(ask_of(action), lead)
    for at in ("/api/v1/actions/", "/api/v1/answers/"):
        client.get(at)
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            client.get(at)
