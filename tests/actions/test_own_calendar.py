"""One's own calendar, read by a strict reader of other hands: what moves and falls, whose it is."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from alliance.actions.models import ActionState
from alliance.actions.raising import change_action, end_action, take_back
from alliance.actions.when import By
from alliance.directory.models import Role, RoleKind, User
from tests.actions.invented import DAY, answered, ask_of, asking, raised, today
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
SOON = today() + 5 * DAY


@pytest.fixture
def lead() -> User:
    return account("Lee Lead", RoleKind.DATA_LEAD, authority())


def addresses(user: User) -> list[str]:
    client = Client()
    client.force_login(user, BACKEND)
    page = client.post("/my-calendar/", {"do": "make"}).content.decode()
    return re.findall(r"http://testserver(/my-calendar/[^<]+)", page)


def read(at: str) -> list[Event]:
    body = Client().get(at).content.decode()
    found: Calendar = IcsCalendarStream.calendar_from_ics(body)
    return sorted(found.events, key=lambda event: str(event.summary))


def test_it_has_what_is_asked_of_one(lead: User) -> None:
    raised("For data leads", by=[By(SOON)], for_roles=[RoleKind.DATA_LEAD])
    raised("For anybody", by=[By(SOON, dt.time(17))])
    raised("For commissioners", by=[By(SOON)], for_roles=[RoleKind.COMMISSIONER])
    mine, whole = addresses(lead)
    assert [event.summary for event in read(mine)] == [
        "Deadline: For anybody",
        "Deadline: For data leads",
    ]
    assert len(read(whole)) == 3


def test_a_day_that_moved_keeps_its_name_and_counts_up(lead: User) -> None:
    action = raised(by=[By(SOON)])
    mine, _ = addresses(lead)
    [before] = read(mine)
    change_action(by=None, action=action, seen=2, asking=asking(by=[By(SOON + DAY)]))
    [after] = read(mine)
    assert after.uid == before.uid
    assert (before.sequence, after.sequence) == (0, 2)
    assert after.dtstart == SOON + DAY


@pytest.mark.parametrize("how", ["withdrawn", "taken back", "dropped"])
def test_what_is_no_longer_asked_is_cancelled(lead: User, how: str) -> None:
    action = raised(by=[By(SOON)])
    mine, _ = addresses(lead)
    match how:
        case "withdrawn":
            end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="No longer.")
        case "taken back":
            take_back(by=None, ask=ask_of(action), why="Not you.")
        case _:
            change_action(by=None, action=action, seen=2, asking=asking(is_soon=True))
    [event] = read(mine)
    assert event.status is not None
    assert event.status.value == "CANCELLED"
    assert event.sequence == 1


def test_what_was_answered_says_so(lead: User) -> None:
    action = raised(by=[By(SOON)])
    answered(ask_of(action), lead)
    [event] = read(addresses(lead)[0])
    assert event.summary == "Done: Return the form"


def test_another_authority_is_not_read_by_its_name(lead: User) -> None:
    authority("Medway")
    raised("Only of Medway", of=[authority("Medway")], by=[By(SOON)])
    mine, whole = addresses(lead)
    assert Client().get(whole.replace("/kent.ics", "/medway.ics")).status_code == 404
    assert b"Only of Medway" not in Client().get(mine).content


def test_it_ends_with_the_role(lead: User) -> None:
    raised(by=[By(SOON)])
    mine, whole = addresses(lead)
    Role.objects.filter(person=lead.person).update(ends_on=today() - DAY)
    assert read(mine) == []
    assert Client().get(whole).status_code == 404


def test_it_ends_with_the_account(lead: User) -> None:
    mine, _ = addresses(lead)
    User.objects.update(is_active=False)
    assert Client().get(mine).status_code == 404


def test_a_new_address_ends_the_earlier_and_so_does_withdrawing(lead: User) -> None:
    first, _ = addresses(lead)
    second, _ = addresses(lead)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client = Client()
    client.force_login(lead, BACKEND)
    client.post("/my-calendar/", {"do": "withdraw"})
    assert Client().get(second).status_code == 404


def test_looking_at_the_page_makes_no_address(lead: User) -> None:
    from alliance.links.models import SignedLink

    client = Client()
    client.force_login(lead, BACKEND)
    client.get("/my-calendar/")
    assert not SignedLink.objects.exists()
