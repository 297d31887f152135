"""Deadlines and events, as the newest bulletin that gave them has them; meetings, as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from alliance.bulletins.deliverable import NAME as ITEM
from alliance.bulletins.models import AppearanceDate
from alliance.delivery.models import CalendarEntry
from alliance.delivery.registry import Shown
from alliance.directory.models import Topic

from .asking import Paging, Period, Slug, known_topic
from .dates import Dates, Given, in_calendar, told_of
from .listing import answer_list
from .shapes import BulletinName, Listed, Shape, Site, TopicName

router = Router(tags=["Events"])
Status = Literal["confirmed", "moved", "cancelled"]


class EventRow(Shape):
    """Known by its source, kind, date, and item or address together."""

    kind: str = Field(description="`deadline`: reply, apply or register by; `event`: it is on.")
    date: dt.date
    title: str
    words: str = Field(description="What the date was read from; empty of a meeting.")
    item_id: int | None = Field(description="None of a meeting.")
    topics: list[TopicName]
    bulletin: BulletinName | None = Field(
        description="The bulletin that gave the date; none of a meeting."
    )
    url: str = Field(description="Page of the item, action, meeting, section or project.")
    api_url: str | None
    source: str = Field(
        description="`item` of a bulletin, `action`: what is asked of authorities, `meeting` of a "
        "network, or `section-meeting`: the next one of a section or project."
    )
    status: Status = Field(
        description="`moved`: to this date, from another; `cancelled`: it was called off. Older "
        "dates than those of the calendar are as they were given last."
    )
    first_date: dt.date | None = Field(
        description="The day it was given for at first, if it moved."
    )
    begins: dt.datetime | None = Field(description="If hours were said.")
    ends: dt.datetime | None
    place: str


class EventList(Listed[EventRow]):
    pass


class EventsAsked(Paging, Period):
    kind: Literal["deadline", "event"] | None = Field(None, description="Leave out for both.")
    topic: Slug | None = Field(None, description="Slug of a topic.")
    sort: Literal["soonest", "latest"] = Field("soonest", description="By date.")


@router.get(
    "/", response=EventList, operation_id="list_events", url_name="events", summary="Events"
)
def list_events(request: HttpRequest, asked: Query[EventsAsked]) -> HttpResponse:
    """Deadlines, events and meetings in one list. One that was moved is there once, with its newest
    date; meetings of the last three months and all to come."""
    dates = Dates(
        request.user,
        bounds=asked.on(""),
        kind=asked.kind,
        topic=known_topic(asked.topic) if asked.topic else None,
        latest_first=asked.sort == "latest",
    )
    return answer_list(
        request,
        asked,
        dates,
        tell=lambda page: _rows(page, Site(request)),
        page_of=EventList,
        name="events",
    )


def _rows(page: Sequence[Given], site: Site) -> list[EventRow]:
    of_items = [row for row in page if isinstance(row, AppearanceDate)]
    known = in_calendar(of_items)
    meetings = told_of(page)
    names = {name for _, shown in meetings for name in shown.topics}
    topics = {topic.name: topic for topic in Topic.objects.filter(name__in=names)} if names else {}
    told: dict[tuple[bool, int], EventRow] = {
        (False, row.pk): _of_item(
            row, known.get((row.appearance.item_id, row.kind, row.date)), site
        )
        for row in of_items
    }
    told |= {(True, row.pk): _of_meeting(row, shown, topics, site) for row, shown in meetings}
    keys = [(isinstance(row, CalendarEntry), row.pk) for row in page]
    return [told[key] for key in keys if key in told]


def _of_item(row: AppearanceDate, entry: CalendarEntry | None, site: Site) -> EventRow:
    appearance = row.appearance
    return EventRow(
        kind=row.kind,
        date=row.date,
        title=appearance.title,
        words=row.words,
        item_id=appearance.item_id,
        topics=[TopicName.of(topic) for topic in appearance.item.topics.all()],
        bulletin=BulletinName.of(appearance.bulletin, site),
        url=site.page(appearance.item.get_absolute_url()),
        api_url=site.api("items", appearance.item_id),
        source=ITEM,
        **_standing(entry),
        place="",
    )


def _of_meeting(row: CalendarEntry, shown: Shown, topics: dict[str, Topic], site: Site) -> EventRow:
    occasion = shown.occasions.get(row.day)
    return EventRow(
        kind=row.kind,
        date=row.day,
        title=occasion.title if occasion else shown.title,
        words="",
        item_id=None,
        topics=[TopicName.of(topics[name]) for name in shown.topics if name in topics],
        bulletin=None,
        url=site.page(shown.url),
        api_url=None,
        source=row.source,
        **_standing(row),
        place=(occasion.place if occasion else "") or shown.place,
    )


def _standing(entry: CalendarEntry | None) -> dict[str, Any]:
    """How a day stands, and its hours, as calendars are told."""
    if entry is None:
        return {"status": "confirmed", "first_date": None, "begins": None, "ends": None}
    moved = entry.first_day != entry.day
    status = "cancelled" if entry.is_cancelled else "moved" if moved else "confirmed"
    return {
        "status": status,
        "first_date": entry.first_day if moved else None,
        "begins": _moment(entry.day, entry.begins),
        "ends": _moment(entry.day, entry.ends),
    }


def _moment(day: dt.date, time: dt.time | None) -> dt.datetime | None:
    """With the offset of British time on that day."""
    if time is None:
        return None
    return dt.datetime.combine(day, time, timezone.get_default_timezone())
