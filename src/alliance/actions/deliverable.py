"""What everybody is asked to know of, told to feeds and calendars: actions whose audience is everyone."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.text import Truncator

from alliance.delivery import keep, registry
from alliance.delivery.registry import Occasion, Shown, Source
from alliance.delivery.tellings import Hours, Kind, Telling
from alliance.directory.access import visible
from alliance.directory.models import Topic

from .models import ENDED, Action, ActionDate, ActionState

NAME = "action"
"""What actions are called among all that is delivered."""
BEGINNING = 60
"""Words of what is asked that stand in a calendar."""


def register() -> None:
    registry.register(
        Source(
            name=NAME,
            told_last=_told_last,
            dated=_dated,
            tellings=_tellings,
            shown=_shown,
            about=lambda topic: Action.objects.filter(topics=topic),
            is_news=False,  # digests tell what is asked by itself, to each what reaches them
        )
    )
    # Days are written before their action, in one transaction (`raising`).
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Action, dispatch_uid="alliance.actions.deliverable")


def _changed(instance: Action, raw: bool = False, **signal: object) -> None:
    if not raw:
        keep.follow(NAME, [instance.pk])


def given_days() -> QuerySet[ActionDate]:
    """Every day that was given out for what everybody may read, those that moved or fell too."""
    given = Q(replaced_at__isnull=True) | Q(replaced_at__gt=F("action__opened_at"))
    return ActionDate.objects.filter(given, action__in=_open())


# Which are asked about ---------------------------------------------------------------------------


def _open() -> QuerySet[Action]:
    """What everybody may read, once it has been asked."""
    return visible(AnonymousUser(), Action.objects.all())


def _told_last(topic: Topic | None, limit: int) -> list[int]:
    """Those raised by hand: what comes from a matter, its matter tells."""
    rows = _open().filter(origin_type__isnull=True).exclude(state=ActionState.WITHDRAWN)
    if topic:
        rows = rows.filter(topics=topic)
    return list(rows.order_by("-opened_at", "-pk").values_list("pk", flat=True)[:limit])


def _dated(ids: Collection[int] | None, since: dt.date) -> list[int]:
    days = given_days().filter(on__gte=since)
    if ids is not None:
        days = days.filter(action__in=ids)
    return list(days.order_by().values_list("action", flat=True).distinct())


# What was told ---------------------------------------------------------------------------------


def _tellings(ids: Collection[int]) -> Mapping[int, list[Telling]]:
    rows = _open().filter(pk__in=ids).prefetch_related("dates")
    return {action.pk: list(_of_one(action)) for action in rows}


def _of_one(action: Action) -> Iterator[Telling]:
    """One as it was asked, one for each time its days changed, and one when it ended."""
    opened = action.opened_at
    assert opened is not None  # noqa: S101 - what is open was opened: the database holds to it
    rows = list(action.dates.all())
    changes = {at for row in rows for at in (row.set_at, row.replaced_at) if at and at > opened}
    wording = _digest(action, rows)
    before: frozenset[dt.date] = frozenset()
    for at in (opened, *sorted(changes)):
        held = [row for row in rows if row.set_at <= at and not _is_replaced(row, at)]
        days = frozenset(row.on for row in held)
        yield _telling(at, wording, days, _hours(held), off=before - days)
        before = days
    if action.state in ENDED and action.ended_at:
        yield _ending(action, action.ended_at, wording, before)


def _is_replaced(row: ActionDate, at: dt.datetime) -> bool:
    return row.replaced_at is not None and row.replaced_at <= at


def _ending(action: Action, at: dt.datetime, wording: str, days: frozenset[dt.date]) -> Telling:
    """Withdrawn, all its days are off; closed, those that had not come: nothing is taken any more."""
    on = timezone.localdate(at)
    if action.state == ActionState.WITHDRAWN:
        return _telling(at, wording, frozenset(), {}, off=days, on=min([on, *days]))
    past = frozenset(day for day in days if day < on)
    return _telling(at, wording, past, {}, off=days - past)


def _telling(
    at: dt.datetime,
    wording: str,
    days: frozenset[dt.date],
    hours: Mapping[dt.date, Hours],
    *,
    off: frozenset[dt.date],
    on: dt.date | None = None,
) -> Telling:
    return Telling(
        at=at,
        on=on or timezone.localdate(at),
        wording=wording,
        days={Kind.DEADLINE: days},
        hours=hours,
        calls_off=lambda: off,
    )


def _hours(rows: Sequence[ActionDate]) -> Mapping[dt.date, Hours]:
    """The time by which it is due, the earliest of a day with several."""
    timed = sorted((row.on, row.at) for row in rows if row.at is not None)
    return {on: Hours(at) for on, at in reversed(timed)}


def _digest(action: Action, rows: Sequence[ActionDate]) -> str:
    days = [(row.on, row.at, row.label) for row in rows if row.replaced_at is None]
    said = repr((action.title, action.what, action.how, action.state, days))
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


# What is shown ---------------------------------------------------------------------------------


def _shown(ids: Collection[int]) -> Mapping[int, Shown]:
    rows = _open().filter(pk__in=ids).prefetch_related("dates", "topics")
    return {action.pk: _as_shown(action) for action in rows}


def _as_shown(action: Action) -> Shown:
    labels: dict[dt.date, list[str]] = defaultdict(list)
    for row in action.dates.all():
        if row.label and row.replaced_at is None:
            labels[row.on].append(row.label)
    return Shown(
        title=action.title,
        html=_html(action),
        beginning=Truncator(action.what).words(BEGINNING),
        said_in="",
        url=action.get_absolute_url(),
        topics=[topic.name for topic in action.topics.all()],
        occasions={
            day: Occasion(title=f"{action.title}, {' and '.join(of_day)}")
            for day, of_day in labels.items()
        },
    )


def _html(action: Action) -> str:
    parts = [linebreaks(action.what, autoescape=True) if action.what else ""]
    if action.how:
        parts += ["<h3>How to do it</h3>", linebreaks(action.how, autoescape=True)]
    days = "".join(
        f"<li>{escape(row.label)}{': ' if row.label else ''}by {escape(row)}</li>"
        for row in action.dates.all()
        if row.replaced_at is None
    )
    if days:
        parts += ["<h3>Key dates</h3>", f"<ul>{days}</ul>"]
    return "".join(parts)
