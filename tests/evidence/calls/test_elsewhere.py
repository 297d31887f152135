"""Calls where people are anyhow: search, feeds, calendar, the front page, an authority’s own page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from alliance.bulletins.closing_soon import closing_soon
from alliance.delivery import keep
from alliance.delivery.models import CalendarEntry
from alliance.directory.models import RoleKind, User
from alliance.evidence.calls.deliverable import NAME
from alliance.evidence.calls.moving import move_closing
from alliance.evidence.models import Call, CallState
from alliance.ui.days import written
from tests.actions.test_pages import signed_in
from tests.directory.areas.invented import account
from tests.evidence.calls.invented import DAY, clock, editor
from tests.evidence.invented import authority, call, closed, given, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    authority("Kent")
    return editor()


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


def words(client: Client, at: str) -> str:
    return " ".join(strip_tags(client.get(at).content.decode()).split())


def last_day(call: Call) -> dt.date:
    assert call.closes_at is not None
    return timezone.localdate(call.closes_at)


def test_search_finds_it_once_it_is_published_by_what_it_asks(client: Client) -> None:
    call(purpose="Everything about orthodontics.")
    call("Draft of linings", state=CallState.DRAFT, purpose="More orthodontics.", prefix="DR")
    found = words(client, "/search/?q=orthodontics")
    assert "Silver Linings" in found
    assert "Draft of linings" not in found


def test_feeds_tell_of_it_when_it_opens_and_not_before(client: Client) -> None:
    clock(call(purpose="We look."))
    clock(call("Coming", opened=-DAY, purpose="Not yet."))
    feed = client.get("/feeds/all.atom").content.decode()
    assert "Call for evidence: Silver Linings" in feed
    assert "Coming" not in feed


def test_calendars_follow_the_day_on_which_it_closes(client: Client, by: User) -> None:
    made = clock(call())
    (entry,) = CalendarEntry.objects.filter(source=NAME)
    assert entry.day == last_day(made)
    assert made.closes_at is not None
    made = move_closing(
        by=by, call=made, seen=made.version, closes_at=made.closes_at + 7 * DAY, why="So."
    )
    moved = CalendarEntry.objects.get(pk=entry.pk)
    assert moved.day == last_day(made)
    assert moved.sequence > entry.sequence, "calendars move it, and do not show it twice"
    keep.rebuild()
    assert CalendarEntry.objects.filter(source=NAME).count() == 1


def test_what_closes_soon_leads_to_the_call_once(client: Client, by: User, lead: User) -> None:
    made = clock(call())
    call("Always", closes_in=None)
    for user in (by, lead):
        found = closing_soon(user, on=timezone.localdate(), count=5)
        assert [(each.on, each.url) for each in found] == [
            (last_day(made), "/calls/silver-linings/")
        ]
    closed(made)
    assert closing_soon(by, on=timezone.localdate(), count=5) == []


def test_the_front_page_asks_only_while_there_is_something_to_answer(client: Client) -> None:
    made = call(summary="What should stay")
    said = words(client, "/")
    assert "We ask for your experience" in said
    assert (
        f"What should stay Until {timezone.localtime(made.closes_at):%-d}".split(" Until")[0]
        in said
    )
    closed(made)
    assert "We ask for your experience" not in words(signed_in(editor()), "/")


def test_an_authority_sees_how_many_of_its_people_have_answered_and_not_what(lead: User) -> None:
    made = call()
    here = signed_in(lead)
    assert "No answer from your authority yet" in words(here, "/my-authority/")
    sent(made, given("Zanzibar.", authority="kent"))
    authority("Medway")
    sent(made, given("Another.", authority="medway"))
    said = words(here, "/my-authority/")
    assert "1 answer from your authority so far" in said
    assert "Zanzibar" not in said


def test_its_ask_leads_authorities_to_the_call(lead: User) -> None:
    made = clock(call(what_becomes="It is read."))
    assert made.action is not None
    page = signed_in(lead).get(f"/actions/{made.action.pk}/", follow=True).content.decode()
    assert "/calls/silver-linings/" in page
    assert written(last_day(made)) in page
