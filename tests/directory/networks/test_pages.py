"""The pages of networks: open to all, their people only where they may be seen."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import (
    Authority,
    Network,
    Role,
    RoleKind,
    Seat,
    Topic,
    Visibility,
)
from alliance.directory.networks.announce import cancel
from alliance.directory.networks.findable import tell_of_next_meetings
from alliance.jobs.progress import Progress
from alliance.search.models import SearchEntry
from alliance.search.query import search
from tests.directory.networks.invented import (
    DAY,
    WEEK,
    account,
    authority,
    client_of,
    meets,
    network,
    person,
    sits,
)

pytestmark = pytest.mark.django_db
PAGE = "/networks/kinship-network/"


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# The list --------------------------------------------------------------------------------------


def test_those_that_meet_come_before_those_that_once_did(client: Client, kinship: Network) -> None:
    network("Corporate parenting", is_live=False)
    shown = said(client.get("/networks/"))
    assert shown.index("Kinship") < shown.index("No longer meeting") < shown.index("Corporate")


def test_none_yet_is_said(client: Client, db: None) -> None:
    assert "No network meets yet." in said(client.get("/networks/"))
    assert client.get("/networks/none/").status_code == 404
    assert "No meeting is announced." in said(client.get("/networks/dates/"))


def test_each_says_when_it_meets_next_and_how_many_are_in_it(
    client: Client, kinship: Network, kent: Authority, medway: Authority, today: dt.date
) -> None:
    network("Fostering Network")
    sits(person("Rob Rep", of=kent), kinship)
    meets(kinship, today - WEEK)
    meets(kinship, today + WEEK, "10:00")
    meets(kinship, today + 2 * WEEK)
    shown = said(client.get("/networks/"))
    day = today + WEEK
    assert (
        f'Meets next on <time datetime="{day}">{day:%A} {day.day} {day:%B %Y}</time>, 10am' in shown
    )
    assert "1 of 2 authorities have a representative" in shown
    assert "Next meeting to be announced" in shown
    assert f"{today + 2 * WEEK}" not in shown


def test_a_meeting_of_today_is_still_the_next(
    client: Client, kinship: Network, today: dt.date
) -> None:
    meets(kinship, today)
    assert "Meets next on" in said(client.get("/networks/"))


def test_a_member_sees_their_own_networks_first(
    client: Client,
    stranger: Client,
    lead: Client,
    kinship: Network,
    kent: Authority,
    today: dt.date,
) -> None:
    network("Adoption Board")
    deputy, over = person("Dee Deputy", of=kent), person("Old Member", of=kent)
    sits(deputy, kinship, seat=Seat.DEPUTY)
    sits(over, kinship, ends_on=today - DAY)
    for reader in (client_of(account(deputy)), lead):
        shown = said(reader.get("/networks/"))
        assert shown.index("My networks") < shown.index("Kinship Network")
        assert shown.index("Kinship Network") < shown.index("Other networks")
    for reader in (client, stranger, client_of(account(over))):
        assert "My networks" not in said(reader.get("/networks/"))


def test_a_director_sees_where_the_authority_has_nobody(
    director: Client, client: Client, kinship: Network, kent: Authority
) -> None:
    link = "/networks/kinship-network/nominations/kent/"
    shown = said(director.get("/networks/"))
    assert "Kent has no representative in 1 network yet" in shown
    assert link in shown
    assert link not in said(client.get("/networks/"))
    sits(person("Rob Rep", of=kent), kinship)
    assert "Kent has a representative in every network that asks for one" in said(
        director.get("/networks/")
    )


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries, today: dt.date
) -> None:
    rows = [network(f"Network {number}") for number in range(count)]
    for each in rows:
        meets(each, today + WEEK, joint_with=rows)
        sits(person(f"Rep of {each}", of=authority(f"Authority of {each}")), each)
    # the edition, networks, topics; meetings, those joint with them, what was told of each;
    # seats, authorities; the alliance
    with django_assert_num_queries(9):
        client.get("/networks/")


@pytest.mark.parametrize("count", [1, 9])
def test_all_dates_cost_the_same_however_many_there_are(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries, today: dt.date
) -> None:
    for number in range(count):
        meets(network(f"Network {number}"), today + WEEK)
    # the edition, networks; meetings twice, with those joint and what was told; the alliance
    with django_assert_num_queries(9):
        client.get("/networks/dates/")


def test_all_dates_stand_in_order_and_who_has_none_after_them(
    client: Client, kinship: Network, today: dt.date
) -> None:
    fostering = network("Fostering Network")
    network("Zebra Network")
    meets(kinship, today + 2 * WEEK, "14:00")
    meets(fostering, today + 2 * WEEK, "10:00")
    off = meets(fostering, today + WEEK)
    cancel(by=None, meeting=off, seen=1, reason="Too few could come.")
    shown = said(client.get("/networks/dates/"))
    order = [f"{today + WEEK}", "Cancelled", "10am", "2pm", "Date to be confirmed", "Zebra"]
    assert [shown.index(each) for each in order] == sorted(shown.index(each) for each in order)


# One network -----------------------------------------------------------------------------------


def test_its_people_are_those_whom_the_reader_may_see_and_who_are_in_it_today(
    client: Client, kinship: Network, today: dt.date
) -> None:
    for name, visibility, ends_on in (
        ("Open Lead", Visibility.PUBLIC, None),
        ("Hidden Lead", Visibility.PRIVATE, None),
        ("Former Lead", Visibility.PUBLIC, today - DAY),
    ):
        Role.objects.create(
            person=person(name, visibility=visibility),
            kind=RoleKind.NETWORK_LEAD,
            network=kinship,
            ends_on=ends_on,
        )
    shown = said(client.get(PAGE))
    assert "Open Lead" in shown
    assert "Hidden Lead" not in shown
    assert "Former Lead" not in shown


@pytest.mark.parametrize(
    ("visibility", "public", "members"),
    [("private", False, False), ("members", False, True), ("public", True, True)],
)
def test_a_member_is_named_only_to_those_who_may_see_them(
    client: Client,
    stranger: Client,
    programme: Client,
    kinship: Network,
    kent: Authority,
    today: dt.date,
    visibility: str,
    public: bool,
    members: bool,
) -> None:
    rob = person("Rob Rep", of=kent, visibility=visibility)
    sits(rob, kinship)
    sits(person("Dee Deputy", of=kent), kinship, seat=Seat.DEPUTY)
    Role.objects.create(
        person=rob, kind=RoleKind.NETWORK_CHAIR, network=kinship, authority=kent, starts_on=today
    )
    for reader, sees in ((client, public), (stranger, members)):
        shown = said(reader.get(PAGE))
        assert ("Rob Rep" in shown) is sees
        assert ("Has a representative" in shown) is not sees
        assert ("Somebody of Kent" in shown) is not sees
        assert "Has a deputy" in shown
        assert "Dee Deputy" not in shown
        assert "rob.rep" not in shown
    assert "Rob Rep" in said(programme.get(PAGE))


def test_the_chair_is_shown_with_the_end_of_the_term(
    client: Client, kinship: Network, kent: Authority
) -> None:
    one = person("Carl Chair", of=kent, visibility=Visibility.PUBLIC)
    Role.objects.create(
        person=one,
        kind=RoleKind.NETWORK_CHAIR,
        network=kinship,
        authority=kent,
        ends_on=dt.date(2099, 3, 31),
    )
    shown = said(client.get(PAGE))
    assert "<p>Chair, Kent</p>" in shown
    assert "until 31 March 2099" in shown


def test_past_meetings_stand_below_and_all_of_them_on_a_page_of_their_own(
    client: Client, kinship: Network, today: dt.date
) -> None:
    days = [today - number * WEEK for number in range(1, 8)]
    for day in days:
        meets(kinship, day)
    shown = said(client.get(PAGE))
    assert [f"{day}" in shown for day in days] == [True] * 5 + [False] * 2
    assert "No meeting is announced." in shown
    every = said(client.get(f"{PAGE}meetings/"))
    assert [f"{day}" in every for day in days] == [True] * 7
    assert "has been announced here yet" in said(
        client.get(f"{network('New').get_absolute_url()}meetings/")
    )


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_costs_the_same_however_much_is_on_it(
    client: Client, kinship: Network, count: int, django_assert_num_queries: Any, today: dt.date
) -> None:
    kinship.topics.add(Topic.objects.create(name="Care", slug="care"))
    others = [network(f"Other {number}") for number in range(count)]
    for number in range(count):
        meets(kinship, today + number * WEEK, joint_with=others)
        meets(kinship, today - (number + 1) * WEEK)
        sits(person(f"Rep {number}", of=authority(f"Authority {number}")), kinship)
    # the edition, network, topics; meetings to come and past, each with those joint and what was
    # told; papers twice; authorities, seats, names; seats and authorities for the gaps; roles with
    # who may be seen, names; the alliance
    with django_assert_num_queries(19):
        client.get(PAGE)


def test_what_a_reader_cannot_do_is_not_offered(
    client: Client, stranger: Client, lead: Client, chair: Client, kinship: Network
) -> None:
    for reader in (client, stranger):
        shown = said(reader.get(PAGE))
        for verb in ("write/", "messages/", "nominations/", "meetings/add/", "chair/"):
            assert f"{PAGE}{verb}" not in shown
    assert f"{PAGE}nominations/" in said(lead.get(PAGE))
    assert f"{PAGE}nominations/" not in said(chair.get(PAGE))
    assert f"{PAGE}write/" in said(chair.get(PAGE))


def test_readers_get_no_cookie(client: Client, kinship: Network, today: dt.date) -> None:
    meeting = meets(kinship, today)
    for address in ("/networks/", "/networks/dates/", PAGE, meeting.get_absolute_url()):
        assert not client.get(address).cookies


def test_a_network_is_not_hidden_by_a_page_of_its_name() -> None:
    with pytest.raises(ValidationError, match="choose another slug"):
        Network(name="Dates", slug="dates").full_clean()


# Search ----------------------------------------------------------------------------------------


def entry(of: Network) -> str:
    return SearchEntry.objects.get(kind="Network", object_id=str(of.pk)).body


def test_search_says_when_a_network_meets_next(kinship: Network, today: dt.date) -> None:
    fostering = network("Fostering Network")
    meeting = meets(kinship, today + WEEK, joint_with=[fostering])
    day = today + WEEK
    sentence = f"Next meeting: {day:%A} {day.day} {day:%B %Y}."
    assert entry(kinship) == entry(fostering) == sentence
    hits = search("next meeting kinship", audiences={"public"}).hits
    assert [hit.url for hit in hits] == [PAGE]
    cancel(by=None, meeting=meeting, seen=1, reason="Snow.")
    assert entry(kinship) == entry(fostering) == ""


def test_search_forgets_a_meeting_the_night_after_it(kinship: Network, today: dt.date) -> None:
    meeting = meets(kinship, today)
    assert entry(kinship)
    type(meeting).objects.filter(pk=meeting.pk).update(on=today - DAY)
    tell_of_next_meetings(Progress())
    assert entry(kinship) == ""
