"""Meetings of networks and sections among the events: moved, called off, with their hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import Meeting, Topic
from alliance.directory.networks.announce import Details, cancel, change
from alliance.pages.models import SectionPage
from tests.api.conftest import Ask, titles
from tests.bulletins.invented import bulletin, said
from tests.directory.networks.invented import alliance, meets, network, when
from tests.pages.invented import private, section

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def meetings(today: dt.date) -> dict[str, Meeting]:
    """One that stands, one that moved, one that was called off."""
    alliance()
    topic = Topic.objects.create(name="Kinship care", slug="kinship")
    carers = network("Carers")
    carers.topics.add(topic)
    told = timezone.now() - 2 * DAY
    made = {
        name: meets(
            carers,
            today + days * DAY,
            "10:00-12:30",
            title=name,
            place="Lewes",
            told=told,
        )
        for name, days in (("Stands", 10), ("Moves", 20), ("Off", 30))
    }
    elsewhen = Details(when=when(today + 27 * DAY), title="Moves", place="Lewes")
    moves, off = made["Moves"], made["Off"]
    change(by=None, meeting=moves, seen=moves.version, details=elsewhen)
    cancel(by=None, meeting=off, seen=off.version, reason="No room.")
    return made


def events(ask: Ask, **asked: Any) -> dict[str, dict[str, Any]]:
    rows = ask("events/", **asked)["results"]
    return {row["title"].split(" ")[0]: row for row in rows}


def test_a_meeting_says_all_that_everybody_may_know(
    ask: Ask, today: dt.date, meetings: dict[str, Meeting]
) -> None:
    day = today + 10 * DAY
    row = events(ask)["Stands"]
    begins, ends = (dt.datetime.fromisoformat(row.pop(name)) for name in ("begins", "ends"))
    assert row == {
        "kind": "event",
        "date": day.isoformat(),
        "title": "Stands (Carers)",
        "words": "",
        "item_id": None,
        "topics": [{"slug": "kinship", "name": "Kinship care"}],
        "bulletin": None,
        "url": f"http://testserver{meetings['Stands'].get_absolute_url()}",
        "api_url": None,
        "source": "meeting",
        "status": "confirmed",
        "first_date": None,
        "place": "Lewes",
    }
    zone = timezone.get_default_timezone()
    assert begins == dt.datetime.combine(day, dt.time(10), zone)
    assert ends == dt.datetime.combine(day, dt.time(12, 30), zone)


def test_what_moved_and_what_was_called_off_says_so(
    ask: Ask, today: dt.date, meetings: dict[str, Meeting]
) -> None:
    rows = events(ask)
    moved, off = rows["Moves"], rows["Off"]
    assert (moved["status"], moved["date"]) == ("moved", (today + 27 * DAY).isoformat())
    assert moved["first_date"] == (today + 20 * DAY).isoformat()
    assert moved["begins"] is None
    assert (off["status"], off["date"]) == ("cancelled", (today + 30 * DAY).isoformat())


def test_the_next_meeting_of_a_section_is_there_as_it_was_announced(
    ask: Ask, today: dt.date
) -> None:
    page = section("Homes", meeting_on=today + 40 * DAY, meeting_place="County Hall")
    page.save_revision().publish()
    row = ask("events/")["results"][0]
    assert (row["source"], row["title"], row["place"]) == (
        "section-meeting",
        "Meeting: Homes",
        "County Hall",
    )
    assert row["url"] == "http://testserver/sections/homes/"
    SectionPage.objects.get(pk=page.pk).unpublish()
    assert ask("events/")["results"] == []


def test_dates_of_items_stand_between_and_say_how_they_stand(
    ask: Ask, today: dt.date, meetings: dict[str, Meeting]
) -> None:
    first = bulletin(429, date=today - 7 * DAY)
    item = said(first, "Survey", deadline=today + 12 * DAY, event=today + 15 * DAY).item
    said(
        bulletin(430, date=today - DAY), "Survey", item=item,
        deadline=today + 25 * DAY, event=today + 15 * DAY,
    )  # fmt: skip
    rows = ask("events/")["results"]
    assert [(row["title"].split(" ")[0], row["kind"], row["status"]) for row in rows] == [
        ("Stands", "event", "confirmed"),
        ("Survey", "event", "confirmed"),
        ("Survey", "deadline", "moved"),
        ("Moves", "event", "moved"),
        ("Off", "event", "cancelled"),
    ]
    assert rows[2]["first_date"] == (today + 12 * DAY).isoformat()
    backwards = ask("events/", sort="latest")["results"]
    assert [row["date"] for row in backwards] == [row["date"] for row in reversed(rows)]


def test_a_date_called_off_in_words_is_cancelled(ask: Ask, today: dt.date) -> None:
    day = today + 12 * DAY
    written = f"{day.day} {day:%B %Y}"
    item = said(bulletin(429, date=today - 7 * DAY), "Forum", event=day).item
    words = f"<p>The forum on {written} is cancelled.</p>"
    said(bulletin(430, date=today - DAY), "Forum", item=item, body=words)
    [row] = ask("events/")["results"]
    assert (row["title"], row["date"], row["status"]) == ("Forum", day.isoformat(), "cancelled")


def test_what_nobody_may_read_any_more_is_not_there_either(
    ask: Ask, meetings: dict[str, Meeting], today: dt.date
) -> None:
    page = section("Homes", meeting_on=today + 40 * DAY)
    page.save_revision().publish()
    assert ask("events/")["total"] == 4
    private(page)
    meetings["Stands"].delete()
    listing = ask("events/")
    assert titles(listing) == ["Moves (Carers)", "Off (Carers)"]
    assert listing["total"] == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"topic": "kinship"}, ["Stands (Carers)", "Moves (Carers)", "Off (Carers)"]),
        ({"topic": "other"}, []),
        ({"kind": "deadline"}, []),
        ({"per_page": 1, "page": 2}, ["Moves (Carers)"]),
    ],
)
def test_meetings_are_narrowed_as_other_events_are(
    ask: Ask, meetings: dict[str, Meeting], asked: dict[str, Any], found: list[str]
) -> None:
    Topic.objects.create(name="Other", slug="other")
    assert titles(ask("events/", **asked)) == found


def test_meetings_are_narrowed_by_their_days(
    ask: Ask, today: dt.date, meetings: dict[str, Meeting]
) -> None:
    asked = {"from_": (today + 27 * DAY).isoformat(), "to": (today + 27 * DAY).isoformat()}
    assert titles(ask("events/", **asked)) == ["Moves (Carers)"]
    assert ask("events/", to=today.isoformat())["total"] == 0


def test_a_spreadsheet_has_the_same(table: Ask, meetings: dict[str, Meeting]) -> None:
    rows = table("events/")
    assert [(row["source"], row["status"], row["item_id"]) for row in rows] == [
        ("meeting", "confirmed", ""),
        ("meeting", "moved", ""),
        ("meeting", "cancelled", ""),
    ]
    assert rows[0]["bulletin_number"] == ""


@pytest.mark.parametrize("count", [1, 12])
def test_meetings_cost_the_same_for_one_as_for_many(
    client: Client,
    today: dt.date,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    alliance()
    topic = Topic.objects.create(name="Kinship care", slug="kinship")
    for number in range(count):
        carers = network(f"Carers {number}")
        carers.topics.add(topic)
        meets(carers, today + 10 * DAY)
        section(f"Homes {number}", meeting_on=today + 40 * DAY).save_revision().publish()
        said(bulletin(number + 1, date=today), "Survey", deadline=today + 12 * DAY)
    # the edition; dates; days of the calendar; what actions tell; of meetings what is told, their networks, topics; of
    # sections the same; the page: dates, items’ topics, how they stand, topics; the edition
    with django_assert_num_queries(19):
        client.get("/api/v1/events/")
