"""Deadlines and events as iCalendar (RFC 5545), for calendars that come back for more.

What moved keeps its UID and has a higher SEQUENCE; what no longer holds stays for a while as
cancelled, so that it goes from the calendars that have it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from icalendar import CLASS, STATUS, TRANSP, Calendar, Event, vDuration

from alliance.directory.access import visible
from alliance.directory.models import Network, Topic

from .characters import lines, one_line
from .feeds import BEFORE_ANYTHING, Channel
from .keep import kept_since
from .models import CalendarEntry
from .names import tag
from .registry import Occasion, Shown, source_of, sources
from .tellings import Kind

CANCELLED_FOR = dt.timedelta(days=60)
"""How long a cancelled day is given: calendars that nobody opened over the summer see it too."""
ASK_AGAIN = dt.timedelta(hours=6)

Matter = tuple[str, int]


def entries(
    topic: Topic | None, *, today: dt.date, network: Network | None = None
) -> list[CalendarEntry]:
    """The days that a calendar has from today's point of view, soonest first.

    Args:
        topic, network: only what is about the one, or is the other's own.
    """
    since = dt.datetime.combine(today - CANCELLED_FOR, dt.time(), dt.UTC)
    held = Q(is_cancelled=False) | Q(is_cancelled=True, changed_at__gte=since)
    wanted = _of(network) if network else _about(topic)
    rows = CalendarEntry.objects.filter(held, wanted, day__gte=kept_since())
    return list(visible(AnonymousUser(), rows))


def _about(topic: Topic | None) -> Q:
    if topic is None:
        return Q(source__in=[source.name for source in sources()])
    found = Q(pk__in=[])
    for source in sources():
        found |= Q(source=source.name, object_id__in=source.about(topic).values("pk"))
    return found


def _of(network: Network) -> Q:
    found = Q(pk__in=[])
    for source in sources():
        found |= Q(source=source.name, object_id__in=source.of_network(network))
    return found


def icalendar(channel: Channel, rows: Sequence[CalendarEntry], more: Sequence[Event] = ()) -> bytes:
    """The entries as an iCalendar document.

    Args:
        more: what is in this calendar and in no other: somebody's own.
    """
    document = Calendar.new(
        prodid="-//Alliance//Deadlines and events//EN",
        method="PUBLISH",
        calscale="GREGORIAN",
        name=one_line(channel.title),
        description=one_line(channel.description),
        uid=tag(channel.name),
        url=channel.home,
        source=channel.url,
        refresh_interval=ASK_AGAIN,
        last_modified=_moment(
            max(
                (*(row.changed_at for row in rows), *(event.last_modified for event in more)),
                default=BEFORE_ANYTHING,
            )
        ),
    )
    # RFC 7986 asks for the types of these two; the third is what programs before it read.
    document["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
    document["SOURCE"].params["VALUE"] = "URI"
    document.add("X-PUBLISHED-TTL", vDuration(ASK_AGAIN))
    shown = shown_of(rows)
    for row in rows:
        document.add_component(_event(channel, row, shown.get((row.source, row.object_id))))
    for event in more:
        document.add_component(event)
    written: bytes = document.to_ical()
    return written


def shown_of(rows: Sequence[CalendarEntry]) -> Mapping[Matter, Shown]:
    """What everybody may read of the matters of these entries."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        ids[row.source].add(row.object_id)
    return {
        (name, pk): shown for name in ids for pk, shown in source_of(name).shown(ids[name]).items()
    }


def _moment(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(microsecond=0)


def _event(channel: Channel, row: CalendarEntry, said: Shown | None) -> Event:
    """One day; what is no longer to be read says nothing but that it is cancelled."""
    start, end = _span(row)
    occasion = said.occasions.get(row.day) if said else None
    return Event.new(
        uid=row.uid,
        stamp=_moment(row.changed_at),
        last_modified=_moment(row.changed_at),
        sequence=row.sequence,
        start=start,
        end=end,
        summary=_summary(row, occasion.title if occasion else said.title if said else ""),
        location=one_line(_place(said, occasion)) or None,
        description=_description(channel, said) if said else None,
        url=channel.absolute(said.url) if said else None,
        categories=[row.get_kind_display(), *(map(one_line, said.topics) if said else ())],
        status=STATUS.CANCELLED if row.is_cancelled else STATUS.CONFIRMED,
        # A day to know of: nobody is busy all through it; nor is everybody who follows invited.
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PUBLIC,
    )


def _span(row: CalendarEntry) -> tuple[dt.date, dt.date | None]:
    """The whole day, the next one not included; or its hours; a moment if nobody says the end."""
    if row.begins is None:
        return row.day, row.day + dt.timedelta(days=1)
    return _at(row.day, row.begins), _at(row.day, row.ends) if row.ends else None


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    """In universal time, so that the calendar need not explain British time."""
    moment = dt.datetime.combine(day, time, timezone.get_default_timezone())
    return moment.astimezone(dt.UTC)


def _place(said: Shown | None, occasion: Occasion | None) -> str:
    return (occasion.place if occasion else "") or (said.place if said else "")


def _summary(row: CalendarEntry, title: str) -> str:
    kind, title = row.get_kind_display(), one_line(title)
    named = f"{kind}: {title}" if title and row.kind == Kind.DEADLINE else title or kind
    return f"Cancelled: {named}" if row.is_cancelled else named


def _description(channel: Channel, said: Shown) -> str:
    said_in = f"As said in {said.said_in}." if said.said_in else ""
    parts = (said.beginning, said_in, channel.absolute(said.url))
    return "\n\n".join(text for part in parts if (text := lines(part)))
