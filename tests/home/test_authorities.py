"""The pages of authorities: on a map and by name, with what the reader may see of each."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import Authority, Network, Role, RoleKind, Visibility
from alliance.search.query import search
from tests.bulletins.invented import bulletin, person, said
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    account,
    client_of,
    co_operation,
    protocol,
    signed_by_all,
    stands,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kent() -> Authority:
    return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_every_member_is_on_the_map_and_in_the_list_and_leads_to_its_page(
    client: Client, kent: Authority
) -> None:
    Authority.objects.create(name="Bexley", slug="bexley", ons_code="E09000004", is_member=False)
    for address in ("/", "/authorities/"):
        page = shown(client, address)
        assert page.count('href="/authorities/kent/"') == 2
        assert page.count("<path") == 1
        assert "Bexley" not in page
    assert "Not a member of the alliance" in shown(client, "/authorities/bexley/")


def test_without_outlines_there_is_the_list_alone(client: Client) -> None:
    Authority.objects.create(name="Ynys Môn", slug="ynys-mon", ons_code="W06000001")
    page = shown(client, "/authorities/")
    assert 'href="/authorities/ynys-mon/"' in page
    assert "<svg viewBox" not in page.split("<main")[1]


def test_before_there_are_any_the_page_says_how_they_come(client: Client) -> None:
    assert "No authority is a member yet." in shown(client, "/authorities/")
    assert client.get("/authorities/none/").status_code == 404


def test_an_authority_s_page_marks_it_on_the_map(client: Client, kent: Authority) -> None:
    Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")
    page = shown(client, "/authorities/kent/")
    assert 'href="/authorities/kent/" tabindex="-1" class="map__here"' in page
    assert 'href="/authorities/medway/" tabindex="-1">' in page


def test_its_people_are_those_whom_the_reader_may_see_and_who_are_in_office(
    client: Client, kent: Authority
) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for name, visibility, ends_on in (
        ("Open Director", Visibility.PUBLIC, None),
        ("Hidden Director", Visibility.PRIVATE, None),
        ("Members’ Director", Visibility.MEMBERS, None),
        ("Former Director", Visibility.PUBLIC, yesterday),
    ):
        Role.objects.create(
            person=person(name, visibility), kind=RoleKind.DCS, authority=kent, ends_on=ends_on
        )
    page = shown(client, "/authorities/kent/")
    assert "Open Director" in page
    for name in ("Hidden Director", "Members’ Director", "Former Director"):
        assert name not in page


def test_the_newest_matters_that_name_it_stand_there_once_as_last_told(
    client: Client, kent: Authority
) -> None:
    first = said(bulletin(428), "Fostering in Kent", body="Kent tries a new way.")
    said(bulletin(429), "What Kent learnt", item=first.item, body="Kent tried it.")
    said(bulletin(430, live=False), "Not yet out", body="Kent again.")
    said(bulletin(427), "Elsewhere", body="Nothing of that county.")
    page = shown(client, "/authorities/kent/")
    assert "What Kent learnt" in page
    for title in ("Fostering in Kent", "Not yet out", "Elsewhere"):
        assert title not in page


def test_search_finds_authorities_and_networks_by_name(kent: Authority) -> None:
    Network.objects.create(name="Kinship", slug="kinship", description="Meets each term.")
    hits = [
        (str(hit.kind), hit.url)
        for words in ("kent", "each term")
        for hit in search(words, audiences={"public"}).hits
    ]
    assert hits == [("Authority", "/authorities/kent/"), ("Network", "/networks/kinship/")]


@pytest.mark.parametrize("count", [1, 9])
def test_a_page_costs_the_same_however_much_there_is(
    client: Client, kent: Authority, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    network = Network.objects.create(name="Kinship", slug="kinship")
    for number in range(count):
        said(bulletin(400 + number), f"Kent’s matter {number}", body="Of Kent.")
        holder = person(f"Person {number}", Visibility.PUBLIC)
        Role.objects.create(person=holder, kind=RoleKind.DCS, authority=kent, network=network)
    agreement = understanding()
    for number in range(count):
        signed_by_all(version(agreement, str(number), APRIL + number * DAY), kent)
    with django_assert_num_queries(17):
        client.get("/authorities/kent/")


def test_it_says_what_it_has_agreed_to_as_far_as_the_reader_may_see(
    client: Client, kent: Authority
) -> None:
    signed_by_all(version(understanding()), kent)
    stands(kent, protocol(co_operation(standings_visibility="members")))
    over = understanding(slug="over", title="Over and done", ends_on=APRIL)
    signed_by_all(version(over), kent)
    page = shown(client, "/authorities/kent/")
    assert 'href="/agreements/mou/authorities/kent/">Memorandum of Understanding' in page
    assert "Memorandum of Co-operation" not in page
    assert "Over and done" not in page
    member = client_of(account("Cy Member"))
    assert "Memorandum of Co-operation" in shown(member, "/authorities/kent/")
