"""What readers are shown of calls: which there are, how each stands, what moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from alliance.actions.when import By
from alliance.directory.access import visible
from alliance.directory.models import User

from ..models import SHOWN, Call, CallState, Extension, Showcase
from .days import first_of, last_of
from .standing import Standing, standing, takes_answers


@dataclass(frozen=True, slots=True)
class Moved:
    """A day of closing that became another."""

    was: By
    became: By
    why: str
    on: dt.date

    @property
    def is_longer(self) -> bool:
        return self.became > self.was

    @classmethod
    def of(cls, row: Extension) -> Moved:
        on = timezone.localdate(row.at)
        return cls(last_of(row.was), last_of(row.became), row.why, on)


@dataclass(frozen=True, slots=True)
class Listed:
    """A call in a list."""

    call: Call
    standing: Standing
    opens: By | None
    closes: By | None
    showcase: Showcase | None = None

    @classmethod
    def of(cls, call: Call, now: dt.datetime, showcase: Showcase | None = None) -> Listed:
        return cls(
            call,
            standing(call, now),
            first_of(call.opens_at) if call.opens_at else None,
            last_of(call.closes_at) if call.closes_at else None,
            showcase,
        )


@dataclass(frozen=True, slots=True)
class Calls:
    """All that somebody may see, as the list has them."""

    open: Sequence[Listed]
    """Those that close, soonest first."""
    standing: Sequence[Listed]
    to_come: Sequence[Listed]
    closed: Sequence[Listed]
    """The latest first."""

    def __bool__(self) -> bool:
        return bool(self.open or self.standing or self.to_come or self.closed)


def calls_of(user: User | AnonymousUser, now: dt.datetime) -> Calls:
    """Those that are published or archived. Two queries."""
    rows = list(visible(user, Call.objects.filter(state__in=SHOWN)))
    showcases = {
        each.call_id: each
        for each in visible(user, Showcase.objects.filter(call__isnull=False))
        if each.state == Showcase.State.LAUNCHED
    }
    listed = [Listed.of(call, now, showcases.get(call.pk)) for call in rows]
    taking = [each for each in listed if takes_answers(each.call, now)]
    return Calls(
        open=sorted((each for each in taking if each.closes), key=_closing),
        standing=[each for each in taking if not each.closes],
        to_come=sorted(
            (each for each in listed if each.standing is Standing.TO_COME), key=_opening
        ),
        closed=sorted(
            (each for each in listed if each.standing is Standing.CLOSED),
            key=lambda each: each.call.closes_at or each.call.ended_at or now,
            reverse=True,
        ),
    )


def _closing(listed: Listed) -> tuple[dt.datetime, int]:
    return listed.call.closes_at or dt.datetime.max.replace(tzinfo=dt.UTC), listed.call.pk


def _opening(listed: Listed) -> tuple[dt.datetime, int]:
    return listed.call.opens_at or dt.datetime.max.replace(tzinfo=dt.UTC), listed.call.pk


def taking_answers(user: User | AnonymousUser, now: dt.datetime) -> list[Listed]:
    """The calls that take answers now: those that close soonest first, standing ones last. A query."""
    rows = visible(user, Call.objects.filter(state=CallState.PUBLISHED))
    listed = [Listed.of(call, now) for call in rows if takes_answers(call, now)]
    return sorted(listed, key=lambda each: (each.closes is None, *_closing(each)))
