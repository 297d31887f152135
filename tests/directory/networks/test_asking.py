"""Which authorities have nobody in a network, and asking them: once, in one letter for all."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.directory.acting import name_acting
from alliance.directory.models import (
    Authority,
    Capacity,
    Letter,
    Network,
    NominationAsk,
    Person,
    RoleKind,
    Seat,
)
from alliance.directory.networks.gaps import coverage
from alliance.directory.networks.letters import send_letters
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.directory.networks.invented import DAY, account, authority, network, person, sits

pytestmark = pytest.mark.django_db
ALL = "/networks/nominations/"
ONE = "/networks/kinship-network/nominations/"


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def asked() -> set[tuple[str, str]]:
    return {(row.network.name, row.authority.name) for row in NominationAsk.objects.all()}


@pytest.fixture
def directors(kent: Authority, medway: Authority) -> dict[str, Person]:
    """Of Kent and Medway; Surrey has none."""
    authority("Surrey")
    found = {}
    for of in (kent, medway):
        found[of.name] = person(f"Director of {of}", of=of)
        account(found[of.name], RoleKind.DCS, authority=of)
    return found


# Who has none ----------------------------------------------------------------------------------


def test_who_has_none_is_named_and_counted(
    kinship: Network, kent: Authority, medway: Authority
) -> None:
    neighbour = authority("Elsewhere")
    Authority.objects.filter(pk=neighbour.pk).update(is_member=False)
    sits(person("Rob Rep", of=kent), kinship)
    sits(person("Nora Near", of=neighbour), kinship)
    sits(person("Dee Deputy", of=medway), kinship, seat=Seat.DEPUTY)
    found = coverage([kinship])[kinship.pk]
    assert found.in_words == "1 of 2 authorities have a representative"
    assert found.missing == [medway], "a deputy alone does not count"


def test_whose_term_is_over_or_still_to_begin_is_not_counted(
    kinship: Network, kent: Authority, today: dt.date
) -> None:
    sits(person("Old Rep", of=kent), kinship, ends_on=today - DAY)
    sits(person("New Rep", of=kent), kinship, starts_on=today + DAY)
    assert coverage([kinship])[kinship.pk].missing == [kent]
    assert coverage([kinship], today + DAY)[kinship.pk].missing == []


def test_a_network_that_not_every_authority_is_in_misses_nobody(kent: Authority) -> None:
    board = network("Adoption Board", every_authority=False)
    ended = network("Old Group", is_live=False)
    assert coverage([board, ended]) == {}


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_of_all_gaps_costs_the_same_however_many_there_are(
    programme: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        network(f"Network {number}")
        authority(f"Authority {number}")
    programme.get(ALL)
    # session, account, person's roles and who they act for, networks, seats, authorities, asks,
    # the alliance
    with django_assert_num_queries(9):
        programme.get(ALL)


def test_a_lead_sees_their_own_networks_and_no_other(
    lead: Client, chair: Client, kinship: Network, kent: Authority
) -> None:
    network("Fostering Network")
    shown = said(lead.get(ALL))
    assert "Kinship Network" in shown
    assert "Fostering Network" not in shown
    assert lead.get("/networks/fostering-network/nominations/").status_code == 403
    assert chair.get(ONE).status_code == 403


# Asking ----------------------------------------------------------------------------------------


def test_each_authority_is_asked_once_in_one_letter_for_all_networks(
    programme: Client, kinship: Network, directors: dict[str, Person], kent: Authority
) -> None:
    fostering = network("Fostering Network")
    sits(person("Rob Rep", of=kent), fostering)

    answer = programme.post(ALL, follow=True)

    shown = said(answer)
    assert "A letter is on its way to Kent and Medway." in shown
    assert "no address of a director is known: Surrey" in shown
    assert mail.outbox == [], "not before the asking is kept"
    run_waiting()
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["director.of.kent@example.org"], "Who represents Kent in the Kinship Network?"),
        (["director.of.medway@example.org"], "Who represents Medway in 2 networks?"),
    ]
    body = mail.outbox[1].body
    for slug in ("fostering-network", "kinship-network"):
        assert f"/networks/{slug}/nominations/medway/" in body
    assert mail.outbox[1].reply_to == ["paul.programme@example.org"]
    assert asked() == {
        ("Kinship Network", "Kent"),
        ("Kinship Network", "Medway"),
        ("Fostering Network", "Medway"),
    }
    row = NominationAsk.objects.first()
    assert row
    assert history(row).get().verb == "asked for a nomination"

    again = said(programme.post(ALL, follow=True))
    run_waiting()
    assert "no address of a director is known: Surrey" in again
    assert len(mail.outbox) == 2, "nobody is asked twice"


def test_a_reminder_goes_a_fortnight_later_and_not_to_who_has_named_somebody(
    programme: Client, kinship: Network, directors: dict[str, Person], kent: Authority
) -> None:
    programme.post(ONE)
    ago = timezone.localdate() - 14 * DAY
    NominationAsk.objects.update(asked_on=ago + DAY)
    programme.post(ONE)
    assert NominationAsk.objects.count() == 2
    NominationAsk.objects.update(asked_on=ago)
    sits(person("Rob Rep", of=kent), kinship)
    programme.post(ONE)
    today = NominationAsk.objects.exclude(asked_on=ago)
    assert [row.authority.name for row in today] == ["Medway"]


def test_whoever_acts_for_the_director_gets_a_copy_of_their_own(
    lead: Client, kinship: Network, directors: dict[str, Person], kent: Authority, today: dt.date
) -> None:
    jo = person("Jo Assistant", of=kent)
    account(jo, RoleKind.DCS_PA, authority=kent)
    name_acting(
        by=None, person=jo, principal=directors["Kent"], capacity=Capacity.PA, starts_on=today
    )
    lead.post(ONE)
    run_waiting()
    assert sorted(each.to[0] for each in mail.outbox if "Kent" in each.subject) == [
        "director.of.kent@example.org",
        "jo.assistant@example.org",
    ]
    assert all(len(each.recipients()) == 1 for each in mail.outbox)
    assert NominationAsk.objects.filter(authority=kent).get().standing == "lead"


def test_the_same_job_twice_sends_nothing_twice(
    lead: Client, kinship: Network, directors: dict[str, Person]
) -> None:
    lead.post(ONE)
    run_waiting()
    for _ in range(2):
        send_letters(Progress())
    assert len(mail.outbox) == 2
    assert {letter.state for letter in Letter.objects.all()} == {"sent"}


def test_the_page_says_who_was_asked_when(
    lead: Client, kinship: Network, directors: dict[str, Person], today: dt.date
) -> None:
    before = said(lead.get(ONE))
    assert before.count("Not asked yet") == 3
    assert "Ask those that have nobody" in before
    lead.post(ONE)
    after = said(lead.get(ONE))
    assert after.count(f"Asked on {today:%-d %B %Y}") == 2


def test_getting_the_page_asks_nobody(
    programme: Client, kinship: Network, directors: dict[str, Person]
) -> None:
    for address in (ALL, ONE):
        programme.get(address)
    assert not NominationAsk.objects.exists()
