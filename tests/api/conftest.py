"""A small region with something in every list, and a way to ask for it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from alliance.bulletins.models import Item
from alliance.directory.models import Authority, Topic, User, Visibility
from tests.bulletins.invented import bulletin, contact, listed, person, said
from tests.conftest import Once

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client) -> Ask:
    """`ask("items/", topic="kinship")` is the JSON that the public gets."""

    def got(path: str, *, by: Client = client, status: int = 200, **asked: Any) -> Any:
        names = {name.rstrip("_"): value for name, value in asked.items()}
        answer = by.get(f"/api/v1/{path}", names)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    return got


@pytest.fixture
def table(client: Client) -> Ask:
    """The same as a spreadsheet has it: a dictionary a row."""

    def got(path: str, **asked: Any) -> list[dict[str, str]]:
        answer = client.get(f"/api/v1/{path}", asked | {"format": "csv"})
        assert answer.status_code == 200, answer.content.decode()
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))

    return got


def titles(listing: Any) -> list[str]:
    return [row["title"] for row in listing["results"]]


@pytest.fixture
def programme(db: None) -> Client:
    return signed_in(is_staff=True)


@pytest.fixture
def member(db: None) -> Client:
    return signed_in()


def signed_in(**fields: bool) -> Client:
    client = Client()
    email = f"{'-'.join(fields) or 'member'}@example.org"
    client.force_login(User.objects.create_user(email, **fields), BACKEND)
    return client


@pytest.fixture(scope="module")
def region_made(once: Once, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with once():
        with django_db_blocker.unblock():
            small_region()
        yield


@pytest.fixture
def region(region_made: None, db: None) -> None:
    """Two bulletins and a draft; one matter said twice, one secret; people of each visibility.

    Once asked for, it is there until the module is through.
    """


def small_region() -> None:
    """What `region` says."""
    kinship = Topic.objects.create(name="Kinship care", slug="kinship")
    Topic.objects.create(name="Early help", slug="early-help")
    Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016", size_band="large")
    Authority.objects.create(
        name="Slough", slug="slough", ons_code="E06000039", size_band="small", is_member=False
    )
    old, new = bulletin(428), bulletin(429)
    old.introduction = "Dear colleagues"
    old.save()
    draft = bulletin(430, live=False)
    first = said(
        old,
        "Kinship carers",
        body="<p>Reply by <strong>Monday</strong>.</p>",
        deadline=dt.date(2026, 12, 7),
    )
    first.item.topics.add(kinship)
    second = said(
        new,
        "Kinship care survey",
        item=first.item,
        section="reminder",
        standing="reminder",
        body="<p>Reply by Friday.</p>",
        has_action=True,
        action_text="<p>Return the <a href='https://example.org/'>form</a>.</p>",
        deadline=dt.date(2026, 12, 11),
    )
    Item.objects.filter(pk=first.item_id).update(title=second.title, slug="kinship-care-survey")
    said(new, "Conference", event=dt.date(2026, 12, 3))
    said(draft, "Secret matter", deadline=dt.date(2026, 12, 9))
    people = [
        person("Open Person", Visibility.PUBLIC),
        person("Member Person", Visibility.MEMBERS),
        person("Unconfirmed Person"),
    ]
    second.people.set(people)
    second.save()
    for one in people:
        contact(new, one)
    report = listed(new, "A report", on=dt.date(2026, 10, 1)).publication
    report.topics.add(kinship)
    listed(old, "An old tool", on=dt.date(2025, 5, 2))
    listed(new, "Undated leaflet")
    report.kind = "report"
    report.save()
    report.versions.update(url="https://example.org/report.pdf")
    report.follow()
