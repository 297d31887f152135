"""Deadlines and events, as the newest bulletin that gave them has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from django.db.models import F, Max, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.bulletins.models import Appearance, AppearanceDate
from alliance.directory.access import visible

from .asking import Paging, Period, Slug, known_topic
from .listing import InOnePass, answer_list
from .shapes import BulletinName, Listed, Shape, Site, TopicName
from .wordings import Reader

router = Router(tags=["Events"])


class EventRow(Shape):
    """Known by its kind, item and date together."""

    kind: str = Field(description="`deadline`: reply, apply or register by; `event`: it is on.")
    date: dt.date
    title: str
    words: str = Field(description="What the date was read from.")
    item_id: int
    topics: list[TopicName]
    bulletin: BulletinName = Field(description="The bulletin that gave the date.")
    url: str = Field(description="Page of the item.")
    api_url: str


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
    """Deadlines and events in one list. One that was moved is there once, with its newest date."""
    rows = _as_last_given(request.user).filter(**asked.on("date"))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.topic:
        rows = rows.filter(appearance__item__topics=known_topic(asked.topic))
    date = "date" if asked.sort == "soonest" else "-date"
    return answer_list(
        request,
        asked,
        InOnePass(rows.order_by(date, "kind", "-appearance__item_id", "pk"), _whole()),
        tell=lambda page: _rows(page, Site(request)),
        page_of=EventList,
        name="events",
    )


def _as_last_given(reader: Reader) -> QuerySet[AppearanceDate]:
    """Dates but those of an item and kind that a later bulletin gave anew."""
    given = AppearanceDate.objects.filter(appearance__in=visible(reader, Appearance.objects.all()))
    # In one pass: asked of each row whether a later bulletin gave another, it takes seconds.
    newest = Window(
        Max("appearance__bulletin__number"), partition_by=[F("kind"), F("appearance__item")]
    )
    last_given = given.order_by().annotate(newest=newest)
    last_given = last_given.filter(newest=F("appearance__bulletin__number"))
    return AppearanceDate.objects.filter(pk__in=last_given.values("pk"))


def _whole() -> QuerySet[AppearanceDate]:
    """Dates with all that is told of them."""
    return (
        AppearanceDate.objects.select_related("appearance__item", "appearance__bulletin")
        .prefetch_related("appearance__item__topics")
        .only(
            "kind",
            "date",
            "words",
            "appearance__title",
            "appearance__item__slug",
            "appearance__bulletin__number",
            "appearance__bulletin__date",
        )
    )


def _rows(page: Sequence[AppearanceDate], site: Site) -> list[EventRow]:
    return [
        EventRow(
            kind=row.kind,
            date=row.date,
            title=row.appearance.title,
            words=row.words,
            item_id=row.appearance.item_id,
            topics=[TopicName.of(topic) for topic in row.appearance.item.topics.all()],
            bulletin=BulletinName.of(row.appearance.bulletin, site),
            url=site.page(row.appearance.item.get_absolute_url()),
            api_url=site.api("items", row.appearance.item_id),
        )
        for row in page
    ]
