"""Documents in a restricted area: opened by those inside, noted, and named nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection

from alliance.directory.access import viewer_of, visible
from alliance.directory.areas.end import end
from alliance.directory.models import AccessGrant, AccessLog, Area, Authority, User
from alliance.library.models import DocumentFile, Publication
from alliance.search.models import SearchEntry
from alliance.search.query import search
from tests.directory.areas.invented import area, document, given
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def letter(quality: Area) -> DocumentFile:
    return document("Letter", quality)


@pytest.fixture
def inside(people: People, quality: Area, kent: Authority) -> AccessGrant:
    return given(people.asker, quality, kent, by=people.director)


def opened(client: Client, letter: DocumentFile) -> bytes | int:
    """The words of a document, or the status that keeps them."""
    answer = client.get(letter.url)
    if answer.status_code != 200:
        return int(answer.status_code)
    return b"".join(answer.streaming_content)


def test_a_document_is_opened_by_those_inside_alone(
    client: Client,
    client_of: ClientOf,
    people: People,
    letter: DocumentFile,
    inside: AccessGrant,
) -> None:
    assert opened(client, letter) == 302
    assert client.get(letter.url).headers["Location"].startswith("/accounts/login/?next=")
    for name in ("director", "other_asker", "nobody"):
        refused = client_of(getattr(people, name)).get(letter.url)
        assert refused.status_code == 403
        assert 'href="/areas/quality-assurance/"' in refused.content.decode()
    assert opened(client_of(people.asker), letter) == b"Words of Letter"
    assert opened(client_of(people.support), letter) == b"Words of Letter"


def test_what_is_below_the_area_s_collection_is_in_the_area(
    client: Client,
    quality: Area,
) -> None:
    below = quality.collection.add_child(instance=Collection(name="2026"))
    letter = document("Letter", quality)
    DocumentFile.objects.filter(pk=letter.pk).update(collection=below)
    assert opened(client, letter) == 302
    beside = Collection.get_first_root_node().add_child(instance=Collection(name="Beside"))
    DocumentFile.objects.filter(pk=letter.pk).update(collection=beside)
    assert opened(client, letter) == b"Words of Letter"


def test_where_two_areas_close_it_both_must_be_open(
    client_of: ClientOf,
    people: People,
    quality: Area,
    inside: AccessGrant,
) -> None:
    inner = area("Inner")
    inner.collection.move(quality.collection, "sorted-child")
    inner.collection.refresh_from_db()
    assert opened(client_of(people.asker), document("Letter", inner)) == 403


def test_a_grant_that_ends_closes_it_at_once_also_for_a_browser_that_kept_it(
    client_of: ClientOf,
    people: People,
    letter: DocumentFile,
    inside: AccessGrant,
) -> None:
    asker = client_of(people.asker)
    answer = asker.get(letter.url)
    b"".join(answer.streaming_content)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    tag = answer.headers["ETag"]
    assert asker.get(letter.url, headers={"If-None-Match": tag}).status_code == 304
    end(by=people.director, grant=inside, why="Over.")
    assert asker.get(letter.url, headers={"If-None-Match": tag}).status_code == 403


def test_each_download_is_noted_and_no_refusal_or_open_document_is(
    client: Client,
    client_of: ClientOf,
    people: People,
    letter: DocumentFile,
    inside: AccessGrant,
    kent: Authority,
) -> None:
    opened(client, letter)
    opened(client_of(people.director), letter)
    opened(client_of(people.asker), document("Open letter"))
    assert not AccessLog.objects.exists()
    opened(client_of(people.asker), letter)
    row = AccessLog.objects.get()
    assert (row.what, row.title, row.path, row.authority) == (
        "download",
        "Letter",
        letter.url,
        kent,
    )


def test_an_area_out_of_use_keeps_its_documents_closed(
    client_of: ClientOf,
    people: People,
    letter: DocumentFile,
    inside: AccessGrant,
) -> None:
    Area.objects.update(is_live=False)
    assert opened(client_of(people.asker), letter) == 403
    assert opened(client_of(people.support), letter) == b"Words of Letter"


# Publications whose document lies in an area -----------------------------------------------------


@pytest.fixture
def report(letter: DocumentFile) -> Publication:
    return Publication.objects.create(title="Zanzibar report", document=letter, match_key="z")


def test_a_publication_in_an_area_is_known_to_those_inside_alone(
    client: Client,
    client_of: ClientOf,
    people: People,
    report: Publication,
    inside: AccessGrant,
) -> None:
    Publication.objects.create(title="Open report", match_key="o")
    Publication.objects.create(title="Open file", document=document("Open"), match_key="f")

    def listed(reader: Client) -> set[str]:
        return set(re.findall(r"Zanzibar report|Open report|Open file",
                              reader.get("/publications/").content.decode()))  # fmt: skip

    everybody = {"Open report", "Open file"}
    assert listed(client) == everybody
    assert listed(client_of(people.other_asker)) == everybody
    assert listed(client_of(people.asker)) == everybody | {"Zanzibar report"}
    assert visible(people.support, Publication.objects.all()).count() == 3


def test_it_is_found_by_those_inside_alone_and_follows_its_document(
    people: People,
    report: Publication,
    letter: DocumentFile,
    inside: AccessGrant,
) -> None:
    def finds(user: User) -> bool:
        return bool(search("Zanzibar", audiences=viewer_of(user).audience_keys).hits)

    assert finds(people.asker)
    assert finds(people.support)
    assert not finds(people.other_asker)
    letter.collection = Collection.get_first_root_node()
    letter.save()
    assert finds(people.other_asker)
    letter.collection = inside.area.collection
    letter.save()
    assert not finds(people.other_asker)
    assert SearchEntry.objects.get(title="Zanzibar report").audience == f"area:{inside.area_id}"


def test_the_api_tells_it_to_nobody(
    client_of: ClientOf,
    people: People,
    report: Publication,
    inside: AccessGrant,
) -> None:
    for user in (people.asker, people.support):
        reader = client_of(user)
        assert reader.get("/api/v1/publications/").json()["total"] == 0
        assert reader.get(f"/api/v1/publications/{report.pk}/").status_code == 404


def test_closing_documents_costs_readers_of_publications_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """It is a condition of the queries that there are; and before a sign-in nobody enters."""
    rows = visible(viewer_user(), Publication.objects.all())
    with django_assert_num_queries(1):
        list(rows)


def viewer_user() -> User:
    return User.objects.create_user("plain@example.org")
