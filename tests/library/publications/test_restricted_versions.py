"""A version whose file lies in an area is hidden; if it is the latest, so is the publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Collection

from alliance.directory.access import visible
from alliance.directory.models import Area, Authority, User
from alliance.library.models import Publication, Version
from alliance.library.publications.meeting import Met, Told, meet
from alliance.search.models import SearchEntry
from tests.directory.areas.invented import document, given
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
OLD, NEW = dt.date(2025, 1, 2), dt.date(2026, 1, 2)
WORDS = "Zanzibar"


@pytest.fixture
def inside(people: People, quality: Area, kent: Authority, client_of: ClientOf) -> Client:
    given(people.asker, quality, kent, by=people.director)
    return client_of(people.asker)


@pytest.fixture
def closed(quality: Area) -> Publication:
    """Its earlier version is open, its latest lies in the area."""
    one = Publication.objects.create(title=f"{WORDS} guide", kind="tool")
    Version.objects.create(
        publication=one, published_on=OLD, url="https://x.org/1", what_changed=f"{WORDS} open"
    )
    Version.objects.create(
        publication=one,
        published_on=NEW,
        document=document("Letter", quality),
        what_changed=f"{WORDS} closed",
    )
    return one


def addresses(one: Publication) -> list[str]:
    return [
        one.get_absolute_url(),
        f"/publications/{one.pk}/",
        f"/publications/{one.pk}/latest/",
        *(f"/publications/{one.pk}.{ending}" for ending in ("csv", "bib", "ris")),
        f"/api/v1/publications/{one.pk}/",
    ]


LISTS = [
    "/publications/",
    "/publications/?kind=tool",
    "/publications/tools-and-templates/",
    *(f"/publications.{ending}" for ending in ("csv", "bib", "ris")),
    "/api/v1/publications/",
]


def test_if_the_latest_is_closed_nobody_outside_knows_of_the_publication(
    client: Client, client_of: ClientOf, people: People, closed: Publication, inside: Client
) -> None:
    for reader in (client, client_of(people.nobody), client_of(people.other_asker)):
        for address in addresses(closed):
            answer = reader.get(address)
            assert answer.status_code == 404, address
            assert WORDS not in answer.content.decode(), address
        for address in LISTS:
            assert WORDS not in reader.get(address).content.decode(), address
        assert "Tool (1)" not in reader.get("/publications/").content.decode()
    page = inside.get(closed.get_absolute_url()).content.decode()
    assert f"{WORDS} closed" in page
    assert f"{WORDS} open" in page
    assert SearchEntry.objects.get(title__startswith=WORDS).audience.startswith("area")


def test_an_earlier_version_that_is_closed_is_not_told_of_outside(
    client: Client, client_of: ClientOf, people: People, closed: Publication, inside: Client
) -> None:
    Version.objects.create(
        publication=closed, published_on=NEW + dt.timedelta(days=90), url="https://x.org/3"
    )
    for reader in (client, client_of(people.nobody)):
        for address in (closed.get_absolute_url(), addresses(closed)[3], addresses(closed)[6]):
            said = reader.get(address).content.decode()
            assert f"{WORDS} open" in said, address
            assert f"{WORDS} closed" not in said, address
            assert "2 January 2026" not in said, address
            assert "2026-01-02" not in said, address
        assert f"{WORDS} guide" in reader.get("/publications/").content.decode()
    assert f"{WORDS} closed" in inside.get(closed.get_absolute_url()).content.decode()
    told = inside.get(addresses(closed)[6]).content.decode()
    assert f"{WORDS} closed" not in told, "the API tells what is open to all, and no more"


def test_related_ones_are_those_that_a_reader_knows(
    client: Client, closed: Publication, inside: Client
) -> None:
    other = Publication.objects.create(
        title=f"{WORDS} guide to rivers", kind="tool", url="https://x.org"
    )
    other.publisher = closed.publisher
    assert closed.get_absolute_url() not in client.get(other.get_absolute_url()).content.decode()


def test_a_bulletin_does_not_open_what_lies_in_an_area(closed: Publication, people: People) -> None:
    assert meet(closed, Told(on=NEW + dt.timedelta(days=200), url="https://x.org/9")) is Met.NOTHING
    assert not visible(people.nobody, Publication.objects.all()).exists()
    assert not visible(people.nobody, Version.objects.all()).exists()


def test_a_file_that_goes_into_an_area_takes_its_version_along(
    client: Client, quality: Area
) -> None:
    one = Publication.objects.create(title=f"{WORDS} guide")
    Version.objects.create(publication=one, published_on=NEW, document=document("Letter"))
    assert client.get(one.get_absolute_url()).status_code == 200
    letter = one.versions.get().document
    letter.collection = Collection.objects.get(pk=quality.collection_id)
    letter.save()
    assert client.get(one.get_absolute_url()).status_code == 404
    assert (
        WORDS
        not in client.get(f"/search/?q={WORDS}")
        .content.decode()
        .partition("<main")[2]
        .partition("results")[2]
    )
