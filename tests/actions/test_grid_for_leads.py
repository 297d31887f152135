"""The grid that leads see where the alliance turned it on: how others stand, and never what they said."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.actions.models import AnswerKind, Audience, Form, GridForLeads
from alliance.actions.said import Said
from alliance.actions.showing import show_to_leads
from alliance.actions.when import By
from alliance.audit.models import AuditEvent
from alliance.directory.models import (
    ActingFor,
    Authority,
    Capacity,
    Person,
    RoleKind,
    SecurityEvent,
    SecurityEventKind,
    User,
)
from tests.actions.invented import DAY, SECRET, answered, ask_of, raised, today
from tests.actions.test_pages import page, signed_in
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
GRID = "/actions/grid-for-leads/"
TABLES = ("/actions/grid-for-leads.csv", "/actions/grid-for-leads.xlsx")


@pytest.fixture
def director() -> User:
    return account("Dana Director", RoleKind.DCS, authority("Kent"))


@pytest.fixture
def support() -> User:
    return account("Support", RoleKind.PROGRAMME_SUPPORT)


@pytest.fixture
def both() -> list[Authority]:
    return [authority("Kent"), authority("Medway")]


def acting(capacity: Capacity, director: User, *, until: dt.date | None = None) -> User:
    user = account(f"{capacity} of Kent", RoleKind.DCS_PA, authority("Kent"))
    ActingFor.objects.create(
        person=user.person,
        principal=director.person,
        capacity=capacity,
        starts_on=today() - 9 * DAY,
        ends_on=until,
    )
    return user


def turned(on: bool, by: User) -> None:
    signed_in(by).post("/actions/who-sees/", {"do": "show" if on else "hide"})


# Off and on ------------------------------------------------------------------------------------


def test_it_is_off_until_the_programme_turns_it_on_and_off_again(
    director: User, support: User
) -> None:
    raised("Return the form")
    client = signed_in(director)
    for at in (GRID, *TABLES):
        page(client, at, 403)
    assert "How the region stands" not in page(client, "/my-authority/")
    turned(True, support)
    assert "Return the form" in page(client, GRID)
    assert "How the region stands" in page(client, "/my-authority/")
    turned(False, support)
    for at in (GRID, *TABLES):
        page(client, at, 403)


def test_nobody_but_the_programme_turns_it_on(director: User) -> None:
    response = signed_in(director).post("/actions/who-sees/", {"do": "show"})
    assert response.status_code == 403
    assert not GridForLeads.objects.exists()


def test_the_same_press_twice_is_once(support: User) -> None:
    first = show_to_leads(by=support, show=True).on_since
    assert show_to_leads(by=None, show=True).on_since == first
    assert AuditEvent.objects.filter(verb="shown to leads").count() == 1
    show_to_leads(by=support, show=False)
    show_to_leads(by=support, show=False)
    assert AuditEvent.objects.filter(verb="hidden from leads").count() == 1


def test_to_turn_off_what_was_never_on_is_no_news(support: User) -> None:
    show_to_leads(by=support, show=False)
    assert not GridForLeads.objects.exists()


def test_the_page_says_since_when_and_members_may_read_it(director: User, support: User) -> None:
    assert "The programme only." in page(signed_in(director), "/actions/who-sees/")
    turned(True, support)
    said = page(signed_in(director), "/actions/who-sees/")
    assert f"since {today().day} {today():%B %Y}" in said
    assert "Turn it off" not in said


def test_members_are_told_that_it_was_turned_on_and_off(support: User) -> None:
    member = account("Kent Member", RoleKind.AUTHORITY_MEMBER, authority("Kent"))
    client = signed_in(member)
    for days in (1, 2):
        SecurityEvent.objects.create(
            account=member,
            kind=SecurityEventKind.SIGNED_IN,
            at=timezone.now() - days * DAY,
        )
    assert "now see who has answered" not in page(client, "/my-authority/")
    show_to_leads(by=support, show=True)
    assert "Directors of all authorities now see who has answered" in page(client, "/my-authority/")
    show_to_leads(by=support, show=False)
    assert "no longer see who has answered" in page(client, "/my-authority/")


# Who is a lead ---------------------------------------------------------------------------------


@pytest.mark.parametrize("capacity", [Capacity.PA, Capacity.DEPUTY])
def test_who_acts_for_a_director_sees_it_while_they_do(
    director: User, support: User, capacity: Capacity
) -> None:
    show_to_leads(by=support, show=True)
    page(signed_in(acting(capacity, director)), GRID)
    ActingFor.objects.update(ends_on=today() - DAY)
    page(signed_in(User.objects.get(name=f"{capacity} of Kent")), GRID, 403)


@pytest.mark.parametrize(
    "kind",
    [
        RoleKind.LEAD_MEMBER,
        RoleKind.CHIEF_EXECUTIVE,
        RoleKind.DATA_LEAD,
        RoleKind.AUTHORITY_MEMBER,
        RoleKind.DCS_PA,
    ],
)
def test_others_of_the_authority_do_not(kind: RoleKind, support: User) -> None:
    show_to_leads(by=support, show=True)
    page(signed_in(account("Other", kind, authority("Kent"))), GRID, 403)


def test_nor_the_director_of_an_authority_that_is_no_member(support: User) -> None:
    show_to_leads(by=support, show=True)
    outside = authority("Elsewhere")
    outside.is_member = False
    outside.save()
    page(signed_in(account("Outsider", RoleKind.DCS, outside)), GRID, 403)
    page(Client(), GRID, 302)


# What they see ---------------------------------------------------------------------------------


def test_it_says_how_others_stand_and_nothing_that_they_said(
    director: User, support: User, both: list[Authority]
) -> None:
    """What could leak is there: words, a reason, a file's name, who said it."""
    show_to_leads(by=support, show=True)
    words = raised("Say how", of=both, kind=AnswerKind.TEXT, by=[By(today() - DAY)])
    reason = raised("Say why", of=both)
    theirs = account("Zebedee Quist", RoleKind.DCS, authority("Medway"))
    answered(ask_of(words, authority("Medway")), theirs, said=Said(text=SECRET))
    not_for_us = Said(form=Form.NOT_FOR_US, reason=f"{SECRET}, why not")
    answered(ask_of(reason, authority("Medway")), theirs, said=not_for_us)
    client = signed_in(director)
    for at in (GRID, TABLES[0]):
        said = page(client, at)
        assert "Done late" in said
        assert "Not for us" in said
        assert SECRET not in said
        assert "Quist" not in said
    assert f"/actions/{words.pk}/medway/" not in page(client, GRID)
    page(client, f"/actions/{words.pk}/medway/", 404)


def test_only_what_their_own_authority_may_read(
    director: User, support: User, both: list[Authority]
) -> None:
    show_to_leads(by=support, show=True)
    raised("Only of Medway", of=both[1:], audience=Audience.ASKED)
    raised("Of both of them", of=both, audience=Audience.ASKED)
    raised("For members to read", of=both[1:], audience=Audience.MEMBERS)
    raised("Not asked yet", of=both, opened=False, audience=Audience.PUBLIC)
    for at in (f"{GRID}?which=all", f"{GRID}?which=draft", f"{TABLES[0]}?which=all"):
        said = page(signed_in(director), at)
        assert "Only of Medway" not in said
        assert "Not asked yet" not in said
    said = page(signed_in(director), f"{GRID}?which=all")
    assert "Of both of them" in said
    assert "For members to read" in said


def test_it_stops_when_their_post_does(director: User, support: User) -> None:
    show_to_leads(by=support, show=True)
    page(signed_in(director), GRID)
    assert director.person is not None
    Person.objects.get(pk=director.person_id).roles.update(ends_on=today() - DAY)
    page(signed_in(User.objects.get(pk=director.pk)), GRID, 403)


def test_it_takes_as_many_queries_for_many_as_for_few(
    director: User,
    support: User,
    both: list[Authority],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    show_to_leads(by=support, show=True)
    client = signed_in(director)
    raised("First", of=both)
    page(client, GRID)
    for count in (1, 6):
        for each in range(count):
            raised(f"Thing {each}", of=both, by=[By(today())])
        with django_assert_num_queries(15):
            page(client, GRID)
