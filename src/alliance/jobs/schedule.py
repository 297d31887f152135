"""Work that starts by the clock."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from .declare import JobFunction
from .enqueue import enqueue
from .models import Schedule

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """At an interval, or at a local time of day, of every day or one weekday (0 is Monday)."""

    every: dt.timedelta | None = None
    at: dt.time | None = None
    weekday: int | None = None

    def next_after(self, moment: dt.datetime) -> dt.datetime:
        """The first moment strictly after the given one."""
        if self.every is not None:
            return moment + self.every
        assert self.at is not None  # noqa: S101 - one of the two, as the constraint has it
        local = timezone.localtime(moment)
        for ahead in range(9):
            day = local.date() + dt.timedelta(days=ahead)
            then = dt.datetime.combine(day, self.at, tzinfo=local.tzinfo)
            if then > moment and self.weekday in (None, day.weekday()):
                return then
        raise AssertionError("A week has every weekday.")


_declared: dict[str, tuple[JobFunction, Timing]] = {}


def every(interval: dt.timedelta, work: JobFunction) -> None:
    """Start this job at an interval, first when one interval has gone by."""
    _declared[work.path] = work, Timing(every=interval)


def daily(at: dt.time, work: JobFunction, *, weekday: int | None = None) -> None:
    """Start this job at a local time of day: every day, or on one weekday (0 is Monday)."""
    _declared[work.path] = work, Timing(at=at, weekday=weekday)


def write_schedules() -> None:
    """Make the rows what the code declares; `paused` and the time of the next run are kept."""
    now = timezone.now()
    Schedule.objects.exclude(name__in=_declared).delete()
    for name, (work, timing) in _declared.items():
        row, _ = Schedule.objects.get_or_create(
            name=name, defaults=_fields(work, timing) | {"next_run_at": timing.next_after(now)}
        )
        if Timing(row.every, row.at, row.weekday) != timing:
            fields = _fields(work, timing) | {"next_run_at": timing.next_after(now)}
            Schedule.objects.filter(pk=row.pk).update(**fields)


def _fields(work: JobFunction, timing: Timing) -> dict[str, object]:
    return {"path": work.path, "every": timing.every, "at": timing.at, "weekday": timing.weekday}


def start_due() -> int:
    """Enqueue what the clock asks for, each once, however many workers ask; returns how many.

    A run that was missed (nothing was up) is made up for once, not once for each time missed.
    """
    now = timezone.now()
    due = Schedule.objects.filter(paused=False, next_run_at__lte=now)
    return sum(_start(row, now) for row in due)


def _start(row: Schedule, now: dt.datetime) -> int:
    if row.name not in _declared:
        return 0
    work, timing = _declared[row.name]
    with transaction.atomic():
        mine = Schedule.objects.filter(pk=row.pk, next_run_at=row.next_run_at).update(
            next_run_at=timing.next_after(now), last_run_at=now
        )
        if mine:
            enqueue(work, unique=True)
    return mine
