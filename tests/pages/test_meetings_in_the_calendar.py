"""The next meetings of sections and projects, as calendars see them come, move and fall."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from ical.event import Event
from pytest_django import DjangoAssertNumQueries

from alliance.delivery import keep
from alliance.delivery.models import CalendarEntry
from alliance.directory.models import Network, Topic
from alliance.directory.networks.announce import Details, cancel, change
from alliance.editions.shared import shelf
from alliance.pages.models import ToldMeeting, Workstream
from tests.delivery.strict import read_atom, read_calendar
from tests.directory.networks.invented import meets, network, when
from tests.pages.invented import private, project, section

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
GONE = ("Cancelled: Event", None, None, None)


@pytest.fixture
def soon() -> dt.date:
    return timezone.localdate() + 20 * DAY


def events(client: Client, address: str = "/calendar.ics") -> list[Event]:
    return read_calendar(client.get(address).content).events


def only(client: Client) -> Event:
    (event,) = events(client)
    return event


def state(event: Event) -> tuple[object, ...]:
    return event.dtstart, event.status, event.sequence


def published(page: Workstream, **meeting: Any) -> None:
    """An editor changes the meeting and publishes."""
    fresh = type(page)._default_manager.get(pk=page.pk)
    for name, value in meeting.items():
        setattr(fresh, f"meeting_{name}", value)
    fresh.save_revision().publish()


# As announced ----------------------------------------------------------------------------------


def test_a_day_alone_is_a_whole_day(client: Client, soon: dt.date) -> None:
    there = section("SEND", introduction="Every child’s plan.", meeting_on=soon)
    there.topics.add(Topic.objects.create(name="Plans", slug="plans"))
    there.save()
    event = only(client)
    address = "http://testserver/sections/send/"

    assert state(event) == (soon, "CONFIRMED", 0)
    assert event.summary == "Meeting: SEND"
    assert event.description == f"Every child’s plan.\n\nAs said in “SEND”.\n\n{address}"
    assert str(event.url) == address
    assert event.location is None
    assert event.categories == ["Event", "Plans"]
    assert len(events(client, "/calendar/plans.ics")) == 1
    Topic.objects.create(name="Other", slug="other")
    assert events(client, "/calendar/other.ics") == []


def test_an_hour_is_british_and_a_network_and_a_place_are_named(
    client: Client, soon: dt.date
) -> None:
    kinship = Network.objects.create(name="Kinship Network", slug="kinship")
    july = dt.date(soon.year + 1, 7, 8)
    project(
        "Step across",
        meeting_network=kinship,
        meeting_on=july,
        meeting_at=dt.time(10),
        meeting_place="County Hall; room 4",
    )
    event = only(client)
    assert event.dtstart == dt.datetime.combine(july, dt.time(9), dt.UTC)
    assert event.summary == "Meeting: Kinship Network"
    assert event.location == "County Hall; room 4"


def test_a_page_is_no_news(client: Client, soon: dt.date) -> None:
    section("SEND", meeting_on=soon)
    assert read_atom(client.get("/feeds/all.atom").content).entries == []


# Changed and cancelled -------------------------------------------------------------------------


def test_a_meeting_that_moves_keeps_its_name_under_a_higher_sequence(
    client: Client, soon: dt.date
) -> None:
    there = section("SEND", meeting_on=soon, meeting_at=dt.time(10))
    before = only(client)
    published(there, on=soon + 7 * DAY)
    moved = only(client)
    published(there, at=dt.time(13, 30))
    later = only(client)
    published(there, at=None)
    whole = only(client)

    assert before.uid == moved.uid == later.uid == whole.uid
    assert moved.dtstart - before.dtstart == 7 * DAY
    assert later.dtstart - moved.dtstart == dt.timedelta(hours=3, minutes=30)
    assert whole.dtstart == soon + 7 * DAY
    assert [one.sequence for one in (before, moved, later, whole)] == [0, 1, 2, 3]
    assert before.dtstamp <= moved.dtstamp <= later.dtstamp <= whole.dtstamp


def test_another_place_is_a_later_revision_of_the_same_meeting(
    client: Client, soon: dt.date
) -> None:
    there = section("SEND", meeting_on=soon, meeting_place="Reading")
    CalendarEntry.objects.update(changed_at=timezone.now() - DAY)
    keep.changed()
    before = only(client)
    published(there, place="On line")
    after = only(client)
    assert (after.uid, after.sequence, after.location) == (before.uid, 0, "On line")
    assert after.last_modified
    assert before.last_modified
    assert after.last_modified > before.last_modified


def test_a_meeting_called_off_is_cancelled_and_may_come_back(client: Client, soon: dt.date) -> None:
    there = section("SEND", meeting_on=soon)
    before = only(client)
    published(there, is_off=True)
    off = only(client)
    assert (off.uid, *state(off)) == (before.uid, soon, "CANCELLED", 1)
    assert off.summary == "Cancelled: Meeting: SEND"
    published(there, is_off=False)
    back = only(client)
    assert (back.uid, *state(back)) == (before.uid, soon, "CONFIRMED", 2)


def test_a_day_that_is_taken_out_is_cancelled(client: Client, soon: dt.date) -> None:
    there = section("SEND", meeting_on=soon)
    published(there, on=None)
    assert state(only(client)) == (soon, "CANCELLED", 1)


def test_the_meeting_after_one_that_has_been_is_another(client: Client, soon: dt.date) -> None:
    there = section("SEND", meeting_on=timezone.localdate() - DAY, meeting_place="Reading")
    published(there, on=soon, place="Slough")
    assert [(*state(event)[1:], event.location) for event in events(client)] == [
        ("CONFIRMED", 0, "Reading"),
        ("CONFIRMED", 0, "Slough"),
    ]


def test_a_meeting_of_another_network_takes_the_place_of_one_that_is_off(
    client: Client, soon: dt.date
) -> None:
    kinship, care = (
        Network.objects.create(name=name, slug=name.lower()) for name in ("Kinship", "Care")
    )
    there = section("Networks", meeting_on=soon, meeting_network=kinship)
    published(there, on=soon + DAY, network=care)
    off, standing = events(client)
    assert (off.summary, off.status) == ("Cancelled: Meeting: Kinship", "CANCELLED")
    assert (standing.summary, standing.status) == ("Meeting: Care", "CONFIRMED")
    assert off.uid != standing.uid


def test_a_draft_of_a_change_changes_nothing(client: Client, soon: dt.date) -> None:
    there = section("SEND", meeting_on=soon)
    section("Secret", live=False, meeting_on=soon)
    there.meeting_on = soon + DAY
    there.save_revision()
    assert state(only(client)) == (soon, "CONFIRMED", 0)
    assert ToldMeeting.objects.count() == 1


# Who may see it --------------------------------------------------------------------------------


def test_what_is_unpublished_private_or_removed_is_cancelled_and_says_nothing(
    client: Client, soon: dt.date
) -> None:
    def shown() -> tuple[object, ...]:
        event = only(client)
        return event.summary, event.description, event.url, event.location

    top = section("Top")
    there = section("Secret plans", under=top, meeting_on=soon, meeting_place="Room 4")
    before = only(client)
    for hide, show in (
        (lambda: private(there), lambda: there.view_restrictions.get().delete()),
        (lambda: private(top), lambda: top.view_restrictions.get().delete()),
        (lambda: there.unpublish(), lambda: published(there)),
    ):
        hide()
        assert shown() == GONE
        assert only(client).status == "CANCELLED"
        show()
        assert only(client).status == "CONFIRMED"
        assert only(client).uid == before.uid
    assert only(client).sequence == 6
    type(top).objects.get(pk=top.pk).delete()
    assert shown() == GONE


def test_a_page_moved_below_a_private_one_takes_its_meeting_along(
    client: Client, soon: dt.date
) -> None:
    closed = section("Closed")
    private(closed)
    there = section("Secret plans", meeting_on=soon)
    there.move(closed, pos="last-child")
    assert only(client).summary == "Cancelled: Event"


# Kept in step ----------------------------------------------------------------------------------


def test_looking_again_changes_nothing_and_made_anew_it_is_the_same(
    client: Client, soon: dt.date
) -> None:
    there = section("SEND", meeting_on=soon, meeting_at=dt.time(10))
    published(there, on=soon + DAY)
    published(there, at=dt.time(11))
    rows = list(CalendarEntry.objects.values_list())
    keep.rebuild()
    assert list(CalendarEntry.objects.values_list()) == rows
    CalendarEntry.objects.all().delete()
    keep.rebuild()
    assert [row[1:] for row in CalendarEntry.objects.values_list()] == [row[1:] for row in rows]


@pytest.mark.parametrize("count", [1, 8])
def test_many_cost_no_more_queries_than_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, soon: dt.date, count: int
) -> None:
    for number in range(count):
        network = Network.objects.create(name=f"N{number}", slug=f"n{number}")
        there = section(f"Section {number}", meeting_on=soon, meeting_network=network)
        there.topics.add(Topic.objects.create(name=f"T{number}", slug=f"t{number}"))
        there.save()
        project(f"Project {number}", meeting_on=soon)
    events(client)
    shelf.clear()
    # the edition, alliance, days; topics, what was told; of each kind what is private, and pages
    with django_assert_num_queries(9):
        client.get("/calendar.ics")


# Of a network that tells of it itself ----------------------------------------------------------


def of_kinship(soon: dt.date) -> tuple[Network, Workstream]:
    kinship = network("Kinship Network")
    return kinship, section("Kinship care", meeting_network=kinship, meeting_on=soon)


def stands(client: Client) -> list[str]:
    return [event.summary for event in events(client) if event.status == "CONFIRMED"]


@pytest.mark.parametrize("network_first", [True, False])
def test_a_day_that_the_network_tells_too_stands_once(
    client: Client, soon: dt.date, network_first: bool
) -> None:
    kinship = network("Kinship Network")
    if network_first:
        meets(kinship, soon, "10:00-12:00")
    section("Kinship care", meeting_network=kinship, meeting_on=soon)
    if not network_first:
        assert stands(client) == ["Meeting: Kinship Network"]
        meets(kinship, soon, "10:00-12:00")
    assert stands(client) == ["Kinship Network"]
    rows = client.get("/api/v1/events/").json()["results"]
    assert [(row["source"], row["status"]) for row in rows] == [("meeting", "confirmed")]


def test_it_moves_and_falls_as_the_network_says(client: Client, soon: dt.date) -> None:
    kinship, _ = of_kinship(soon)
    meeting = meets(kinship, soon)
    change(by=None, meeting=meeting, seen=meeting.version, details=Details(when=when(soon + DAY)))
    (event,) = [each for each in events(client) if each.status == "CONFIRMED"]
    assert (event.summary, event.dtstart) == ("Kinship Network", soon + DAY)
    meeting.refresh_from_db()
    cancel(by=None, meeting=meeting, seen=meeting.version, reason="No room.")
    assert stands(client) == []


def test_another_network_or_another_day_is_another_meeting(client: Client, soon: dt.date) -> None:
    kinship, _ = of_kinship(soon)
    meets(network("Fostering Network"), soon)
    meets(kinship, soon + DAY)
    assert sorted(stands(client)) == [
        "Fostering Network",
        "Kinship Network",
        "Meeting: Kinship Network",
    ]


def test_a_joint_meeting_is_each_networks_own(client: Client, soon: dt.date) -> None:
    kinship, _ = of_kinship(soon)
    meeting = meets(network("Fostering Network"), soon)
    assert len(stands(client)) == 2
    details = Details(when=when(soon), joint_with=[kinship])
    change(by=None, meeting=meeting, seen=meeting.version, details=details)
    assert stands(client) == ["Fostering Network and Kinship Network"]
