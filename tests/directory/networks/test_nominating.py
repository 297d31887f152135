"""Who represents an authority in a network: named by whom, replaced, ended, kept on record."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.acting import name_acting
from alliance.directory.models import (
    Authority,
    Capacity,
    ContactDetail,
    Network,
    Nomination,
    Person,
    Role,
    RoleKind,
    Seat,
    Visibility,
)
from alliance.directory.networks.nominate import end_nomination, in_seat, nominate
from alliance.directory.networks.refusal import CannotBeDone
from tests.directory.networks.invented import (
    BY_THE_PROGRAMME,
    DAY,
    account,
    client_of,
    person,
    sits,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/networks/kinship-network/nominations/kent/"


def form(today: dt.date, **fields: Any) -> dict[str, Any]:
    empty = {"do": "name", "seat": "representative", "starts_on": today.isoformat()}
    return empty | {"instead_of": "", "deputy_instead_of": ""} | fields


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def acts(one: Person, kent: Authority, capacity: Capacity, today: dt.date) -> Client:
    """Somebody who acts for Kent's director."""
    user = account(one, RoleKind.DCS_PA, authority=kent)
    principal = Role.objects.get(kind=RoleKind.DCS, authority=kent).person
    name_acting(by=None, person=one, principal=principal, capacity=capacity, starts_on=today)
    return client_of(user)


# By whom ---------------------------------------------------------------------------------------


def test_the_director_names_somebody_and_the_gap_closes(
    director: Client, client: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    rob = person("Rob Rep", of=kent, visibility=Visibility.PUBLIC)
    assert "0 of 1 authority has a representative. None yet: Kent" in said(
        client.get("/networks/kinship-network/")
    )
    assert ADDRESS in said(director.get("/networks/kinship-network/"))

    answer = director.post(ADDRESS, form(today, person=rob.pk))

    assert (answer.status_code, answer.headers["Location"]) == (302, ADDRESS)
    row = Nomination.objects.get()
    assert (row.person, row.seat, row.standing, row.principal) == (
        rob,
        "representative",
        "director",
        None,
    )
    assert row.nominated_by == director.user  # type: ignore[attr-defined]
    shown = said(client.get("/networks/kinship-network/"))
    assert "1 of 1 authority has a representative." in shown
    assert "Rob Rep" in shown
    event = history(row).get()
    assert (event.verb, event.acting_for) == ("nominated", "Kent")
    assert "Rob" not in str(event.changes) + event.object_label


@pytest.mark.parametrize(
    ("capacity", "standing"), [(Capacity.PA, "pa"), (Capacity.DEPUTY, "deputy")]
)
def test_a_pa_or_deputy_names_for_the_director_and_is_shown_as_such(
    director: Client,
    kinship: Network,
    kent: Authority,
    today: dt.date,
    capacity: Capacity,
    standing: str,
) -> None:
    rob = person("Rob Rep", of=kent, visibility=Visibility.MEMBERS)
    client = acts(person("Jo Assistant", of=kent), kent, capacity, today)
    assert client.post(ADDRESS, form(today, person=rob.pk)).status_code == 302
    row = Nomination.objects.get()
    assert (row.standing, row.principal.name) == (standing, "Dora Director")
    assert f"by Jo Assistant ({row.get_standing_display().lower()})" in said(client.get(ADDRESS))


def test_the_lead_names_on_behalf_and_says_who_said_so(
    lead: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    rob = person("Rob Rep", of=kent, visibility=Visibility.MEMBERS)
    refused = lead.post(ADDRESS, form(today, person=rob.pk))
    assert refused.status_code == 422
    assert "Say who of the authority told you" in said(refused)

    assert lead.post(ADDRESS, form(today, person=rob.pk, said_by="Jo, PA")).status_code == 302

    row = Nomination.objects.get()
    assert (row.standing, row.said_by) == ("lead", "Jo, PA")
    assert "told by Jo, PA" in said(lead.get(ADDRESS))
    assert "Jo" not in str([event.changes for event in history(row)])


def test_the_programme_names_on_behalf_of_any(
    programme: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    rob = person("Rob Rep", of=kent)  # private: the programme sees everyone
    answer = programme.post(ADDRESS, form(today, person=rob.pk, said_by="Jo, PA"))
    assert answer.status_code == 302
    assert Nomination.objects.get().standing == "programme"


def test_nobody_else_names_anybody(
    director: Client,
    chair: Client,
    stranger: Client,
    client: Client,
    kinship: Network,
    medway: Authority,
    kent: Authority,
    today: dt.date,
) -> None:
    """Nor does a director for another authority, by changing the address."""
    rob = person("Rob Rep", of=medway, visibility=Visibility.PUBLIC)
    other = ADDRESS.replace("kent", "medway")
    for who, address, code in (
        (director, other, 403),
        (chair, ADDRESS, 403),
        (stranger, ADDRESS, 403),
        (client, ADDRESS, 302),
    ):
        assert who.get(address).status_code == code
        assert who.post(address, form(today, person=rob.pk)).status_code == code
    assert not Nomination.objects.exists()


def test_staff_without_a_second_factor_are_sent_to_add_one(
    kinship: Network, kent: Authority, today: dt.date, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    careless = client_of(account(person("Cal Careless"), RoleKind.PROGRAMME_SUPPORT))
    rob = person("Rob Rep", of=kent)
    answer = careless.post(ADDRESS, form(today, person=rob.pk, said_by="Jo"))
    assert answer.headers["Location"] == "/accounts/2fa/"
    assert not Nomination.objects.exists()


# Whom ------------------------------------------------------------------------------------------


def test_somebody_new_is_taken_down_and_shown_only_if_they_agree(
    director: Client,
    client: Client,
    stranger: Client,
    kinship: Network,
    kent: Authority,
    today: dt.date,
) -> None:
    new = form(today, person="", name=" Nia  New ", email="nia@example.org")
    assert director.post(ADDRESS, new).status_code == 302
    nia = Person.objects.get(name="Nia New")
    assert (nia.authority, nia.visibility, nia.confirmed_at) == (kent, "private", None)
    assert ContactDetail.objects.get(person=nia).visibility == "private"
    for reader in (client, stranger):
        shown = said(reader.get("/networks/kinship-network/"))
        assert "Nia" not in shown
        assert "Has a representative" in shown

    deputy = new | {"seat": "deputy", "name": "Ada New", "agrees_to_be_shown": "on"}
    assert director.post(ADDRESS, deputy).status_code == 302
    assert "Ada New" in said(stranger.get("/networks/kinship-network/"))
    assert "Ada New" not in said(client.get("/networks/kinship-network/"))


def test_all_faults_are_said_at_once_and_nothing_typed_is_lost(
    director: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    wrong = form(today, name="", email="nia at", ends_on=(today - DAY).isoformat())
    answer = director.post(ADDRESS, wrong)
    shown = said(answer)
    assert answer.status_code == 422
    for fault in (
        "Choose somebody above, or give a name here.",
        "Write the e-mail address as name@example.org.",
        "The last day comes before the first.",
    ):
        assert fault in shown
    assert 'value="nia at"' in shown
    assert not Person.objects.filter(authority=kent).exclude(name="Dora Director").exists()


def test_somebody_who_is_in_the_list_is_not_taken_down_twice(
    director: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    person("Rob Rep", of=kent, visibility=Visibility.MEMBERS)
    again = form(today, name="Dr Rob Rep", email="rob@example.org")
    answer = director.post(ADDRESS, again)
    assert "Dr Rob Rep is in the list above: choose them there." in said(answer)


def test_people_of_another_authority_are_not_to_be_chosen(
    director: Client, kinship: Network, kent: Authority, medway: Authority, today: dt.date
) -> None:
    other = person("Omar Other", of=medway, visibility=Visibility.PUBLIC)
    assert "Omar Other" not in said(director.get(ADDRESS))
    assert director.post(ADDRESS, form(today, person=other.pk)).status_code == 422


# Replaced and ended ----------------------------------------------------------------------------


def test_whoever_is_replaced_is_ended_the_day_before_and_stays_on_record(
    director: Client, client: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    first = sits(person("Fay First", of=kent, visibility=Visibility.PUBLIC), kinship)
    second = person("Sol Second", of=kent, visibility=Visibility.PUBLIC)
    answer = director.post(ADDRESS, form(today, person=second.pk, instead_of=first.pk))
    assert answer.status_code == 302
    first.refresh_from_db()
    assert first.ends_on == today - DAY
    shown = said(client.get("/networks/kinship-network/"))
    assert "Sol Second" in shown
    assert "Fay First" not in shown
    assert "Fay First" in said(director.get(ADDRESS))
    assert [event.verb for event in history(first)] == ["replaced", "nominated"]


def test_who_was_named_today_and_is_replaced_today_stays_on_record_as_taken_back(
    kinship: Network, kent: Authority, today: dt.date
) -> None:
    first = sits(person("Fay First", of=kent), kinship, starts_on=today)
    second = sits(person("Sol Second", of=kent), kinship, starts_on=today)
    first.refresh_from_db()
    assert (first.ends_on, first.taken_back_at is not None) == (None, True)
    assert list(Nomination.objects.current()) == [second]
    assert in_seat(kinship, kent, Seat.REPRESENTATIVE) == [second]


def test_who_is_to_begin_later_gives_way_only_to_who_is_there_then(
    kinship: Network, kent: Authority, today: dt.date
) -> None:
    later = sits(person("Lou Later", of=kent), kinship, starts_on=today + 60 * DAY)
    until = sits(person("Una Until", of=kent), kinship, starts_on=today, ends_on=today + 30 * DAY)
    assert in_seat(kinship, kent, Seat.REPRESENTATIVE) == [until, later]
    assert list(Nomination.objects.current()) == [until]
    for_good = sits(person("Gil Good", of=kent), kinship, starts_on=today + 10 * DAY)
    later.refresh_from_db()
    until.refresh_from_db()
    assert later.taken_back_at
    assert until.ends_on == today + 9 * DAY
    assert in_seat(kinship, kent, Seat.REPRESENTATIVE) == [until, for_good]


def test_a_representative_and_a_deputy_do_not_get_in_each_other_s_way(
    kinship: Network, kent: Authority
) -> None:
    one = sits(person("Rob Rep", of=kent), kinship)
    two = sits(person("Dee Deputy", of=kent), kinship, seat=Seat.DEPUTY)
    assert set(Nomination.objects.current()) == {one, two}


def test_a_term_is_given_its_last_day(
    director: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    row = sits(person("Rob Rep", of=kent), kinship)
    sent = {"do": "end", "nomination": row.pk, "last_day": today.isoformat()}
    assert "Give the last day." in said(director.post(ADDRESS, sent | {"last_day": ""}))
    assert director.post(ADDRESS, sent).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == today
    assert list(Nomination.objects.current()) == [row], "the last day is part of the term"
    assert not Nomination.objects.current(today + DAY).exists()
    end_nomination(by=None, nomination=row, last_day=today + DAY)
    row.refresh_from_db()
    assert row.ends_on == today, "ending what ends sooner changes nothing"


def test_another_authority_s_term_is_not_ended_by_its_number(
    director: Client, kinship: Network, kent: Authority, medway: Authority, today: dt.date
) -> None:
    row = sits(person("Omar Other", of=medway), kinship)
    sent = {"do": "end", "nomination": row.pk, "last_day": today.isoformat()}
    assert director.post(ADDRESS, sent).status_code == 404
    row.refresh_from_db()
    assert row.ends_on is None


# Two at once -----------------------------------------------------------------------------------


def test_of_two_who_name_at_once_the_second_is_told_and_decides(
    director: Client, lead: Client, kinship: Network, kent: Authority, today: dt.date
) -> None:
    rob, sol = (person(n, of=kent, visibility=Visibility.MEMBERS) for n in ("Rob Rep", "Sol Rep"))
    page = said(lead.get(ADDRESS))  # both have looked at an empty seat
    assert 'name="instead_of"' in page
    assert director.post(ADDRESS, form(today, person=rob.pk)).status_code == 302

    answer = lead.post(ADDRESS, form(today, person=sol.pk, said_by="Jo"))

    assert answer.status_code == 409
    shown = said(answer)
    assert "Somebody else has changed this seat while you were at it" in shown
    assert 'value="Jo"' in shown, "what was typed is still there"
    assert Nomination.objects.current().get().person == rob
    seen = re.search(r'name="instead_of" value="(\d+)"', shown)
    assert seen
    again = form(today, person=sol.pk, said_by="Jo", instead_of=seen[1])
    assert lead.post(ADDRESS, again).status_code == 302
    assert Nomination.objects.current().get().person == sol


def test_who_is_there_already_is_not_named_again(kinship: Network, kent: Authority) -> None:
    rob = person("Rob Rep", of=kent)
    sits(rob, kinship)
    with pytest.raises(CannotBeDone, match="Rob Rep is in this seat already"):
        sits(rob, kinship)
    assert Nomination.objects.count() == 1


# What the database keeps true ------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"seat": "chairman"},
        {"standing": "programme", "said_by": ""},
        {"standing": "chair"},
        {"ends_on": dt.date(2020, 1, 1)},
        {},  # a second one without a last day
    ],
)
def test_no_nomination_is_as_none_can_be(
    kinship: Network, kent: Authority, fields: dict[str, Any]
) -> None:
    rob = person("Rob Rep", of=kent)
    if not fields:
        sits(person("Fay First", of=kent), kinship)
    good = {"starts_on": dt.date(2026, 1, 1), "standing": "programme", "said_by": "Jo"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.create(network=kinship, authority=kent, person=rob, **good | fields)


def test_whoever_enters_it_is_told_what_is_wrong(kinship: Network, kent: Authority) -> None:
    with pytest.raises(ValidationError, match="Say who of the authority told you"):
        nominate(
            by=None,
            right=BY_THE_PROGRAMME,
            network=kinship,
            authority=kent,
            person=person("Rob Rep", of=kent),
            said_by=" ",
        )
