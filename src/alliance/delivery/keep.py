"""Keeps the entries of the calendar in step with what is published, in the transaction of each change.

Only days that calendars may still have are kept: an archive that comes in costs a question. Doing it
twice changes nothing: what is stored is compared with what the tellings say, and a difference is
written with a later moment and, where a day moved or fell, a higher sequence.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.migrations import Migration
from django.utils import timezone

from alliance.editions.current import changed

from .matching import matched
from .models import CalendarEntry
from .names import host_name
from .registry import Source, source_of, sources
from .settle import Settled, settle
from .tellings import Kind, Telling

KEPT_BACK = dt.timedelta(days=92)
"""How long a day that has passed is still given: long enough to see what was asked last quarter."""
AT_ONCE = 500
_PutOff = dict[str, set[int]]
_put_off: ContextVar[_PutOff | None] = ContextVar("put_off", default=None)


def follow(name: str, ids: Iterable[int]) -> None:
    """Bring these matters of a source into step: now, or at the end of what is done together."""
    collected = _put_off.get()
    if collected is None:
        _follow(name, set(ids))
    else:
        collected[name].update(ids)


@contextmanager
def together() -> Iterator[None]:
    """What is followed inside is looked at once, at the end: no half-made change is given out.

    Put it inside the transaction of the changes; after a fault nothing is followed.
    """
    if _put_off.get() is not None:
        yield
        return
    collected: _PutOff = defaultdict(set)
    token = _put_off.set(collected)
    try:
        yield
    finally:
        _put_off.reset(token)
    for name, ids in collected.items():
        _follow(name, ids)


def merged(name: str, *, kept: int, gone: int) -> None:
    """One matter became part of another: its days keep the names that calendars know."""
    CalendarEntry.objects.filter(source=name, object_id=gone).update(object_id=kept)
    follow(name, [kept])


def rebuild() -> None:
    """Bring everything into step. What was given out keeps its names and sequences."""
    with transaction.atomic():
        for source in sources():
            known = CalendarEntry.objects.filter(source=source.name)
            dated = source.dated(None, kept_since())
            _follow(source.name, {*dated, *known.values_list("object_id", flat=True)})


def fill_when_new(plan: Sequence[tuple[Migration, bool]], **signal: object) -> None:
    """After the migration that brought delivery to a site which had published already."""
    if any(step.app_label == "delivery" and not backwards for step, backwards in plan):
        rebuild()


def kept_since() -> dt.date:
    return timezone.localdate() - KEPT_BACK


def _follow(name: str, ids: Collection[int]) -> None:
    source, since = source_of(name), kept_since()
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        batch = ordered[start : start + AT_ONCE]
        known = CalendarEntry.objects.filter(source=name, object_id__in=batch, day__gte=since)
        due = {*source.dated(batch, since), *known.values_list("object_id", flat=True)}
        if due:
            with transaction.atomic():
                # Raises the edition, and so holds its row: two imports do not name one day twice.
                changed()
                _Step(source, sorted(due), since).take()


class _Step:
    """Some matters of a source, their tellings and their entries, compared and written."""

    def __init__(self, source: Source, ids: Sequence[int], since: dt.date) -> None:
        self.source, self.ids, self.since = source, ids, since
        self.now = timezone.now()
        self.new: list[CalendarEntry] = []
        self.different: list[CalendarEntry] = []

    def take(self) -> None:
        tellings = self.source.tellings(self.ids)
        elsewhere = self.source.told_elsewhere(self.ids)
        rows: dict[int, list[CalendarEntry]] = defaultdict(list)
        mine = CalendarEntry.objects.filter(source=self.source.name, object_id__in=self.ids)
        for row in mine.order_by("object_id", "first_day", "pk"):
            rows[row.object_id].append(row)
        for pk in self.ids:
            self._compare(pk, tellings.get(pk, ()), elsewhere.get(pk, ()), rows[pk])
        CalendarEntry.objects.bulk_create(self.new)
        fields = [f.name for f in CalendarEntry._meta.concrete_fields if not f.primary_key]
        CalendarEntry.objects.bulk_update(self.different, fields)

    def _compare(
        self,
        pk: int,
        told: Sequence[Telling],
        elsewhere: Collection[tuple[Kind, dt.date]],
        rows: Sequence[CalendarEntry],
    ) -> None:
        wording = told[-1].wording if told else ""
        wanted = [one for one in settle(told) if (one.kind, one.day) not in elsewhere]
        partners = matched(rows, wanted, since=self.since)
        known = {row.pk for row in partners.values()}
        names = {row.uid.partition("@")[0] for row in rows}
        for place, one in enumerate(wanted):
            row = partners.get(place)
            if row is not None:
                self._revise(row, one, wording)
            elif one.day >= self.since:
                self.new.append(self._entry(pk, one, wording, names))
        for row in rows:
            if row.pk not in known and not row.is_cancelled:
                row.is_cancelled = True
                row.sequence += 1
                row.changed_at = self.now
                self.different.append(row)

    def _entry(self, pk: int, one: Settled, wording: str, names: set[str]) -> CalendarEntry:
        name = f"{self.source.name}-{pk}-{one.kind}-{one.first_day:%Y%m%d}"
        if name in names:  # a day moved, and another was then given for where it had been
            name += f"-{len(names) + 1}"
        names.add(name)
        return CalendarEntry(
            source=self.source.name,
            object_id=pk,
            kind=one.kind,
            first_day=one.first_day,
            uid=f"{name}@{host_name()}",
            day=one.day,
            begins=one.hours.begins if one.hours else None,
            ends=one.hours.ends if one.hours else None,
            sequence=one.sequence,
            is_cancelled=one.is_cancelled,
            wording=wording,
            changed_at=min(one.changed_at, self.now),
        )

    def _revise(self, row: CalendarEntry, one: Settled, wording: str) -> None:
        """Bring a row up to what holds, if it says anything else."""
        begins, ends = one.hours or (None, None)
        holds = (one.day, begins, ends, one.is_cancelled)
        moved = (row.day, row.begins, row.ends, row.is_cancelled) != holds
        reworded = row.wording != wording and row.day >= self.since
        if not (moved or reworded or row.first_day != one.first_day):
            return
        row.first_day = one.first_day
        if moved or reworded:
            row.wording = wording
            at = min(one.changed_at, self.now)
            row.changed_at = at if at > row.changed_at else self.now
        if moved:
            row.day, row.begins, row.ends, row.is_cancelled = holds
            row.sequence = max(row.sequence + 1, one.sequence)
        self.different.append(row)
