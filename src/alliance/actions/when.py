"""By when an answer is asked, when it is late, and what comes next: plain functions of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from alliance.text.clock import time_in_words


@dataclass(frozen=True, slots=True, order=True)
class By:
    """A day, with a time of day if one was said; without one its end."""

    on: dt.date
    at: dt.time | None = None
    is_hard: bool = False
    label: str = ""

    def moment(self, zone: dt.tzinfo) -> dt.datetime:
        """The first moment that is too late, in a local zone."""
        if self.at is not None:
            # Said to the minute: what comes within that minute is in time.
            at = dt.datetime.combine(self.on, self.at, tzinfo=zone)
            return at + dt.timedelta(minutes=1)
        return dt.datetime.combine(self.on + dt.timedelta(days=1), dt.time(), tzinfo=zone)

    @property
    def in_words(self) -> str:
        """`13 November 2020`, `5pm on 13 November 2020`."""
        day = f"{self.on.day} {self.on:%B %Y}"
        return f"{time_in_words(self.at)} on {day}" if self.at is not None else day


def deadline(dates: Sequence[By]) -> By | None:
    """The one after which an answer is late: the first that is hard, else the last wished for."""
    hard = [each for each in dates if each.is_hard]
    if hard:
        return min(hard, key=_order)
    return max(dates, key=_order, default=None)


def is_late(dates: Sequence[By], at: dt.datetime, zone: dt.tzinfo) -> bool:
    """Whether an answer that came at a moment is late; never where no day was given."""
    last = deadline(dates)
    return last is not None and at >= last.moment(zone)


def next_of(dates: Sequence[By], now: dt.datetime, zone: dt.tzinfo) -> By | None:
    """The soonest that has not passed."""
    coming = [each for each in dates if now < each.moment(zone)]
    return min(coming, key=_order, default=None)


def given_at(day: dt.date, now: dt.datetime) -> dt.datetime:
    """The moment of an answer of which only the day is known: now for today, else its noon.

    Args:
        now: in local time.
    """
    if day == now.date():
        return now
    return dt.datetime.combine(day, dt.time(12), tzinfo=now.tzinfo)


def _order(by: By) -> tuple[dt.date, dt.time]:
    return by.on, by.at or dt.time.max
