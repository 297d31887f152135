"""The pages of areas and of access: who sees what, what leaks, what is said of bad input."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from alliance.directory.access import may_enter, visible
from alliance.directory.acting import name_acting
from alliance.directory.models import (
    AccessGrant,
    AccessLog,
    AccessState,
    Area,
    Authority,
    Capacity,
    Role,
    RoleKind,
    User,
)
from alliance.editions.shared import shelf
from tests.directory.areas.invented import BACKEND, account, area, asked, given, today
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client: Client, address: str, **form: object) -> tuple[int, str]:
    answer = client.post(address, form)
    return answer.status_code, re.sub(r"\s+", " ", answer.content.decode())


# What everybody may know -------------------------------------------------------------------------


def test_anybody_may_know_of_an_area_and_how_to_get_in(client: Client, people: People) -> None:
    area("Directors", RoleKind.DCS, acting=True)
    assert "Directors" in page(client, "/areas/")
    shown = page(client, "/areas/directors/")
    for words in (
        "What is in Directors, for everyone to know.",
        "Director of children&#x27;s services, and the PA or deputy who acts for them",
        "Sign in and ask to be let in",
    ):
        assert words in shown
    assert "You may enter" not in shown


def test_it_is_kept_for_all_readers_without_a_cookie(
    client: Client, quality: Area, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for address in ("/areas/", "/areas/quality-assurance/"):
        assert not client.get(address).cookies
        with django_assert_num_queries(1):
            page(client, address)


def test_what_is_read_makes_no_kept_page_old(
    client: Client,
    client_of: ClientOf,
    people: People,
    quality: Area,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page(client, "/areas/")
    asked(people.asker, quality, Authority.objects.get(slug="kent"))
    page(client_of(people.support), "/areas/quality-assurance/")
    assert AccessLog.objects.count() == 1
    with django_assert_num_queries(1):
        page(client, "/areas/")


def test_no_area_yet_says_how_they_come(client: Client) -> None:
    assert "There is no restricted area yet" in page(client, "/areas/")


def test_an_area_out_of_use_is_nowhere_but_for_the_programme(
    client: Client, client_of: ClientOf, people: People, quality: Area
) -> None:
    Area.objects.update(is_live=False)
    for reader in (client, client_of(people.asker)):
        assert "Quality assurance" not in page(reader, "/areas/")
        page(reader, "/areas/quality-assurance/", 404)
    page(client_of(people.asker), "/areas/quality-assurance/ask/", 404)
    assert "No longer in use" in page(client_of(people.support), "/areas/quality-assurance/")


# Asking ------------------------------------------------------------------------------------------


def test_who_is_not_signed_in_signs_in_and_comes_back_to_ask(client: Client, quality: Area) -> None:
    answer = client.get("/areas/quality-assurance/ask/")
    assert answer.headers["Location"] == "/accounts/login/?next=/areas/quality-assurance/ask/"


def test_somebody_asks_and_sees_how_it_stands(
    client_of: ClientOf, people: People, quality: Area
) -> None:
    asker = client_of(people.asker)
    answer = asker.post("/areas/quality-assurance/ask/", {"why": "We start an audit."})
    grant = AccessGrant.objects.get()
    assert answer.headers["Location"] == f"/access/{grant.pk}/"
    assert grant.authority == Authority.objects.get(slug="kent")
    for address in ("/areas/", "/areas/quality-assurance/", "/access/", f"/access/{grant.pk}/"):
        assert re.search("You have asked|Waiting for a decision", page(asker, address)), address
    assert "The director of children’s services of Kent, or the deputy" in page(
        asker, f"/access/{grant.pk}/"
    )


def test_all_faults_are_said_and_nothing_typed_is_lost(
    client_of: ClientOf, people: People, quality: Area, medway: Authority
) -> None:
    Role.objects.create(person=people.asker.person, kind=RoleKind.COMMISSIONER, authority=medway)
    asker = client_of(people.asker)
    status, shown = send(asker, "/areas/quality-assurance/ask/", why="")
    assert status == 422
    assert "Choose the authority for which you ask" in shown
    assert "Say why you ask" in shown
    status, shown = send(asker, "/areas/quality-assurance/ask/", why="Kept <b>words</b>")
    assert "Kept &lt;b&gt;words&lt;/b&gt;</textarea>" in shown
    status, shown = send(
        asker, "/areas/quality-assurance/ask/", why="x" * 2001, authority=medway.pk
    )
    assert "longer than we can take" in shown
    assert not AccessGrant.objects.exists()
    asker.post("/areas/quality-assurance/ask/", {"why": "For Medway", "authority": medway.pk})
    assert AccessGrant.objects.get().authority == medway


def test_another_authority_s_id_in_the_form_is_not_taken(
    client_of: ClientOf, people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    """Neither by one who has one authority, nor by one who has two others."""
    asker = client_of(people.asker)
    asker.post("/areas/quality-assurance/ask/", {"why": "Mine", "authority": medway.pk})
    assert AccessGrant.objects.get().authority == kent
    AccessGrant.objects.all().delete()
    surrey = Authority.objects.create(name="Surrey", slug="surrey", ons_code="E10000030")
    Role.objects.create(person=people.asker.person, kind=RoleKind.COMMISSIONER, authority=surrey)
    status, shown = send(asker, "/areas/quality-assurance/ask/", why="Theirs", authority=medway.pk)
    assert (status, AccessGrant.objects.count()) == (422, 0)
    assert "Choose one of the authorities in which you hold a role" in shown


def test_asking_twice_says_so(client_of: ClientOf, people: People, waiting: AccessGrant) -> None:
    status, shown = send(client_of(people.asker), "/areas/quality-assurance/ask/", why="Again.")
    assert status == 409
    assert "You have asked already" in shown
    assert AccessGrant.objects.count() == 1


def test_who_has_no_role_is_told_what_to_do(
    client_of: ClientOf, people: People, quality: Area
) -> None:
    shown = page(client_of(people.nobody), "/areas/quality-assurance/ask/")
    assert "Write to the programme" in shown
    assert "<form method" not in shown


def test_a_get_changes_nothing(client_of: ClientOf, people: People, waiting: AccessGrant) -> None:
    before = list(AccessGrant.objects.values())
    for name in people.of:
        reader = client_of(getattr(people, name))
        for address in (
            "/areas/",
            "/areas/quality-assurance/",
            "/areas/quality-assurance/ask/?why=x",
            f"/access/{waiting.pk}/?do=let_in&let_in-ends_on={today()}",
            "/authorities/kent/access/",
        ):
            reader.get(address)
    assert list(AccessGrant.objects.values()) == before


# Another's asking ---------------------------------------------------------------------------------


def test_another_s_asking_is_found_by_nobody_who_has_nothing_to_do_with_it(
    client_of: ClientOf, people: People, waiting: AccessGrant
) -> None:
    address = f"/access/{waiting.pk}/"
    for name in ("asker", "director", "support"):
        assert "Col Asker needs it." in page(client_of(getattr(people, name)), address)
    for name in ("other_director", "other_asker", "network_lead", "nobody"):
        stranger = client_of(getattr(people, name))
        assert "Col Asker" not in page(stranger, address, 404)
        for do in ("let_in", "refuse", "end", "withdraw", "give_up"):
            form = {"do": do, "let_in-ends_on": today(), "refuse-why": "x", "end-why": "x"}
            assert stranger.post(address, form).status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == AccessState.ASKED


@pytest.mark.parametrize("do", ["let_in", "refuse", "end", "nonsense", ""])
def test_who_sees_an_asking_and_does_not_decide_is_refused(
    client_of: ClientOf, people: People, waiting: AccessGrant, do: str
) -> None:
    form = {"do": do, "let_in-ends_on": today(), "refuse-why": "x", "end-why": "x"}
    for name in ("asker", "support"):
        status = client_of(getattr(people, name)).post(f"/access/{waiting.pk}/", form).status_code
        assert status == (409 if do == "end" else 403), name
    waiting.refresh_from_db()
    assert waiting.state == AccessState.ASKED


def test_an_authority_s_page_is_for_its_own_lead(
    client_of: ClientOf, people: People, waiting: AccessGrant, quality: Area, medway: Authority
) -> None:
    asked(people.other_asker, quality, medway)
    addresses = ("", "read/", "read.csv")
    for name in ("asker", "network_lead", "nobody", "other_director"):
        reader = client_of(getattr(people, name))
        for rest in addresses:
            assert "Col Asker" not in page(reader, f"/authorities/kent/access/{rest}", 403)
    kent = page(client_of(people.director), "/authorities/kent/access/")
    assert "Col Asker" in kent
    assert "Mia Medway" not in kent
    assert "Mia Medway" in page(client_of(people.support), "/authorities/medway/access/")
    page(client_of(people.director), "/authorities/nowhere/access/", 403)
    page(client_of(people.support), "/authorities/nowhere/access/", 404)


def test_askings_are_not_for_the_api_or_the_rows_of_others(
    client: Client, people: People, waiting: AccessGrant
) -> None:
    for name, count in (("asker", 1), ("director", 1), ("support", 1), ("other_director", 0)):
        assert visible(getattr(people, name), AccessGrant.objects.all()).count() == count
    description = client.get("/api/v1/openapi.json").content.decode()
    for words in ("AccessGrant", "AccessLog", "restricted"):
        assert words not in description


# Deciding and ending -------------------------------------------------------------------------------


def test_a_director_lets_somebody_in_until_a_day(
    client_of: ClientOf, people: People, waiting: AccessGrant, quality: Area
) -> None:
    director, address = client_of(people.director), f"/access/{waiting.pk}/"
    status, shown = send(director, address, **{"do": "let_in", "let_in-ends_on": "31.13.26"})
    assert status == 422
    assert "Write the day as 13 November 2020" in shown
    status, shown = send(director, address, **{"do": "let_in", "let_in-ends_on": "2001-01-01"})
    assert "Choose a day from today to" in shown
    assert 'value="1 January 2001"' in shown
    answer = director.post(address, {"do": "let_in", "let_in-ends_on": today().isoformat()})
    assert answer.headers["Location"] == "/authorities/kent/access/"
    assert may_enter(people.asker, quality)
    assert "Col Asker may enter Quality assurance" in page(director, "/authorities/kent/access/")
    status, shown = send(director, address, **{"do": "refuse", "refuse-why": "No."})
    assert status == 409
    assert "settled already" in shown


def test_a_refusal_wants_a_reason(
    client_of: ClientOf, people: People, waiting: AccessGrant
) -> None:
    director, address = client_of(people.director), f"/access/{waiting.pk}/"
    status, shown = send(director, address, **{"do": "refuse", "refuse-why": " "})
    assert (status, "Say why, so that they know what to do" in shown) == (422, True)
    director.post(address, {"do": "refuse", "refuse-why": "Ask <me> in May."})
    assert "Ask &lt;me&gt; in May." in page(client_of(people.asker), address)
    assert "Your asking was refused" in page(client_of(people.asker), "/areas/quality-assurance/")


def test_ending_wants_a_reason_and_takes_effect_at_once(
    client_of: ClientOf, people: People, quality: Area, kent: Authority
) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    asker, director = client_of(people.asker), client_of(people.director)
    assert "You may enter" in page(asker, "/areas/quality-assurance/")
    status, shown = send(director, f"/access/{grant.pk}/", **{"do": "end", "end-why": ""})
    assert (status, "Say why, as “has changed post”" in shown) == (422, True)
    director.post(f"/access/{grant.pk}/", {"do": "end", "end-why": "Has changed post."})
    shown = page(asker, "/areas/quality-assurance/")
    assert "You may enter" not in shown
    assert "Your access has ended" in shown
    assert "Has changed post." in page(asker, f"/access/{grant.pk}/")


def test_somebody_takes_back_an_asking_and_gives_up_an_access(
    client_of: ClientOf, people: People, waiting: AccessGrant, quality: Area, kent: Authority
) -> None:
    asker = client_of(people.asker)
    assert asker.post(f"/access/{waiting.pk}/", {"do": "withdraw"}).status_code == 302
    grant = given(people.asker, quality, kent, by=people.director)
    assert asker.post(f"/access/{grant.pk}/", {"do": "give_up"}).status_code == 302
    assert not may_enter(people.asker, quality)
    assert "Ask again" in page(asker, f"/access/{grant.pk}/")


def test_a_pa_sees_and_does_not_decide(
    client_of: ClientOf, people: People, waiting: AccessGrant, kent: Authority
) -> None:
    pa = account("Pat Assistant", RoleKind.DCS_PA, kent)
    assert client_of(pa).get("/authorities/kent/access/").status_code == 403
    name_acting(
        by=None,
        person=pa.person,
        principal=people.director.person,
        capacity=Capacity.PA,
        starts_on=today(),
    )
    reader = client_of(pa)
    assert "You see this as PA" in page(reader, "/authorities/kent/access/")
    shown = page(reader, f"/access/{waiting.pk}/")
    assert "You see this and do not decide on it" in shown
    assert "<form method" not in shown
    form = {"do": "let_in", "let_in-ends_on": today()}
    assert reader.post(f"/access/{waiting.pk}/", form).status_code == 403


def test_who_needs_a_second_factor_enters_and_decides_with_it_only(
    people: People, quality: Area, kent: Authority, settings: object
) -> None:
    """The programme, and a data lead, who was let in."""
    grant = asked(people.network_lead, quality)
    given(people.asker, quality, kent, by=people.director)
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    assert not may_enter(people.support, quality)
    assert not may_enter(people.asker, quality)
    careless = Client()
    careless.force_login(people.support, BACKEND)
    form = {"do": "let_in", "let_in-ends_on": today()}
    for answer in (
        careless.post(f"/access/{grant.pk}/", form),
        careless.get("/authorities/kent/access/"),
        careless.get("/access/everyone/"),
    ):
        assert answer.headers["Location"] == "/accounts/2fa/"
    Authenticator.objects.create(user=people.support, type="totp", data={"secret": "x"})
    answer = careless.post(f"/access/{grant.pk}/", form)
    assert answer.headers["Location"] == "/access/everyone/"
    assert may_enter(people.network_lead, quality)


# What leads and the programme see ------------------------------------------------------------------


def test_a_lead_sees_exactly_who_may_enter_what(
    client_of: ClientOf, people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    area("Directors", RoleKind.DCS)
    given(people.asker, quality, kent, by=people.director, days=10)
    given(people.other_asker, quality, medway, by=people.other_director)
    page(client_of(people.asker), "/areas/quality-assurance/")
    shown = page(client_of(people.director), "/authorities/kent/access/")
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr.*?</tr>", shown)][1:]
    words = [" ".join(row.split()) for row in rows]
    day = today()
    assert words[0].startswith("Directors Ann Director By role: Director of children")
    assert words[1].startswith("Quality assurance Col Asker Let in")
    assert f"{day.day} {day:%B %Y}" in words[1], "since, and last used, today"
    assert "Not in the last year" in words[0]
    assert "Not in the last year" not in words[1]
    assert len(words) == 2
    assert "2 people today" in shown


def test_a_lead_sees_that_somebody_enters_in_another_role_and_no_more_of_it(
    client_of: ClientOf, people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    Role.objects.create(person=people.other_asker.person, kind=RoleKind.DATA_LEAD, authority=kent)
    grant = given(people.other_asker, quality, medway, by=people.other_director)
    director = client_of(people.director)
    shown = page(director, "/authorities/kent/access/")
    assert "Mia Medway" in shown
    assert "In another role of theirs" in shown
    assert "needs it" not in shown
    page(director, f"/access/{grant.pk}/", 404)


def test_a_director_without_a_deputy_is_told_where_to_name_one(
    client_of: ClientOf, people: People, kent: Authority
) -> None:
    director, support = client_of(people.director), client_of(people.support)
    assert 'href="/accounts/acting/">Name a deputy' in page(director, "/authorities/kent/access/")
    assert "No deputy is named" in page(support, "/authorities/kent/access/")
    name_acting(
        by=None,
        person=people.asker.person,
        principal=people.director.person,
        capacity=Capacity.DEPUTY,
        starts_on=today(),
    )
    assert "No deputy is named" not in page(director, "/authorities/kent/access/")


def test_the_programme_sees_all_and_narrows(
    client_of: ClientOf, people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    directors = area("Directors", RoleKind.DCS)
    given(people.asker, quality, kent, by=people.director)
    asked(people.other_asker, quality, medway)
    asked(people.network_lead, directors)
    support = client_of(people.support)

    def listed(query: str) -> set[str]:
        part = page(support, f"/access/everyone/?{query}").partition('id="all"')[2]
        return {name for name in ("Col Asker", "Mia Medway", "Nell Network") if name in part}

    assert listed("") == {"Col Asker", "Mia Medway", "Nell Network"}
    assert listed(f"area={quality.pk}") == {"Col Asker", "Mia Medway"}
    assert listed(f"authority={medway.pk}") == {"Mia Medway"}
    assert listed("authority=none") == {"Nell Network"}
    assert listed("state=granted") == {"Col Asker"}
    assert listed("area=x&authority=y&state=z&page=-3") == {
        "Col Asker",
        "Mia Medway",
        "Nell Network",
    }


def test_the_programme_sees_who_decides_where_and_who_has_no_deputy(
    client_of: ClientOf, people: People, waiting: AccessGrant, kent: Authority
) -> None:
    Authority.objects.create(name="Surrey", slug="surrey", ons_code="E10000030")
    support = client_of(people.support)
    table = page(support, "/access/everyone/").partition('id="deciders"')[2]
    rows = re.findall(r"<tr.*?</tr>", table)
    of = {name: next(row for row in rows if f">{name}<" in row) for name in ("Kent", "Surrey")}
    assert "Ann Director" in of["Kent"]
    assert "None yet" in of["Kent"]
    assert "None: you decide" in of["Surrey"]
    assert "Waiting for somebody who cannot sign in" not in page(support, "/access/everyone/")
    User.objects.filter(person=people.director.person).update(is_active=False)
    assert "Nobody can decide" in page(support, "/access/everyone/")


@pytest.mark.parametrize("count", [1, 12])
def test_lists_cost_a_fixed_number_of_queries(
    client_of: ClientOf,
    people: People,
    kent: Authority,
    count: int,
) -> None:
    areas = [area(f"Area {number}", RoleKind.DCS) for number in range(count)]
    for number, each in enumerate(areas):
        asker = account(f"Asker {number}", RoleKind.DATA_LEAD, kent)
        given(asker, each, kent, by=people.director)
        asked(people.asker, each, kent)
        page(client_of(asker), each.get_absolute_url())
        place = Authority.objects.create(
            name=f"Place {number}", slug=f"place-{number}", ons_code=f"E1{number:07}"
        )
        account(f"Director {number}", RoleKind.DCS, place)
    director, support = client_of(people.director), client_of(people.support)
    asks = {
        "/areas/": (Client(), 3),
        "/access/": (director, 10),
        "/authorities/kent/access/": (director, 16),
        "/authorities/kent/access/read/": (director, 8),
        "/access/everyone/": (support, 15),
        "/access/everyone/read/": (support, 9),
        "/access/everyone/read.csv": (support, 6),
    }
    counts = {}
    for address, (client, _) in asks.items():
        client.get(address)
        shelf.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts[address] = len(queries)
    assert counts == {address: count for address, (_, count) in asks.items()}
