"""When a meeting is, and what must be said of when it was to be.

Plain values: knows no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alliance.text.clock import date_in_words, time_in_words


@dataclass(frozen=True, slots=True)
class When:
    """A day, alone or with the time at which a meeting begins and, perhaps, ends."""

    on: dt.date
    at: dt.time | None = None
    ends_at: dt.time | None = None

    @property
    def hours(self) -> str:
        """`10am to 12 noon`, `10am`, or nothing."""
        if self.at is None:
            return ""
        begins = time_in_words(self.at)
        return f"{begins} to {time_in_words(self.ends_at)}" if self.ends_at else begins

    @property
    def in_words(self) -> str:
        """`Thursday 3 December 2026, 10am to 12 noon`."""
        day = date_in_words(self.on)
        return f"{day}, {self.hours}" if self.hours else day

    def is_past(self, today: dt.date) -> bool:
        return self.on < today


@dataclass(frozen=True, slots=True)
class Told:
    """What readers were told from a moment on."""

    when: When
    is_cancelled: bool = False
    is_correction: bool = False


def standing(tellings: Iterable[Told]) -> list[Told]:
    """The tellings, oldest first, without those that a correction took the place of."""
    kept: list[Told] = []
    for told in tellings:
        if told.is_correction and kept:
            kept.pop()
        kept.append(told)
    return kept


def moved_from(tellings: Sequence[Told]) -> list[When]:
    """Whatever a reader may have noted that no longer holds, the latest first.

    An earlier day is told once, whatever its times were. On the day that holds, only an earlier
    time of beginning is: a time that is added to a day is news, not a change.
    """
    kept = standing(tellings)
    if not kept:
        return []
    now = kept[-1].when
    found: dict[tuple[dt.date, dt.time | None], When] = {}
    for told in reversed(kept[:-1]):
        was = told.when
        if was.on != now.on:
            found.setdefault((was.on, None), was)
        elif was.at and was.at != now.at:
            found.setdefault((was.on, was.at), was)
    return list(found.values())


def moved_in_words(now: When, earlier: Sequence[When]) -> str:
    """`12 May 2026 and 19 May 2026`, `10am`; nothing where nothing moved."""
    parts = [_was(now, when) for when in earlier]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _was(now: When, when: When) -> str:
    if when.on == now.on:
        return time_in_words(when.at) if when.at else ""
    return f"{when.on.day} {when.on:%B %Y}"
