"""The pages of networks: open to all, their people only where they may be seen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import Network, Role, RoleKind, Topic, Visibility
from tests.bulletins.invented import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinship() -> Network:
    network = Network.objects.create(name="Kinship", slug="kinship", description="Each term.")
    network.topics.add(Topic.objects.create(name="Kinship care", slug="kinship-care"))
    return network


def test_those_that_meet_come_before_those_that_once_did(client: Client, kinship: Network) -> None:
    Network.objects.create(name="Corporate parenting", slug="corporate", is_live=False)
    said = client.get("/networks/").content.decode()
    assert said.index("Kinship") < said.index("No longer meeting") < said.index("Corporate")


def test_its_people_are_those_whom_the_reader_may_see_and_who_are_in_it_today(
    client: Client, kinship: Network
) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for name, visibility, ends_on in (
        ("Open Lead", Visibility.PUBLIC, None),
        ("Hidden Lead", Visibility.PRIVATE, None),
        ("Former Lead", Visibility.PUBLIC, yesterday),
    ):
        Role.objects.create(
            person=person(name, visibility),
            kind=RoleKind.NETWORK_LEAD,
            network=kinship,
            ends_on=ends_on,
        )
    said = client.get("/networks/kinship/").content.decode()
    assert "Open Lead" in said
    assert "Hidden Lead" not in said
    assert "Former Lead" not in said


def test_none_yet_is_said(client: Client) -> None:
    assert "No network meets yet." in client.get("/networks/").content.decode()
    assert client.get("/networks/none/").status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        Network.objects.create(name=f"Network {number}", slug=f"network-{number}")
    with django_assert_num_queries(4):  # the edition, networks, topics, the alliance
        client.get("/networks/")
