"""The calendar: days that come, move, fall and come back, as the calendars of others see them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.event import Event

from alliance.bulletins.models import Appearance, AppearanceDate, Bulletin, Item
from alliance.delivery import keep
from alliance.delivery.calendar import CANCELLED_FOR, icalendar
from alliance.delivery.feeds import Channel
from alliance.delivery.models import CalendarEntry
from alliance.delivery.registry import Shown
from alliance.directory.models import Topic
from tests.bulletins.invented import bulletin, said
from tests.delivery.strict import read_calendar

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


def events(client: Client, address: str = "/calendar.ics") -> list[Event]:
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return read_calendar(response.content).events


def only(client: Client) -> Event:
    (event,) = events(client)
    return event


def state(event: Event) -> tuple[object, ...]:
    return event.dtstart, event.status, event.sequence


# One day ---------------------------------------------------------------------------------------


def test_a_site_without_bulletins_has_a_calendar_without_days(client: Client) -> None:
    assert events(client) == []


def test_a_deadline_is_a_whole_day_that_says_what_it_is_and_where_it_is_from(
    client: Client, today: dt.date
) -> None:
    one = said(bulletin(429), "Fees; and, more", body="<p>Send them.</p>", deadline=today + WEEK)
    one.item.topics.add(Topic.objects.create(name="Care, courts", slug="care"))
    event = only(client)

    assert state(event) == (today + WEEK, "CONFIRMED", 0)
    assert event.summary == "Deadline: Fees; and, more"
    # As RFC 5545 writes it; the reader used here takes the comma of a name for one of the list.
    assert b"\r\nCATEGORIES:Deadline,Care\\, courts\r\n" in client.get("/calendar.ics").content
    address = f"http://testserver{one.item.get_absolute_url()}"
    assert str(event.url) == address
    said_in = "As said in Update 429, 20 November 2026."
    assert event.description == f"Send them.\n\n{said_in}\n\n{address}"
    assert event.transparency == "TRANSPARENT"


def test_an_event_goes_by_its_title(client: Client, today: dt.date) -> None:
    said(bulletin(429), "Conference", event=today + WEEK)
    assert only(client).summary == "Conference"


def test_a_topic_has_a_calendar_of_its_own(client: Client, today: dt.date) -> None:
    where = bulletin(429)
    topic = Topic.objects.create(name="Fostering", slug="fostering")
    said(where, "About it", event=today + WEEK).item.topics.add(topic)
    said(where, "Other", event=today + WEEK)
    assert [event.summary for event in events(client, "/calendar/fostering.ics")] == ["About it"]
    assert len(events(client)) == 2


def test_days_of_long_ago_are_not_kept_at_all(client: Client, today: dt.date) -> None:
    said(bulletin(300), "Over", deadline=today - keep.KEPT_BACK - WEEK)
    said(bulletin(301), "Just over", deadline=today - WEEK)
    assert [event.summary for event in events(client)] == ["Deadline: Just over"]
    assert CalendarEntry.objects.count() == 1


# A day that a later bulletin changes -----------------------------------------------------------


def test_a_day_that_moves_keeps_its_uid_under_a_higher_sequence(
    client: Client, today: dt.date
) -> None:
    first = said(bulletin(428, date=today - WEEK), "Fees", deadline=today + WEEK)
    before = only(client)
    said(bulletin(429, date=today), "Fees", item=first.item, deadline=today + 2 * WEEK)
    after = only(client)

    assert after.uid == before.uid
    assert state(after) == (today + 2 * WEEK, "CONFIRMED", 1)
    assert after.dtstamp > before.dtstamp
    assert after.last_modified == after.dtstamp


def test_a_deadline_may_be_extended_in_the_bulletin_after_it(
    client: Client, today: dt.date
) -> None:
    first = said(bulletin(428, date=today - WEEK), "Fees", deadline=today - WEEK / 7)
    before = only(client)
    said(bulletin(429, date=today), "Fees", item=first.item, deadline=today + WEEK)
    assert only(client).uid == before.uid


def test_an_event_after_one_that_has_been_is_another_event(client: Client, today: dt.date) -> None:
    first = said(bulletin(428, date=today - WEEK), "Forum", event=today - WEEK / 7)
    said(bulletin(429, date=today), "Forum", item=first.item, event=today + WEEK)
    assert [state(event)[1:] for event in events(client)] == [("CONFIRMED", 0)] * 2


def test_a_day_that_the_newest_news_leaves_out_is_cancelled_and_may_come_back(
    client: Client, today: dt.date
) -> None:
    first = said(bulletin(427, date=today - 2 * WEEK), "Forum", event=today + WEEK)
    AppearanceDate.objects.create(appearance=first, kind="event", date=today + 5 * WEEK)
    later = today + 5 * WEEK
    before = {event.dtstart: event.uid for event in events(client)}
    said(bulletin(428, date=today - WEEK), "Forum", item=first.item, event=today + WEEK)
    kept, gone = events(client)

    assert state(kept) == (today + WEEK, "CONFIRMED", 0)
    assert state(gone) == (later, "CANCELLED", 1)
    assert gone.summary == "Cancelled: Forum"
    assert gone.uid == before[later]

    again = said(bulletin(429, date=today), "Forum", item=first.item, event=today + WEEK)
    AppearanceDate.objects.create(appearance=again, kind="event", date=later)
    kept, back = events(client)
    assert state(back) == (later, "CONFIRMED", 2)
    assert back.uid == gone.uid


def test_what_a_bulletin_calls_off_in_words_is_cancelled(client: Client, today: dt.date) -> None:
    day = today + 2 * WEEK
    first = said(bulletin(428, date=today - WEEK), "Forum", event=day)
    said(
        bulletin(429, date=today),
        "Forum",
        item=first.item,
        section="reminder",
        body=f"<p>The forum on {day:%A %-d %B %Y} has been cancelled.</p>",
    )
    assert state(only(client)) == (day, "CANCELLED", 1)


@pytest.mark.parametrize("body", ["<p>Do come.</p>", "<p>Nothing is cancelled.</p>"])
def test_a_bulletin_that_gives_no_day_takes_none_back(
    client: Client, today: dt.date, body: str
) -> None:
    first = said(bulletin(428, date=today - WEEK), "Forum", event=today + WEEK)
    said(bulletin(429, date=today), "Forum", item=first.item, body=body)
    assert state(only(client)) == (today + WEEK, "CONFIRMED", 0)


def test_a_new_title_is_a_later_revision_and_no_other_event(client: Client, today: dt.date) -> None:
    first = said(bulletin(428, date=today - WEEK), "Forum", event=today + WEEK)
    before = only(client)
    said(bulletin(429, date=today), "Great forum", item=first.item, event=today + WEEK)
    after = only(client)
    assert (after.uid, after.sequence, after.summary) == (before.uid, 0, "Great forum")
    assert after.last_modified
    assert before.last_modified
    assert after.last_modified > before.last_modified


# What an editor does ---------------------------------------------------------------------------


def test_a_day_put_right_where_it_stood_moves(client: Client, today: dt.date) -> None:
    one = said(bulletin(429, date=today), "Forum", event=today + WEEK)
    # A calendar counts in seconds, and a test may do both within one.
    CalendarEntry.objects.update(changed_at=timezone.now() - dt.timedelta(seconds=2))
    before = only(client)
    day = one.dates.get()
    day.date = today + 2 * WEEK
    day.save()
    after = only(client)
    assert after.uid == before.uid
    assert state(after) == (today + 2 * WEEK, "CONFIRMED", 1)
    assert after.dtstamp > before.dtstamp


def test_a_bulletin_taken_back_cancels_its_days_and_says_nothing_of_them(
    client: Client, today: dt.date
) -> None:
    said(bulletin(429, date=today), "Said too soon", event=today + WEEK)
    before = only(client)
    where = Bulletin.objects.get()
    where.live = False
    where.save()
    gone = only(client)
    assert (gone.uid, *state(gone)) == (before.uid, today + WEEK, "CANCELLED", 1)
    assert (gone.summary, gone.description, gone.url) == ("Cancelled: Event", None, None)

    where.live = True
    where.save()
    back = only(client)
    assert (back.uid, *state(back)) == (before.uid, today + WEEK, "CONFIRMED", 2)
    assert back.summary == "Said too soon"


def test_a_bulletin_removed_cancels_its_days(client: Client, today: dt.date) -> None:
    said(bulletin(429, date=today), "Forum", event=today + WEEK)
    Bulletin.objects.get().delete()
    assert state(only(client)) == (today + WEEK, "CANCELLED", 1)


def test_a_cancelled_day_is_given_for_a_while(client: Client, today: dt.date) -> None:
    said(bulletin(429, date=today), "Forum", event=today + 20 * WEEK)
    Bulletin.objects.get().delete()
    assert len(events(client)) == 1
    CalendarEntry.objects.update(changed_at=timezone.now() - CANCELLED_FOR - 2 * WEEK)
    keep.changed()
    assert events(client) == []


def test_an_appearance_given_to_another_matter_takes_its_day_along(
    client: Client, today: dt.date
) -> None:
    one = said(bulletin(429, date=today), "Forum", event=today + WEEK)
    other = Item.objects.create(title="Other", slug="other")
    one.item = other
    one.save()
    cancelled, standing = sorted(events(client), key=lambda event: str(event.status))
    assert (cancelled.status, standing.status) == ("CANCELLED", "CONFIRMED")
    assert f"item-{other.pk}-" in standing.uid


# However it comes in ---------------------------------------------------------------------------


def entries() -> list[tuple[object, ...]]:
    return list(CalendarEntry.objects.order_by("uid").values_list())


def test_looking_again_changes_nothing(client: Client, today: dt.date) -> None:
    first = said(bulletin(428, date=today - WEEK), "Fees", deadline=today + WEEK)
    said(bulletin(429, date=today), "Fees", item=first.item, deadline=today + 2 * WEEK)
    before = entries()
    keep.rebuild()
    keep.follow("item", [first.item_id])
    assert entries() == before


def test_made_anew_from_nothing_it_is_the_same(client: Client, today: dt.date) -> None:
    with keep.together():
        first = said(bulletin(428, date=today - 2 * WEEK), "Fees", deadline=today + WEEK)
    with keep.together():
        day = today + 2 * WEEK
        said(bulletin(429, date=today - WEEK), "Fees", item=first.item, deadline=day)
    before = [row[1:] for row in entries()]
    CalendarEntry.objects.all().delete()
    keep.rebuild()
    assert [row[1:] for row in entries()] == before


def test_an_older_bulletin_that_comes_in_later_makes_no_second_day(
    client: Client, today: dt.date
) -> None:
    newer = said(bulletin(429, date=today), "Fees", deadline=today + 2 * WEEK)
    before = only(client)
    said(bulletin(428, date=today - WEEK), "Fees", item=newer.item, deadline=today + WEEK)
    after = only(client)
    assert (after.uid, after.dtstart) == (before.uid, before.dtstart)
    assert after.sequence >= before.sequence


def test_two_matters_made_one_keep_the_names_of_their_days(client: Client, today: dt.date) -> None:
    one = said(bulletin(428, date=today - WEEK), "Forum", event=today + WEEK)
    two = said(bulletin(429, date=today), "Forum again", event=today + 2 * WEEK)
    names = {event.uid for event in events(client)}
    Appearance.objects.filter(pk=two.pk).update(item=one.item)
    keep.merged("item", kept=one.item_id, gone=two.item_id)
    found = events(client)
    assert {event.uid for event in found} == names
    standing = [event for event in found if event.status == "CONFIRMED"]
    assert [event.dtstart for event in standing] == [today + 2 * WEEK]


def test_half_of_a_change_is_never_given_out(today: dt.date) -> None:
    one = said(bulletin(429, date=today), "Forum", event=today + WEEK)
    with keep.together():
        AppearanceDate.objects.all().delete()
        AppearanceDate.objects.create(appearance=one, kind="event", date=today + 2 * WEEK)
    entry = CalendarEntry.objects.get()
    assert (entry.day, entry.sequence, entry.is_cancelled) == (today + 2 * WEEK, 1, False)


# Whatever is pasted ----------------------------------------------------------------------------


@given(st.text(min_size=1))
@example("a,b;c\\n\\d\r\nBEGIN:VEVENT\r\nX:Y")
@example("é" * 200)
@example("👩🏽‍🚒" * 60 + "\u2028\x85\x0b\x00\ud800")
@settings(max_examples=80)
def test_no_title_breaks_the_calendar(title: str) -> None:
    entry = CalendarEntry(
        source="item", object_id=1, kind="event", uid="item-1-event-20270101@x.test",
        day=dt.date(2027, 1, 1), changed_at=dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC),
    )  # fmt: skip
    channel = Channel(
        title=f"A{title}", description=title, author="A", name="calendar/all",
        url="http://x.test/calendar.ics", home="http://x.test/", site="http://x.test/",
        absolute=lambda path: f"http://x.test{path}",
    )  # fmt: skip
    shown = Shown(
        title=title, html="", beginning=title, said_in="Update 429", url="/items/1-x/",
        topics=[f"T{title}"],
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alliance.delivery.calendar.shown_of", lambda rows: {("item", 1): shown})
        (event,) = read_calendar(icalendar(channel, [entry])).events
    if title.isascii() and title.replace("\r\n", " ").isprintable() and title.strip():
        assert event.summary == " ".join(title.split())
