"""What is dated, from bulletins and from the calendar: found together, in one order.

Dates of items are read from what bulletins said, whose archive goes back further than the calendar
and which an account may see more of. Actions, and meetings of networks, sections and projects, are only
in the calendar, as everybody may read them; what an action tells of an item's days stands there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Max, Q, QuerySet, Window

from alliance.bulletins.deliverable import NAME as ITEM
from alliance.bulletins.models import Appearance, AppearanceDate
from alliance.delivery.keep import kept_since
from alliance.delivery.models import CalendarEntry
from alliance.delivery.registry import DaysOf, Shown, source_of, sources
from alliance.directory.access import visible
from alliance.directory.models import Topic

from .wordings import Reader

Given = AppearanceDate | CalendarEntry
Matter = tuple[str, int]


class _Key(NamedTuple):
    """In the order of the list, within a day."""

    kind: str
    place: int
    """The newest item first."""
    is_entry: bool
    pk: int


class Dates:
    """All that is asked for; looked for once, for how many there are and for a page of them."""

    def __init__(
        self,
        reader: Reader,
        *,
        bounds: Mapping[str, dt.date],
        kind: Literal["deadline", "event"] | None,
        topic: Topic | None,
        latest_first: bool,
    ) -> None:
        """
        Args:
            bounds: what `Period.on("")` gives: the first and the last day.
            kind, topic: only these; all if None.
        """
        given = _as_last_given(reader).filter(**{f"date{how}": day for how, day in bounds.items()})
        entries = _meetings(topic).filter(**{f"day{how}": day for how, day in bounds.items()})
        if kind:
            given, entries = given.filter(kind=kind), entries.filter(kind=kind)
        if topic:
            given = given.filter(appearance__item__topics=topic)
        self._entries = {row.pk: row for row in entries}
        # What nobody may read any more is cancelled in the calendar: only of those it must be asked.
        off = [row for row in self._entries.values() if row.is_cancelled]
        told = _shown_of(off)
        elsewhere = _told_elsewhere(off)
        keys = [
            (row.day, _Key(row.kind, 0, True, row.pk))
            for row in self._entries.values()
            if not row.is_cancelled
            or ((row.source, row.object_id) in told and _day_of(row) not in elsewhere)
        ]
        dated = list(given.values_list("date", "kind", "appearance__item", "pk"))
        by_action = _told_by_actions({item for day, _, item, _ in dated if day >= kept_since()})
        keys += [
            (day, _Key(what, -item, False, pk))
            for day, what, item, pk in dated
            if day < kept_since() or (what, day) not in by_action.get(item, ())
        ]
        keys.sort(key=lambda key: key[1])
        keys.sort(key=lambda key: key[0], reverse=latest_first)
        self._keys = [key for _, key in keys]

    def count(self) -> int:
        return len(self._keys)

    def __getitem__(self, page: slice) -> list[Given]:
        keys = self._keys[page]
        of_items = _whole().in_bulk([key.pk for key in keys if not key.is_entry])
        found = [(self._entries if key.is_entry else of_items).get(key.pk) for key in keys]
        return [row for row in found if row is not None]


def _as_last_given(reader: Reader) -> QuerySet[AppearanceDate]:
    """Dates but those of an item and kind that a later bulletin gave anew."""
    given = AppearanceDate.objects.filter(appearance__in=visible(reader, Appearance.objects.all()))
    # In one pass: asked of each row whether a later bulletin gave another, it takes seconds.
    newest = Window(
        Max("appearance__bulletin__number"), partition_by=[F("kind"), F("appearance__item")]
    )
    last_given = given.order_by().annotate(newest=newest)
    last_given = last_given.filter(newest=F("appearance__bulletin__number"))
    return AppearanceDate.objects.filter(pk__in=last_given.values("pk")).order_by()


def _meetings(topic: Topic | None) -> QuerySet[CalendarEntry]:
    """Days in the calendar of all that is no item of a bulletin; older ones are not kept in step."""
    wanted = Q(pk__in=[])
    for source in sources():
        if source.name != ITEM:
            of_source = Q(source=source.name)
            if topic:
                of_source &= Q(object_id__in=source.about(topic).values("pk"))
            wanted |= of_source
    return visible(AnonymousUser(), CalendarEntry.objects.filter(wanted, day__gte=kept_since()))


def told_of(page: Sequence[Given]) -> list[tuple[CalendarEntry, Shown]]:
    """The days of the calendar on a page, each with what everybody may read of its matter."""
    entries = [row for row in page if isinstance(row, CalendarEntry)]
    told = _shown_of(entries)
    matters = [(row, told.get((row.source, row.object_id))) for row in entries]
    return [(row, shown) for row, shown in matters if shown]


def _told_elsewhere(entries: Collection[CalendarEntry]) -> set[tuple[str, int, str, dt.date]]:
    """Of these days, those that fell only because another kind of matter tells them."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in entries:
        ids[row.source].add(row.object_id)
    return {
        (name, pk, kind, day)
        for name in ids
        for pk, days in source_of(name).told_elsewhere(ids[name]).items()
        for kind, day in days
    }


def _day_of(row: CalendarEntry) -> tuple[str, int, str, dt.date]:
    return row.source, row.object_id, row.kind, row.day


def _told_by_actions(items: Collection[int]) -> DaysOf:
    """Deadlines of items that stand in the list as those of an action."""
    return source_of(ITEM).told_elsewhere(items) if items else {}


def _shown_of(entries: Collection[CalendarEntry]) -> Mapping[Matter, Shown]:
    ids: dict[str, set[int]] = defaultdict(set)
    for row in entries:
        ids[row.source].add(row.object_id)
    return {
        (name, pk): shown for name in ids for pk, shown in source_of(name).shown(ids[name]).items()
    }


def in_calendar(given: Sequence[AppearanceDate]) -> Mapping[tuple[int, str, Any], CalendarEntry]:
    """The days of items as calendars know them, by item, kind and day; one that stands comes first."""
    items = {row.appearance.item_id for row in given}
    rows = CalendarEntry.objects.filter(source=ITEM, object_id__in=items)
    return {
        (row.object_id, row.kind, row.day): row
        for row in rows.order_by("-is_cancelled", "sequence")
    }


def _whole() -> QuerySet[AppearanceDate]:
    """Dates with all that is told of them."""
    return (
        AppearanceDate.objects.order_by()
        .select_related("appearance__item", "appearance__bulletin")
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
