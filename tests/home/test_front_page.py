"""The front page: the newest bulletin, what closes soon, and what stands there before either."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.actions.models import ActionState, Audience
from alliance.actions.raising import change_action, end_action, raise_action
from alliance.actions.when import By
from alliance.directory.models import Alliance, RoleKind, User
from tests.actions.invented import answered, ask_of, asking, raised
from tests.actions.test_pages import signed_in
from tests.bulletins.invented import bulletin, said
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


def front(client: Client) -> str:
    return re.sub(r"\s+", " ", client.get("/").content.decode())


def test_before_set_up_the_page_says_how_to_begin(client: Client) -> None:
    assert "<code>alliance setup</code>" in front(client)
    assert "<code>alliance bulletin import</code>" in front(client)


def test_after_set_up_it_says_how_bulletins_come(client: Client) -> None:
    Alliance(name="Eastern Alliance", short_name="Eastern").save()
    assert "<h1>Eastern Alliance</h1>" in front(client)
    assert "alliance setup" not in front(client)
    assert "The first bulletin will stand here" in front(client)


def test_the_newest_bulletin_leads_with_three_items(client: Client) -> None:
    said(bulletin(428), "Last week’s matter")
    newest = bulletin(429)
    for title in ("First", "Second", "Third", "Fourth"):
        said(newest, f"{title} matter", deadline=newest.date + WEEK)
    shown = front(client)
    assert "Third matter" in shown
    assert shown.count('class="lead') == 3
    assert "4 items, 4 dates to note" in shown
    assert "Last week’s matter" not in shown


def test_what_closes_soon_is_in_order_and_not_over(client: Client) -> None:
    today = timezone.localdate()
    one = bulletin(429, date=today - WEEK)
    said(one, "Later", deadline=today + 2 * WEEK)
    said(one, "Today", deadline=today)
    said(one, "Over", deadline=today - dt.timedelta(days=1))
    closing = front(client).split('id="closing"')[1]
    assert closing.index("Today, ") < closing.index(">Later<")
    assert ">Over<" not in closing


def test_a_deadline_that_slipped_stands_once_with_its_new_day(client: Client) -> None:
    today = timezone.localdate()
    first = said(bulletin(428, date=today - 2 * WEEK), "Call", deadline=today + WEEK)
    said(bulletin(429, date=today - WEEK), "Call", item=first.item, deadline=today + 2 * WEEK)
    closing = front(client).split('id="closing"')[1]
    assert closing.count(">Call<") == 1
    assert f"{today + 2 * WEEK:%Y-%m-%d}" in closing
    assert f"{today + WEEK:%Y-%m-%d}" not in closing


def test_a_day_that_whoever_asked_has_moved_stands_as_it_is_now(client: Client) -> None:
    today = timezone.localdate()
    matter = said(bulletin(429, date=today - WEEK), "Call", deadline=today + WEEK).item
    asked = raise_action(
        by=None,
        asking=asking("Answer the call", by=[By(today + WEEK)], audience=Audience.PUBLIC),
        origin=matter,
    )
    closing = front(client).split('id="closing"')[1]
    assert closing.count("<time") == 1
    assert ">Answer the call<" in closing
    moved = asking("Answer the call", by=[By(today + 3 * WEEK)], audience=Audience.PUBLIC)
    change_action(by=None, action=asked, asking=moved, seen=asked.version)
    closing = front(client).split('id="closing"')[1]
    assert f"{today + 3 * WEEK:%Y-%m-%d}" in closing
    assert f"{today + WEEK:%Y-%m-%d}" not in closing
    end_action(by=None, action=asked, state=ActionState.WITHDRAWN, why="Not wanted any more")
    assert "<time" not in front(client).split('id="closing"')[1]


def test_what_is_asked_of_members_closes_for_members(client: Client) -> None:
    today = timezone.localdate()
    matter = said(bulletin(429, date=today - WEEK), "Call", deadline=today + WEEK).item
    raise_action(by=None, asking=asking("Answer it", by=[By(today + 2 * WEEK)]), origin=matter)
    closing = front(client).split('id="closing"')[1]
    assert ">Call<" in closing
    assert ">Answer it<" not in closing
    member = signed_in(account("Sam", RoleKind.DATA_LEAD, authority("Kent")))
    assert ">Answer it<" in front(member).split('id="closing"')[1]


def test_no_more_than_five_dates_stand_there(client: Client) -> None:
    today = timezone.localdate()
    one = bulletin(429, date=today)
    for day in range(8):
        said(one, f"Matter {day}", deadline=today + dt.timedelta(days=day))
    assert front(client).split('id="closing"')[1].count("<time") == 5


def test_a_sample_region_says_that_it_is_one(client: Client) -> None:
    assert "Sample region" not in front(client)
    Alliance(name="Sample", short_name="Sample", is_sample=True).save()
    assert "Sample region" in front(client)


@pytest.mark.parametrize("count", [1, 6])
def test_the_front_page_costs_the_same_however_much_there_is(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(429 - count, 429):
        one = bulletin(number)
        for place in range(count):
            said(one, f"Matter {place}", deadline=dt.date(2099, 1, 1))
    with django_assert_num_queries(13):
        client.get("/")


def test_the_picture_that_browsers_ask_for_is_there(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/static/ui/mark")


# What waits for whoever is signed in --------------------------------------------------------------


def test_who_is_signed_in_reads_how_much_waits_for_their_authority() -> None:
    kent, medway = authority("Kent"), authority("Medway")
    lead = signed_in(account("Kent Lead", RoleKind.DATA_LEAD, kent))
    assert "for an answer" not in front(lead)
    first = raised("First thing", of=[kent, medway])
    assert "1 thing waits for an answer from Kent" in front(lead)
    for title in ("Second thing", "Third thing"):
        raised(title, of=[kent])
    raised("Not yet asked", of=[kent], opened=False)
    raised("Of Medway alone", of=[medway])
    page = front(lead)
    assert "3 things wait for an answer from Kent" in page
    assert 'href="/my-authority/?authority=kent"' in page
    assert "First thing" not in page
    assert "Medway</a>" not in page.split('id="authorities"')[0]
    answered(ask_of(first, kent), User.objects.get(name="Kent Lead"))
    assert "2 things wait for an answer from Kent" in front(lead)


def test_readers_without_an_account_read_nothing_of_it_and_get_no_cookie(client: Client) -> None:
    raised("A thing", of=[authority("Kent")], audience=Audience.PUBLIC)
    answer = client.get("/")
    assert b"for an answer" not in answer.content
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("count", [1, 9])
def test_it_is_one_query_however_much_waits(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(count):
        raised(f"Thing {each}", of=[authority("Kent")])
    lead = signed_in(account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent")))
    front(lead)
    with django_assert_num_queries(13):
        front(lead)
