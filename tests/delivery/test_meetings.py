"""Meetings of networks in calendars: what everybody may know, under one name however they move."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from ical.event import Event

from alliance.delivery import keep
from alliance.delivery.models import CalendarEntry
from alliance.directory.models import Alliance, Meeting, Network, Topic
from alliance.directory.networks.announce import Details, cancel, change, take_up_again
from alliance.directory.networks.when import When
from tests.delivery.strict import read_calendar
from tests.directory.networks.invented import DAY, WEEK, meets, network, when

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def kinship(db: None) -> Network:
    Alliance(name="Eastern Alliance", short_name="E").save()
    return network("Kinship Network")


def events(client: Client, address: str = "/calendar.ics") -> list[Event]:
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return read_calendar(response.content).events


def only(client: Client, address: str = "/calendar.ics") -> Event:
    (event,) = events(client, address)
    return event


def moved(meeting: Meeting, to: When, **more: Any) -> Meeting:
    meeting.refresh_from_db()
    details = Details(when=to, place=meeting.place)
    return change(by=None, meeting=meeting, seen=meeting.version, details=details, **more)


def test_a_meeting_is_in_the_calendar_with_its_hours_and_its_place(
    client: Client, kinship: Network
) -> None:
    day = dt.date(TODAY.year + 1, 7, 1)  # in summer time: an hour before the universal one
    meeting = meets(kinship, day, "10:00-12:00", place="County Hall; room 2", about="Fees.")
    event = only(client)
    assert event.dtstart == dt.datetime(day.year, 7, 1, 9, tzinfo=dt.UTC)
    assert event.dtend == dt.datetime(day.year, 7, 1, 11, tzinfo=dt.UTC)
    assert (event.summary, event.location) == ("Kinship Network", "County Hall; room 2")
    assert (event.status, event.sequence, event.transparency) == ("CONFIRMED", 0, "TRANSPARENT")
    address = f"http://testserver{meeting.get_absolute_url()}"
    assert event.description == f"Fees.\n\n{address}"
    assert event.uid.startswith(f"meeting-{meeting.pk}-event-")


def test_a_date_alone_is_a_whole_day_and_a_time_alone_a_moment(
    client: Client, kinship: Network
) -> None:
    meets(kinship, TODAY + WEEK)
    meets(kinship, TODAY + 2 * WEEK, "14:15")
    whole, hour = events(client)
    assert (whole.dtstart, whole.dtend) == (TODAY + WEEK, TODAY + WEEK + DAY)
    assert hour.dtend is None  # nobody said when it ends


def test_a_joining_link_is_in_no_calendar(client: Client, kinship: Network) -> None:
    meets(kinship, TODAY + WEEK, link="https://meet.example.org/secret")
    for address in ("/calendar.ics", "/networks/kinship-network/calendar.ics"):
        assert b"meet.example.org" not in client.get(address).content


def test_a_moved_meeting_keeps_its_name_and_says_where_it_was(
    client: Client, kinship: Network
) -> None:
    meeting = meets(kinship, TODAY + WEEK)
    before = only(client)
    moved(meeting, when(TODAY + 2 * WEEK))
    after = only(client)
    assert (after.uid, after.sequence, after.dtstart) == (before.uid, 1, TODAY + 2 * WEEK)
    was = TODAY + WEEK
    assert after.description.startswith(f"Moved from {was.day} {was:%B %Y}.")
    assert after.dtstamp >= before.dtstamp


def test_another_time_is_a_change_that_calendars_take(client: Client, kinship: Network) -> None:
    meeting = meets(kinship, TODAY + WEEK, "10:00")
    moved(meeting, when(TODAY + WEEK, "14:00-15:00"))
    event = only(client)
    assert event.sequence == 1
    assert timezone.localtime(event.dtstart).hour == 14
    moved(meeting, when(TODAY + WEEK))
    assert (only(client).dtstart, only(client).sequence) == (TODAY + WEEK, 2)


def test_another_place_is_told_without_a_new_sequence(client: Client, kinship: Network) -> None:
    meeting = meets(kinship, TODAY + WEEK, place="Lewes")
    long_ago = timezone.now() - DAY
    CalendarEntry.objects.update(changed_at=long_ago)
    details = Details(when=meeting.when, place="Maidstone")
    change(by=None, meeting=meeting, seen=1, details=details)
    event = only(client)
    assert (event.location, event.sequence) == ("Maidstone", 0)
    assert event.last_modified > long_ago


def test_a_cancelled_meeting_stays_as_cancelled_and_may_come_back(
    client: Client, kinship: Network
) -> None:
    meeting = meets(kinship, TODAY + WEEK)
    before = only(client)
    meeting = cancel(by=None, meeting=meeting, seen=1, reason="Too few could come.")
    gone = only(client)
    assert (gone.uid, gone.status, gone.sequence) == (before.uid, "CANCELLED", 1)
    assert gone.summary == "Cancelled: Kinship Network"
    assert "Too few could come." in gone.description
    take_up_again(by=None, meeting=meeting, seen=2, when=meeting.when)
    back = only(client)
    assert (back.uid, back.status, back.sequence) == (before.uid, "CONFIRMED", 2)
    assert "Too few" not in back.description


def test_that_one_did_not_take_place_may_be_said_a_day_late(
    client: Client, kinship: Network
) -> None:
    meeting = meets(kinship, TODAY - DAY, told=timezone.now() - 9 * DAY)
    cancel(by=None, meeting=meeting, seen=1, reason="Snow.")
    assert only(client).status == "CANCELLED"


def test_a_date_entered_wrongly_is_put_right_in_calendars_too(
    client: Client, kinship: Network
) -> None:
    meeting = meets(kinship, TODAY + 400 * DAY)
    before = only(client)
    moved(meeting, when(TODAY + WEEK), is_correction=True)
    after = only(client)
    assert (after.uid, after.dtstart, after.sequence) == (before.uid, TODAY + WEEK, 1)
    assert "Moved" not in after.description


def test_a_network_s_calendar_has_its_own_and_joint_meetings_and_no_other(
    client: Client, kinship: Network
) -> None:
    fostering = network("Fostering Network")
    meets(kinship, TODAY + WEEK, title="Joint day", joint_with=[fostering])
    meets(fostering, TODAY + 2 * WEEK)
    joint = "Joint day (Kinship Network and Fostering Network)"
    mine, theirs = (f"/networks/{n.slug}/calendar.ics" for n in (kinship, fostering))
    assert [event.summary for event in events(client, mine)] == [joint]
    assert [event.summary for event in events(client, theirs)] == [joint, "Fostering Network"]
    assert client.get("/networks/none/calendar.ics").status_code == 404
    assert client.post(mine).status_code == 405
    assert b"\r\nNAME:Eastern Alliance: Kinship Network\r\n" in client.get(mine).content
    assert not client.get(mine).cookies


def test_a_topic_s_calendar_has_the_meetings_of_its_networks(
    client: Client, kinship: Network
) -> None:
    topic = Topic.objects.create(name="Care", slug="care")
    kinship.topics.add(topic)
    meets(kinship, TODAY + WEEK)
    meets(network("Fostering Network"), TODAY + WEEK)
    assert [event.summary for event in events(client, "/calendar/care.ics")] == ["Kinship Network"]


def test_no_meeting_is_news_in_a_feed(client: Client, kinship: Network) -> None:
    meets(kinship, TODAY + WEEK)
    assert "Kinship" not in client.get("/feeds/all.atom").content.decode()


def test_a_site_that_had_meetings_before_gets_them_by_rebuilding(kinship: Network) -> None:
    meets(kinship, TODAY + WEEK, "10:00")
    CalendarEntry.objects.all().delete()
    keep.rebuild()
    row = CalendarEntry.objects.get()
    assert (row.day, row.begins) == (TODAY + WEEK, dt.time(10))
    keep.rebuild()
    assert CalendarEntry.objects.get().changed_at == row.changed_at, "twice changes nothing"


# Whatever is done with a meeting -----------------------------------------------------------------

WHENS = st.builds(
    when,
    st.integers(1, 6).map(lambda days: TODAY + days * DAY),
    st.sampled_from(["", "10:00", "10:00-12:00", "14:00"]),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), WHENS),
        st.tuples(st.just("correct"), WHENS),
        st.tuples(st.just("cancel"), st.none()),
        st.tuples(st.just("again"), st.none()),
    ),
    max_size=7,
)


class AnyHistory(TestCase):
    """Moves, corrections and cancellations in any order, as calendars see each step."""

    @settings(max_examples=30)
    @given(WHENS, STEPS)
    def test_a_calendar_never_misses_a_change_and_never_sees_a_meeting_twice(
        self, first: When, steps: list[tuple[str, Any]]
    ) -> None:
        meeting = meets(network("Kinship Network"), first.on)
        meeting = moved(meeting, first)
        seen = _entry(meeting)
        uid = seen.uid
        for verb, to in steps:
            before = (meeting.when, meeting.is_cancelled)
            meeting = _do(meeting, verb, to)
            now = _entry(meeting)
            assert now.uid == uid, "one meeting, one name"
            assert (now.day, now.begins, now.ends) == (meeting.on, meeting.at, meeting.ends_at)
            assert now.is_cancelled == meeting.is_cancelled
            if before == (meeting.when, meeting.is_cancelled):
                assert now.sequence == seen.sequence
            else:
                assert now.sequence > seen.sequence, "what holds now is newer than what was given"
                assert now.changed_at >= seen.changed_at
            seen = now


def _entry(meeting: Meeting) -> CalendarEntry:
    return CalendarEntry.objects.get(source="meeting", object_id=meeting.pk)


def _do(meeting: Meeting, verb: str, to: Any) -> Meeting:
    if verb in {"move", "correct"} and not meeting.is_cancelled:
        return moved(meeting, to, is_correction=verb == "correct")
    if verb == "cancel" and not meeting.is_cancelled:
        return cancel(by=None, meeting=meeting, seen=meeting.version, reason="Snow.")
    if verb == "again" and meeting.is_cancelled:
        return take_up_again(by=None, meeting=meeting, seen=meeting.version, when=meeting.when)
    return meeting
