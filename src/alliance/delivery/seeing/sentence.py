"""How a mailing stands, in one sentence: plain functions over counts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateformat import format as written

from ..models import OPEN, REACHED, UNREACHED, CopyState, MailingState

STALLED_AFTER = dt.timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Fates:
    """Copies by state."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, states: Sequence[str]) -> int:
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def all(self) -> int:
        return self.of(CopyState.values)

    @property
    def taken(self) -> int:
        return self.of(REACHED)

    @property
    def waiting(self) -> int:
        return self.of(OPEN)

    @property
    def not_received(self) -> int:
        return self.of(UNREACHED)


@dataclass(frozen=True, slots=True)
class Limited:
    """Copies that wait because their domain takes only so many a minute."""

    domain: str
    waiting: int
    a_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """All that the sentence is made of."""

    state: str
    now: dt.datetime
    begins_at: dt.datetime
    begun_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    fates: Fates = Fates()
    takers: int = 0
    """How many subscribers would get it now, of one that has yet to begin…"""
    if_asked: int = 0
    """…and how many more, if it asks something of them."""
    in_last_minute: int = 0
    limited: Sequence[Limited] = ()
    later: int = 0
    """Copies that the other side did not take yet, and that are tried again…"""
    later_at: dt.datetime | None = None
    """…first then."""

    @property
    def minutes_left(self) -> int | None:
        """How long it takes at the pace of the last minute; None if that cannot be said."""
        held = sum(each.waiting for each in self.limited)
        free = max(0, self.fates.waiting - held - self.later)
        if free and not self.in_last_minute:
            return None
        times = [each.waiting / each.a_minute for each in self.limited if each.a_minute]
        if free:
            times.append(free / self.in_last_minute)
        return math.ceil(max(times, default=0))

    @property
    def is_stalled(self) -> bool:
        """Nothing went out although something could."""
        begun = self.begun_at or self.now
        return (
            self.state == MailingState.SENDING
            and self.now - begun > STALLED_AFTER
            and self.fates.waiting > self.later
            and not self.in_last_minute
        )


def sentence(stand: Stand) -> str:
    fates = stand.fates
    match MailingState(stand.state):
        case MailingState.PLANNED:
            more = f", and {stand.if_asked:,} more if it asks something of them"
            return (
                f"It begins {moment(stand.begins_at, stand.now)}, to {people(stand.takers)}"
                f"{more if stand.if_asked else ''}."
            )
        case MailingState.WRITING:
            return f"Copies are being written: {fates.all:,} so far. Sending begins when all are there."
        case MailingState.SENDING:
            return _ended("; ".join([_done(fates), *_waits(stand), *_left(stand)]))
        case MailingState.PAUSED:
            return f"{_done(fates)}; {fates.waiting:,} {_wait(fates.waiting)} until it goes on."
        case MailingState.DONE:
            return _ended(f"{_taken(fates)}{_when(stand)}") + _missed(fates)
        case MailingState.CANCELLED:
            when = moment(stand.ended_at or stand.now, stand.now)
            if not stand.begun_at or not fates.all:
                return f"Cancelled {when}: nothing was sent."
            return f"Cancelled {when}: {_done(fates)}."


def people(count: int) -> str:
    return f"{count:,} subscriber{'' if count == 1 else 's'}"


def moment(when: dt.datetime, now: dt.datetime) -> str:
    """“at 3:10 p.m.”, with its day unless that is today."""
    return f"{_day(when, now)}at {_time(when)}"


def clock(when: dt.datetime, now: dt.datetime) -> str:
    """“3:10 p.m.”, with its day unless that is today."""
    day = _day(when, now).strip()
    return f"{_time(when)} {day}" if day else _time(when)


def _day(when: dt.datetime, now: dt.datetime) -> str:
    local = timezone.localtime(when)
    is_today = local.date() == timezone.localtime(now).date()
    return "" if is_today else f"on {written(local, 'j F Y')} "


def _time(when: dt.datetime) -> str:
    return written(timezone.localtime(when), "g:i a")


def _ended(said: str) -> str:
    """With a full stop, unless “p.m.” has brought one."""
    return said if said.endswith(".") else f"{said}."


def _done(fates: Fates) -> str:
    return f"{fates.taken:,} of {fates.all:,} sent"


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _waits(stand: Stand) -> list[str]:
    said = [
        f"{each.waiting:,} {_wait(each.waiting)} because {each.domain} takes {each.a_minute:,} a minute"
        for each in stand.limited
        if each.waiting
    ]
    if stand.later:
        again = f"{stand.later:,} {'is' if stand.later == 1 else 'are'} tried again"
        said.append(f"{again} from {clock(stand.later_at or stand.now, stand.now)}")
    return said


def _left(stand: Stand) -> list[str]:
    if stand.is_stalled:
        return ["nothing went out in the last minute"]
    minutes = stand.minutes_left
    if minutes is None or stand.fates.waiting == stand.later:
        return []
    if minutes <= 1:
        return ["less than a minute left" if minutes == 0 else "about a minute left"]
    if minutes < 90:
        return [f"about {minutes} minutes left"]
    return [f"about {round(minutes / 60)} hours left"]


def _taken(fates: Fates) -> str:
    if not fates.all:
        return "There was nobody to send it to"
    if fates.taken == fates.all:
        return (
            f"Sent: mail servers took all {fates.all:,}" if fates.all > 1 else "Sent: it was taken"
        )
    return f"Sent: mail servers took {fates.taken:,} of {fates.all:,}"


def _when(stand: Stand) -> str:
    begun, ended, now = stand.begun_at, stand.ended_at, stand.now
    if begun is None or ended is None or not stand.fates.all:
        return ""
    if ended - begun < dt.timedelta(minutes=1):
        return f", {moment(begun, now)}"
    if timezone.localtime(begun).date() == timezone.localtime(ended).date():
        return f", {_day(begun, now)}between {_time(begun)} and {_time(ended)}"
    return f", between {clock(begun, now)} and {clock(ended, now)}"


def _missed(fates: Fates) -> str:
    count = fates.not_received
    if not count:
        return ""
    return f" {count:,} {'has' if count == 1 else 'have'} not received it."
