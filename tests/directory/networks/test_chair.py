"""Who chairs a network: a member, for a term; whoever is replaced stays on record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import Authority, Network, Person, Role, RoleKind, Visibility
from alliance.directory.networks.chair import appoint
from alliance.directory.networks.refusal import CannotBeDone
from tests.directory.networks.invented import DAY, person, sits

pytestmark = pytest.mark.django_db
ADDRESS = "/networks/kinship-network/chair/"


@pytest.fixture
def members(kinship: Network, kent: Authority, medway: Authority) -> list[Person]:
    found = [
        person("Ann Member", of=kent, visibility=Visibility.MEMBERS),
        person("Ben Member", of=medway, visibility=Visibility.MEMBERS),
    ]
    for one in found:
        sits(one, kinship)
    return found


def form(one: Person, today: dt.date, **fields: Any) -> dict[str, Any]:
    return {"kind": "network_chair", "person": one.pk, "starts_on": today.isoformat()} | fields


def in_the_chair(kinship: Network, on: dt.date | None = None) -> list[str]:
    roles = Role.objects.current(on).filter(network=kinship, kind=RoleKind.NETWORK_CHAIR)
    return [role.person.name for role in roles]


def test_the_lead_puts_a_member_into_the_chair(
    lead: Client, kinship: Network, members: list[Person], today: dt.date
) -> None:
    until = today + 365 * DAY
    answer = lead.post(ADDRESS, form(members[0], today, ends_on=until.isoformat()))
    assert answer.status_code == 302
    role = Role.objects.get(network=kinship, kind=RoleKind.NETWORK_CHAIR)
    assert (role.person, role.starts_on, role.ends_on) == (members[0], today, until)
    assert role.title == "Chair, Kinship Network"
    assert history(role).get().verb == "appointed"


def test_whoever_was_there_is_ended_the_day_before(
    lead: Client, kinship: Network, members: list[Person], today: dt.date
) -> None:
    appoint(
        by=None,
        network=kinship,
        person=members[0],
        kind=RoleKind.NETWORK_CHAIR,
        starts_on=today - 9 * DAY,
    )
    vice = form(members[0], today, kind="network_vice_chair")
    assert lead.post(ADDRESS, vice).status_code == 302
    assert lead.post(ADDRESS, form(members[1], today)).status_code == 302
    assert in_the_chair(kinship) == ["Ben Member"]
    assert in_the_chair(kinship, today - DAY) == ["Ann Member"]
    assert lead.post(ADDRESS, form(members[1], today)).status_code == 409


def test_nobody_but_a_member_takes_the_chair(
    lead: Client, kinship: Network, members: list[Person], kent: Authority, today: dt.date
) -> None:
    other = person("Out Sider", of=kent, visibility=Visibility.PUBLIC)
    assert lead.post(ADDRESS, form(other, today)).status_code == 422
    with pytest.raises(ValidationError, match="not a member"):
        appoint(by=None, network=kinship, person=other, kind=RoleKind.NETWORK_CHAIR)
    assert in_the_chair(kinship) == []


def test_a_term_does_not_begin_before_one_that_is_to_follow(
    kinship: Network, members: list[Person], today: dt.date
) -> None:
    chair = RoleKind.NETWORK_CHAIR
    appoint(by=None, network=kinship, person=members[0], kind=chair, starts_on=today + 30 * DAY)
    with pytest.raises(CannotBeDone, match="Ann Member begins on"):
        appoint(by=None, network=kinship, person=members[1], kind=chair)
    until = today + 20 * DAY
    appoint(by=None, network=kinship, person=members[1], kind=chair, ends_on=until)
    assert in_the_chair(kinship) == ["Ben Member"]
    assert in_the_chair(kinship, today + 30 * DAY) == ["Ann Member"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"person": ""}, "Choose a member of the network."),
        ({"starts_on": ""}, "Give the first day."),
        ({"ends_on": "2020-01-01"}, "The last day comes before the first."),
        ({"kind": "dcs"}, "Select a valid choice"),
    ],
)
def test_what_is_not_right_is_said(
    lead: Client, members: list[Person], today: dt.date, wrong: dict[str, str], sentence: str
) -> None:
    answer = lead.post(ADDRESS, form(members[0], today) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_network_without_members_says_where_to_begin(lead: Client) -> None:
    assert "Name its members first" in lead.get(ADDRESS).content.decode()


def test_the_chair_does_not_name_a_successor(chair: Client, kinship: Network) -> None:
    assert chair.get(ADDRESS).status_code == 403


def test_the_database_has_one_chair_of_one_network(kinship: Network, members: list[Person]) -> None:
    Role.objects.create(person=members[0], kind=RoleKind.NETWORK_CHAIR, network=kinship)
    for network in (kinship, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Role.objects.create(person=members[1], kind=RoleKind.NETWORK_CHAIR, network=network)
