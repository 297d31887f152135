"""What bulletins said of items, read from the database in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from alliance.bulletins.models import Appearance, AppearanceDate
from alliance.directory.access import visible
from alliance.directory.models import Person, User
from alliance.text.sanitise import plain

Reader = User | AnonymousUser


def wordings(reader: Reader) -> QuerySet[Appearance]:
    """Appearances that the reader may see, with all that `said` tells of them."""
    people = visible(reader, Person.objects.order_by("name"))
    return (
        visible(reader, Appearance.objects.all())
        .select_related("bulletin", "item")
        .prefetch_related("dates", Prefetch("people", people, to_attr="shown_people"))
        .defer("named", "bulletin__frame", "bulletin__set_aside", "bulletin__introduction")
    )


def newest(reader: Reader) -> QuerySet[Appearance]:
    """Of each item the appearance that the reader may see last, newest bulletin first: to be narrowed."""
    # Numbered off in one pass: asked of each row whether a later one is there, it takes five
    # times as long.
    place = Window(
        RowNumber(),
        partition_by=F("item"),
        order_by=[F("bulletin__number").desc(), F("position").desc(), F("pk").desc()],
    )
    shown = visible(reader, Appearance.objects.all()).order_by()
    last = shown.annotate(place=place).filter(place=1).values("pk")
    return shown.filter(pk__in=last).order_by("-bulletin__number", "position", "pk")


def said(appearance: Appearance) -> dict[str, Any]:
    """The fields of a `Wording`."""
    dates: list[AppearanceDate] = list(appearance.dates.all())
    # Pages show what stands under the label only where the bulletin had one; so does this.
    action = appearance.action_text if appearance.has_action else ""
    return {
        "section": appearance.section,
        "standing": appearance.standing,
        "title": appearance.title,
        "body": plain(appearance.body),
        "body_html": appearance.body,
        "has_action": appearance.has_action,
        "action_text": plain(action),
        "action_html": action,
        "deadlines": [row.date for row in dates if row.kind == AppearanceDate.Kind.DEADLINE],
        "events": [row.date for row in dates if row.kind == AppearanceDate.Kind.EVENT],
        "people": [person.name for person in appearance.shown_people],
    }
