"""The letter of dates, and the dates of a digest: what is new or other, then what is coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from alliance.directory.access import visible
from alliance.directory.models import Alliance, Topic

from ..calendar import icalendar, shown_of
from ..characters import one_line
from ..feeds import Channel
from ..models import CalendarEntry
from ..registry import Shown, sources
from ..tellings import Hours
from .changed_days import changed_days, hours_in_words
from .letter import Letter, Line, Manner, Part, Site, written
from .site import site_of
from .sources import DigestPart, register_part

CHANGED = "New and changed dates"
COMING = "Also in the next four weeks"
AHEAD = dt.timedelta(weeks=4)
AT_MOST = 60
"""Lines of dates in a digest; the calendar has the rest."""

Matters = Mapping[tuple[str, int], Shown]


def register() -> None:
    register_part(DigestPart(name="dates", place=40, part=dates_part))


def dates_letter(after: dt.datetime, until: dt.datetime) -> Letter | None:
    """The mail of dates of a window; None where no date is new or other."""
    today = timezone.localdate(until)
    changed = changed_days(after, until, today=today)
    if not changed:
        return None
    told = {each.row.pk for each in changed}
    coming = [row for row in _coming(today) if row.pk not in told]
    rows = [*(each.row for each in changed), *coming]
    shown, topics = shown_of(rows), topics_by_name()
    parts = [
        Part(
            heading=CHANGED,
            manner=Manner.DATES,
            lines=[_line(each.row, shown, topics, how=each.how) for each in changed],
        ),
        Part(
            heading=COMING,
            manner=Manner.DATES,
            lines=[_line(row, shown, topics) for row in coming],
        ),
    ]
    site = site_of()
    alliance = Alliance.objects.first()
    return Letter(
        subject=f"New and changed dates, {written(today)}",
        masthead="Dates",
        day=written(today),
        alliance=alliance.name if alliance else site.name,
        url="/feeds/",
        parts=[part for part in parts if part.lines],
        calendar=icalendar(_channel(site), rows).decode(),
    )


def dates_part(after: dt.datetime, until: dt.datetime) -> Part | None:
    """What a digest tells of dates: those that are new or other."""
    changed = changed_days(after, until, today=timezone.localdate(until))
    if not changed:
        return None
    shown, topics = shown_of([each.row for each in changed]), topics_by_name()
    lines = [_line(each.row, shown, topics, how=each.how) for each in changed]
    return Part(
        heading="Dates",
        manner=Manner.DATES,
        lines=lines[:AT_MOST],
        more_url="/feeds/" if len(lines) > AT_MOST else "",
    )


def topics_by_name() -> dict[str, int]:
    """Sources give topics by name, readers choose them by key."""
    return dict(Topic.objects.values_list("name", "pk"))


def _coming(today: dt.date) -> list[CalendarEntry]:
    rows = CalendarEntry.objects.filter(
        is_cancelled=False,
        day__gte=today,
        day__lt=today + AHEAD,
        source__in=[source.name for source in sources()],
    )
    return list(visible(AnonymousUser(), rows))


def date_line(
    row: CalendarEntry, said: Shown | None, topics: Mapping[str, int], *, how: str = ""
) -> Line:
    """A day as a line: “deadline, at 5pm; moved from 3 December 2020”."""
    occasion = said.occasions.get(row.day) if said else None
    title = occasion.title if occasion else said.title if said else ""
    place = (occasion.place if occasion else "") or (said.place if said else "")
    hours = hours_in_words(Hours(row.begins, row.ends)) if row.begins else ""
    facts = ", ".join(filter(None, [row.get_kind_display().lower(), hours, one_line(place)]))
    return Line(
        title=one_line(title) or row.get_kind_display(),
        url=said.url if said else "",
        note="; ".join(filter(None, [facts, how])),
        day=row.day.isoformat(),
        topics=frozenset(topics[name] for name in (said.topics if said else ()) if name in topics),
    )


def _line(row: CalendarEntry, shown: Matters, topics: Mapping[str, int], *, how: str = "") -> Line:
    return date_line(row, shown.get((row.source, row.object_id)), topics, how=how)


def _channel(site: Site) -> Channel:
    """What the attached calendar says of itself: it is the site's own, in part."""
    return Channel(
        title=site.name,
        description=f"Deadlines, events and meetings from {site.name}",
        author=site.name,
        name="calendar/all",
        url=f"{site.address}/calendar.ics",
        home=f"{site.address}/feeds/",
        site=f"{site.address}/",
        absolute=lambda path: path if "://" in path else f"{site.address}{path}",
    )
