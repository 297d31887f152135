"""Public actions in calendar and feeds: as calendars see their days come, move and fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from ical.event import Event

from alliance.actions.models import Action, ActionDate, ActionState, Audience
from alliance.actions.raising import (
    change_action,
    end_action,
    open_action,
    raise_action,
    reopen_action,
)
from alliance.actions.when import By
from alliance.bulletins.models import Appearance, AppearanceDate
from alliance.delivery import keep
from alliance.delivery.models import CalendarEntry
from alliance.directory.models import RoleKind, Topic
from tests.actions.invented import DAY, SECRET, answered, ask_of, asking, raised, today
from tests.bulletins.invented import bulletin, said
from tests.delivery.strict import read_atom, read_calendar
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
SOON = today() + 20 * DAY


def events(client: Client, at: str = "/calendar.ics") -> list[Event]:
    return read_calendar(client.get(at).content).events


def only(client: Client) -> Event:
    (event,) = events(client)
    return event


def public(
    title: str = "Return the form", *, by: Sequence[By] = (By(SOON),), **more: Any
) -> Action:
    return raised(title, audience=Audience.PUBLIC, by=by, **more)


def changed(action: Action, *, by: Sequence[By] = (By(SOON),), **more: Any) -> Action:
    action.refresh_from_db()
    asked = asking(action.title, by=by, **{"audience": Audience.PUBLIC, **more})
    return change_action(by=None, action=action, seen=action.version, asking=asked)


def state(event: Event) -> tuple[object, ...]:
    return event.dtstart, event.status, event.sequence


# In the calendar -------------------------------------------------------------------------------


def test_its_last_day_is_a_deadline(client: Client) -> None:
    topic = Topic.objects.create(name="Agencies", slug="agencies")
    action = public(what="Posts, and people in them.", topics=[topic])
    event = only(client)
    address = f"http://testserver/actions/{action.pk}/"
    assert state(event) == (SOON, "CONFIRMED", 0)
    assert event.summary == "Deadline: Return the form"
    assert event.description == f"Posts, and people in them.\n\n{address}"
    assert event.categories == ["Deadline", "Agencies"]
    assert event.uid.startswith(f"action-{action.pk}-deadline-")
    assert len(events(client, "/calendar/agencies.ics")) == 1


def test_a_time_of_day_is_told_and_several_days_are_named(client: Client) -> None:
    july = dt.date(today().year + 1, 7, 1)
    public(by=[By(july, dt.time(17), is_hard=True, label="final"), By(july - DAY, label="draft")])
    draft, final = events(client)
    assert final.dtstart == dt.datetime.combine(july, dt.time(16), dt.UTC)
    assert final.summary == "Deadline: Return the form, final"
    assert (draft.dtstart, draft.summary) == (july - DAY, "Deadline: Return the form, draft")


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.ASKED])
def test_what_is_not_for_everyone_is_in_no_calendar(client: Client, audience: Audience) -> None:
    raised(audience=audience, by=[By(SOON)])
    assert events(client) == []


def test_a_draft_comes_when_it_is_opened(client: Client) -> None:
    action = public(opened=False)
    assert events(client) == []
    open_action(by=None, action=action)
    assert only(client).sequence == 0


def test_what_was_answered_is_in_no_calendar(client: Client) -> None:
    action = public()
    before = client.get("/calendar.ics").content
    lead = account(SECRET, RoleKind.DATA_LEAD, authority())
    answered(ask_of(action), lead)
    assert client.get("/calendar.ics").content == before


# Moved, withdrawn, closed ----------------------------------------------------------------------


def test_a_day_that_moves_keeps_its_name_under_a_higher_sequence(client: Client) -> None:
    action = public()
    first = only(client)
    changed(action, by=[By(SOON + 7 * DAY)])
    moved = only(client)
    changed(action, by=[By(SOON + 7 * DAY, dt.time(12))])
    timed = only(client)
    assert first.uid == moved.uid == timed.uid
    assert [each.sequence for each in (first, moved, timed)] == [0, 1, 2]
    assert moved.dtstart == SOON + 7 * DAY
    assert moved.status == "CONFIRMED"
    assert first.dtstamp <= moved.dtstamp <= timed.dtstamp


def test_withdrawn_it_is_cancelled_and_opened_again_it_stands(client: Client) -> None:
    action = public()
    first = only(client)
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="An error.")
    off = only(client)
    assert (off.uid, off.status, off.sequence) == (first.uid, "CANCELLED", 1)
    assert off.summary == "Cancelled: Deadline: Return the form"
    reopen_action(by=None, action=action)
    assert state(only(client)) == (SOON, "CONFIRMED", 2)


def test_closed_before_its_day_nothing_is_taken_so_the_day_falls(client: Client) -> None:
    action = public()
    end_action(by=None, action=action, state=ActionState.CLOSED)
    assert only(client).status == "CANCELLED"


def test_closed_after_its_day_the_day_stays(client: Client) -> None:
    action = public(by=[By(today() - 2 * DAY)])
    end_action(by=None, action=action, state=ActionState.CLOSED)
    assert state(only(client)) == (today() - 2 * DAY, "CONFIRMED", 0)


def test_a_day_that_is_dropped_is_cancelled(client: Client) -> None:
    action = public(by=[By(SOON, label="draft"), By(SOON + 9 * DAY, label="final")])
    changed(action, by=[By(SOON + 9 * DAY, label="final")])
    draft, final = events(client)
    assert (draft.status, final.status) == ("CANCELLED", "CONFIRMED")
    changed(action, by=[])
    assert [each.status for each in events(client)] == ["CANCELLED", "CANCELLED"]


def test_no_longer_for_everyone_it_says_nothing_but_that_it_is_off(client: Client) -> None:
    action = public()
    changed(action, audience=Audience.MEMBERS)
    event = only(client)
    assert (event.summary, event.description, event.url) == ("Cancelled: Deadline", None, None)
    assert event.status == "CANCELLED"


def test_to_bring_all_into_step_again_changes_nothing(client: Client) -> None:
    action = public()
    changed(action, by=[By(SOON + DAY)])
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="An error.")
    before = list(CalendarEntry.objects.values())
    keep.rebuild()
    assert list(CalendarEntry.objects.values()) == before


class Moving(TestCase):
    """However often its day moves, calendars know one day, under a sequence that only rises."""

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.integers(min_value=0, max_value=60), min_size=1, max_size=6))
    def test_one_name(self, moves: list[int]) -> None:
        action = public()
        last = CalendarEntry.objects.get(object_id=action.pk, source="action")
        for days in moves:
            changed(action, by=[By(today() + days * DAY)])
            row = CalendarEntry.objects.get(object_id=action.pk, source="action")
            assert (row.uid, row.is_cancelled) == (last.uid, False)
            assert row.day == today() + days * DAY
            assert row.sequence >= last.sequence + (row.day != last.day)
            last = row


# Raised from an item ---------------------------------------------------------------------------


def from_item(told: Appearance, *, by: Sequence[By] = (By(SOON),), **more: Any) -> Action:
    asked = asking("Return the form", by=by, **{"audience": Audience.PUBLIC, **more})
    return raise_action(by=None, asking=asked, origin=told.item)


@pytest.fixture
def told() -> Appearance:
    return said(bulletin(429, date=today() - 3 * DAY), "Figures", deadline=SOON)


def standing(client: Client) -> list[Event]:
    return [event for event in events(client) if event.status == "CONFIRMED"]


def test_a_day_of_its_item_stands_once_as_the_actions(client: Client, told: Appearance) -> None:
    (before,) = events(client)
    from_item(told)
    (stands,) = standing(client)
    assert stands.summary == "Deadline: Return the form"
    (off,) = [event for event in events(client) if event.status == "CANCELLED"]
    assert (off.uid, off.sequence) == (before.uid, 1)


def test_it_moves_with_the_action_and_the_items_day_does_not_come_back(
    client: Client, told: Appearance
) -> None:
    action = from_item(told)
    changed(action, by=[By(SOON + 7 * DAY)])
    assert [event.dtstart for event in standing(client)] == [SOON + 7 * DAY]
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="Not needed.")
    assert standing(client) == []


def test_other_days_of_the_item_stay_as_they_are(client: Client, told: Appearance) -> None:
    for kind, day in (("event", SOON), ("deadline", SOON + 30 * DAY)):
        AppearanceDate.objects.create(appearance=told, kind=kind, date=day)
    from_item(told)
    assert {(event.summary, event.dtstart) for event in standing(client)} == {
        ("Deadline: Return the form", SOON),
        ("Figures", SOON),
        ("Deadline: Figures", SOON + 30 * DAY),
    }


@pytest.mark.parametrize("more", [{"audience": Audience.MEMBERS}, {"by": []}])
def test_what_the_action_does_not_tell_all_the_item_goes_on_telling(
    client: Client, told: Appearance, more: dict[str, Any]
) -> None:
    from_item(told, **more)
    assert [event.summary for event in standing(client)] == ["Deadline: Figures"]


def test_the_item_tells_its_day_again_when_the_action_is_no_longer_for_all(
    client: Client, told: Appearance
) -> None:
    changed(from_item(told), audience=Audience.MEMBERS)
    (stands,) = standing(client)
    assert (stands.summary, stands.sequence) == ("Deadline: Figures", 2)


def test_open_data_has_the_day_once_too(client: Client, told: Appearance) -> None:
    def rows() -> list[tuple[str, str, str]]:
        found = client.get("/api/v1/events/").json()["results"]
        return [(row["source"], row["date"], row["status"]) for row in found]

    assert rows() == [("item", SOON.isoformat(), "confirmed")]
    action = from_item(told)
    assert rows() == [("action", SOON.isoformat(), "confirmed")]
    changed(action, by=[By(SOON + DAY)])
    assert rows() == [("action", (SOON + DAY).isoformat(), "moved")]
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="Not needed.")
    assert rows() == [("action", (SOON + DAY).isoformat(), "cancelled")]


# News ------------------------------------------------------------------------------------------


def test_what_is_asked_by_hand_is_news_and_what_comes_from_an_item_is_the_items(
    client: Client, told: Appearance
) -> None:
    public("Asked by hand", what="All of it.")
    raised("For members", audience=Audience.MEMBERS)
    from_item(told)
    feed = read_atom(client.get("/feeds/all.atom").content)
    assert sorted(str(entry.title) for entry in feed.entries) == ["Asked by hand", "Figures"]
    assert "For members" not in client.get("/feeds/all.json").content.decode()


def test_withdrawn_it_is_no_news(client: Client) -> None:
    end_action(by=None, action=public(), state=ActionState.WITHDRAWN, why="An error.")
    assert read_atom(client.get("/feeds/all.atom").content).entries == []


def test_days_that_were_only_in_a_draft_are_told_to_nobody(client: Client) -> None:
    action = public(opened=False)
    changed(action, by=[By(SOON + DAY)])
    open_action(by=None, action=action)
    assert state(only(client)) == (SOON + DAY, "CONFIRMED", 0)
    assert ActionDate.objects.filter(action=action, replaced_at__lt=timezone.now()).exists()
