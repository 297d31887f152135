"""What one authority owes, what is coming, and what it said: its part of all that is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from alliance.directory.models import Authority

from .grid import dates_of
from .look import Look, look_of
from .models import ENDED, OWED, ActionState, Ask, AskState, Question, Response
from .said import in_words
from .when import By, deadline, next_of

SAID_WITHIN = dt.timedelta(days=60)
"""How far back what an authority said is shown; all of it stands with each action."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One ask, as its authority sees it."""

    ask: Ask
    look: Look
    by: By | None
    """The next day that matters: the soonest to come, else the last that has passed."""
    question: Question | None
    said: Response | None = None

    @property
    def answer(self) -> str:
        return in_words(self.said, self.said.question) if self.said else ""

    @property
    def order(self) -> tuple[dt.date, dt.time, int]:
        by = self.by or By(dt.date.max)
        return by.on, by.at or dt.time.max, self.ask.pk


@dataclass(frozen=True, slots=True)
class Ours:
    """All of one authority."""

    authority: Authority
    late: Sequence[Owed]
    due: Sequence[Owed]
    coming: Sequence[Owed]
    said: Sequence[Owed]

    @property
    def owed(self) -> Sequence[Owed]:
        return [*self.late, *self.due]

    @property
    def sentence(self) -> str:
        """What a director takes away in ten seconds."""
        late, due, coming = len(self.late), len(self.due), len(self.coming)
        head = _head(late, due)
        if not coming:
            return f"{head}, nothing else is waiting." if head else "Nothing is waiting for you."
        tail = f"{coming} {'comes' if coming == 1 else 'come'} later"
        return f"{head}, {tail}." if head else f"Nothing is due this week, {tail}."


def _number(number: int) -> str:
    return f"{number} {'thing is' if number == 1 else 'things are'}"


def _head(late: int, due: int) -> str:
    if late and due:
        return f"{_number(late)} late, {due} {'is' if due == 1 else 'are'} due this week"
    if late:
        return f"{_number(late)} late"
    return f"{_number(due)} due this week" if due else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much an authority owes, for a page that says no more of it."""

    authority: str
    slug: str
    count: int

    @property
    def sentence(self) -> str:
        things = "1 thing waits" if self.count == 1 else f"{self.count} things wait"
        return f"{things} for an answer from {self.authority}"


def waiting(asks: QuerySet[Ask], authorities: Collection[int]) -> list[Waiting]:
    """Of those of these authorities that owe something, in the order of their names. One query.

    Args:
        asks: those that the reader may see.
    """
    if not authorities:
        return []
    rows = asks.filter(
        taken_back_at__isnull=True,
        action__state=ActionState.OPEN,
        state__in=OWED,
        authority__in=authorities,
    )
    counted = rows.order_by().values_list("authority__name", "authority__slug")
    return [Waiting(*row) for row in counted.annotate(Count("pk")).order_by("authority__name")]


def ours(asks: Sequence[Ask], authority: Authority) -> Ours:
    """Sort what an authority is asked into late, due, coming and said; soonest first."""
    keys = [ask.action_id for ask in asks]
    days = dates_of(keys)
    questions = {row.action_id: row for row in Question.objects.current().filter(action__in=keys)}
    now, zone = timezone.now(), timezone.get_current_timezone()
    rows: dict[Look, list[Owed]] = {}
    for ask in asks:
        by = days.get(ask.action_id, ())
        look = look_of(
            AskState(ask.state),
            action=ActionState(ask.action.state),
            was_late=ask.was_late,
            dates=by,
            is_soon=ask.action.is_soon,
            now=now,
            zone=zone,
        )
        counting = next(iter(ask.responses.all()), None)
        shown = next_of(by, now, zone) or deadline(by)
        rows.setdefault(look, []).append(
            Owed(ask, look, shown, questions.get(ask.action_id), counting)
        )

    def of(*looks: Look) -> list[Owed]:
        return sorted((row for look in looks for row in rows.get(look, ())), key=lambda r: r.order)

    said = of(Look.DONE, Look.DONE_LATE, Look.NOT_FOR_US)
    return Ours(
        authority,
        of(Look.LATE),
        of(Look.DUE),
        of(Look.NOT_YET),
        sorted(said, key=lambda row: row.ask.answered_at or now, reverse=True),
    )


def asks_shown(rows: QuerySet[Ask], authority: Authority) -> Sequence[Ask]:
    """Those of an authority that its page shows: all that is owed, and what it said of late.

    Args:
        rows: the asks, not taken back, that the reader may see.
    """
    since = timezone.now() - SAID_WITHIN
    # What was given for a campaign's earlier weeks is its line in the panel.
    of_an_earlier_week = Q(action__week__isnull=False, action__state__in=ENDED)
    shown = rows.filter(
        Q(answered_at__gte=since) & ~of_an_earlier_week
        | Q(answered_at__isnull=True, action__state=ActionState.OPEN),
        authority=authority,
    )
    counting = Response.objects.counting().select_related(
        "question", "person", "principal", "holder"
    )
    return list(
        shown.select_related("action", "authority").prefetch_related(
            Prefetch("responses", counting)
        )
    )
