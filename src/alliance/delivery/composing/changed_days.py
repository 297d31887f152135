"""Which days became known, moved or fell in a window, of all that calendars were given.

What was told up to the window's beginning is settled, and what was told up to its end; a day is new
or changed if the two differ. Saying the same again, in whatever words, changes no day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from alliance.directory.access import visible
from alliance.text.clock import time_in_words

from ..models import CalendarEntry
from ..registry import source_of, sources
from ..settle import Settled, settle
from ..tellings import Hours, Telling
from .letter import written

CANCELLED = "cancelled"
CORRECTED = "corrected"
NEW = "new"
ON_AGAIN = "on again"


@dataclass(frozen=True, slots=True)
class ChangedDay:
    row: CalendarEntry
    how: str
    """“new”, “moved from 3 December 2020”, “cancelled”: as it stands after the day."""


def changed_days(after: dt.datetime, until: dt.datetime, *, today: dt.date) -> list[ChangedDay]:
    """Days to come that are new or other since, soonest first. A query, and what each source asks."""
    rows = CalendarEntry.objects.filter(
        changed_at__gt=after,
        day__gte=today,
        source__in=[source.name for source in sources()],
    )
    candidates = list(visible(AnonymousUser(), rows))
    tellings = _tellings(candidates)
    found = []
    for row in candidates:
        told = tellings.get((row.source, row.object_id), ())
        if how := how_changed(row, told, after, until):
            found.append(ChangedDay(row, how))
    return found


def _tellings(
    rows: Collection[CalendarEntry],
) -> Mapping[tuple[str, int], Sequence[Telling]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        ids[row.source].add(row.object_id)
    return {
        (name, pk): told
        for name in sorted(ids)
        for pk, told in source_of(name).tellings(ids[name]).items()
    }


def how_changed(
    row: CalendarEntry, told: Sequence[Telling], after: dt.datetime, until: dt.datetime
) -> str:
    """What became of a day in a window, in words; nothing if nothing did."""
    before = _settled(row, [telling for telling in told if telling.at <= after])
    now = _settled(row, [telling for telling in told if telling.at <= until])
    was = next((one for one in before if one.day == row.day and not one.is_cancelled), None)
    if row.is_cancelled:
        # One that was new and fell within the window was told to nobody.
        falls = not any(one.day == row.day and not one.is_cancelled for one in now)
        return CANCELLED if was and falls else ""
    stands = next((one for one in now if one.day == row.day and not one.is_cancelled), None)
    if stands is None:
        return ""  # it became so after the window: the next one tells it
    if was is None:
        return _of_another_day(before, stands)
    if was.hours != stands.hours:
        return f"now {hours_in_words(stands.hours)}" if stands.hours else "now without a time"
    corrected = any(each.corrected_at and after < each.corrected_at <= until for each in told)
    return CORRECTED if corrected else ""


def _of_another_day(before: Sequence[Settled], stands: Settled) -> str:
    earlier = next((one for one in before if one.first_day == stands.first_day), None)
    if earlier is None:
        return NEW
    if earlier.day == stands.day:
        return ON_AGAIN
    return f"moved from {written(earlier.day)}"


def _settled(row: CalendarEntry, told: Sequence[Telling]) -> list[Settled]:
    return [one for one in settle(told) if one.kind == row.kind]


def hours_in_words(hours: Hours) -> str:
    """`10am to 12 noon`, `at 10am`."""
    if hours.ends is None:
        return f"at {time_in_words(hours.begins)}"
    return f"{time_in_words(hours.begins)} to {time_in_words(hours.ends)}"
