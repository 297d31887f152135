"""Proposals from what is stored, and the page on which an editor decides."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.actions.raising import raise_action
from alliance.audit.models import AuditEvent
from alliance.bulletins.carrying.decide import carry_for, choose, end_carrying, next_date
from alliance.bulletins.carrying.propose import Proposal, proposals
from alliance.bulletins.carrying.rules import Place
from alliance.bulletins.models import CarryChoice, CarryFor, Item
from alliance.directory.models import RoleKind, User
from tests.actions.invented import asking
from tests.bulletins.invented import FRIDAY, bulletin, listed, said
from tests.directory.areas.invented import BACKEND, account

pytestmark = pytest.mark.django_db

NEXT = FRIDAY + dt.timedelta(weeks=1)
LATER = NEXT + dt.timedelta(weeks=1)


@pytest.fixture
def manager() -> User:
    return account("Manager", RoleKind.PROGRAMME_MANAGER)


@pytest.fixture
def programme(manager: User) -> Client:
    client = Client()
    client.force_login(manager, BACKEND)
    return client


def of(title: str) -> Proposal:
    return next(each for each in proposals(NEXT) if each.item.title == title)


def test_the_reasons_come_from_what_is_stored() -> None:
    this = bulletin(429)
    said(this, "Open", deadline=LATER)
    said(this, "Over", deadline=FRIDAY)
    row = said(this, "Asked", event=FRIDAY)
    raise_action(by=None, asking=asking("Return the form"), origin=row.item)
    assert of("Open").reasons == [f"It is open until {LATER.day} {LATER:%B %Y}."]
    assert of("Open").is_ticked
    assert not of("Over").is_ticked
    assert "is past" in of("Over").judgement.fell_out
    assert of("Asked").reasons == ["Answers are missing from 1 authority of 1: Return the form."]


def test_drafts_and_later_bulletins_do_not_count() -> None:
    said(bulletin(429, live=False), "In draft", deadline=LATER)
    said(bulletin(430), "Of the day itself", deadline=LATER)
    assert proposals(NEXT) == []


def test_what_changed_between_the_last_two_tellings() -> None:
    item = Item.objects.create(title="Fees", slug="fees")
    said(bulletin(428), "Fees", item=item, deadline=FRIDAY)
    said(bulletin(429), "Fees", item=item, deadline=LATER)
    assert "The deadline slipped from" in of("Fees").changed.sentences[0]


def test_what_only_a_draft_says_of_a_standing_reminder_does_not_count(manager: User) -> None:
    row = said(bulletin(428), "Fees")
    said(bulletin(429, live=False), "Fees, in draft", item=row.item)
    carry_for(row.item, None, by=manager)
    (only,) = proposals(NEXT)
    assert only.last.title == "Fees"


def test_what_is_in_the_list_retires_into_it() -> None:
    said(bulletin(426), "A guide to fees")
    listed(bulletin(429), "A guide to fees")
    assert of("A guide to fees").judgement.place is Place.CATALOGUE


def test_an_editors_tick_outlasts_the_rules(manager: User) -> None:
    row = said(bulletin(429), "Over", deadline=FRIDAY)
    choose(NEXT, {row.item.pk: True}, by=manager)
    choose(NEXT, {row.item.pk: True}, by=manager)
    assert (of("Over").is_ticked, of("Over").is_chosen) == (True, True)
    assert not next(each for each in proposals(LATER)).is_ticked


def test_an_editor_asks_for_weeks_and_ends_it(manager: User) -> None:
    row = said(bulletin(400), "Old matter", event=FRIDAY - dt.timedelta(weeks=20))
    bulletin(429)
    carry_for(row.item, NEXT, by=manager)
    assert "An editor asked" in of("Old matter").reasons[0]
    assert proposals(LATER) == []
    carry_for(row.item, None, by=manager)
    assert proposals(LATER)[0].reasons == ["An editor made it a standing reminder."]
    end_carrying(row.item, by=manager)
    end_carrying(row.item, by=manager)
    assert proposals(NEXT) == []
    assert AuditEvent.objects.filter(verb__contains="carry").count() == 3


def test_the_next_bulletin_is_the_draft_or_a_week_on() -> None:
    bulletin(429)
    assert next_date() >= NEXT
    bulletin(430, live=False, date=dt.date(2099, 1, 2))
    assert next_date() == dt.date(2099, 1, 2)


def test_queries_do_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ContentType.objects.get_for_model(Item)
    for number in (427, 428, 429):
        this = bulletin(number)
        for place in range(6):
            said(this, f"Matter {number} {place}", deadline=LATER,
                 body="<p>See <a href='https://example.org/a'>it</a>.</p>")  # fmt: skip
    with django_assert_num_queries(9):
        assert len(proposals(NEXT)) == 18


def address() -> str:
    return f"/bulletins/carry-over/?for={NEXT.isoformat()}"


def test_the_page_shows_reasons_changes_and_what_fell_out(programme: Client) -> None:
    this = bulletin(429)
    said(this, "Open", deadline=LATER)
    said(this, "Over", deadline=FRIDAY)
    text = programme.get(address()).content.decode()
    assert text.index("Proposed as reminders") < text.index("Open") < text.index("Fallen out")
    assert "It is open until" in text
    assert "is past" in text


def test_only_what_this_editor_changed_is_kept(programme: Client, manager: User) -> None:
    this = bulletin(429)
    one, two = said(this, "One", deadline=LATER), said(this, "Two", deadline=LATER)
    ids = [one.item.pk, two.item.pk]
    choose(NEXT, {two.item.pk: False}, by=manager)  # another editor, after this page was opened
    programme.post(address(), {"do": "keep", "shown": ids, "were": ids, "carry": [two.item.pk]})
    kept = dict(CarryChoice.objects.values_list("item", "is_carried"))
    assert kept == {one.item.pk: False, two.item.pk: False}


def test_weeks_are_asked_for_on_the_page(programme: Client) -> None:
    row = said(bulletin(429), "Open", deadline=LATER)
    refused = programme.post(address(), {"do": "weeks", "item": row.item.pk, "weeks": "many"})
    assert refused.status_code == 422
    assert "Write a number of bulletins" in refused.content.decode()
    assert 'value="many"' in refused.content.decode()
    programme.post(address(), {"do": "weeks", "item": row.item.pk, "weeks": "3"})
    assert CarryFor.objects.get().until == NEXT + dt.timedelta(weeks=2)
    programme.post(address(), {"do": "standing", "item": row.item.pk})
    assert CarryFor.objects.get().until is None
    programme.post(address(), {"do": "end", "item": row.item.pk})
    assert not CarryFor.objects.exists()


@pytest.mark.parametrize("day", ["yesterday", "2026-13-45", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none(programme: Client, day: str) -> None:
    assert programme.get(f"/bulletins/carry-over/?for={day}").status_code == 404
