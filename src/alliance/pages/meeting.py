"""The next meeting of a section or project, and what readers were told of it before.

Plain values: knows no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Meeting:
    """A day, alone or with a time and a place; `network` is an id of the directory."""

    on: dt.date | None = None
    at: dt.time | None = None
    place: str = ""
    network: int | None = None
    is_off: bool = False
    before: Mapping[str, str] = field(default_factory=dict)
    """`on`, `at` and `place` as they were announced, those that have changed since."""

    @property
    def is_announced(self) -> bool:
        return bool(self.on or self.place or self.network)

    @property
    def time_in_words(self) -> str:
        return time_in_words(self.at) if self.at else ""

    @property
    def day_before(self) -> dt.date | None:
        return dt.date.fromisoformat(self.before["on"]) if "on" in self.before else None

    @property
    def time_before(self) -> str:
        at = self.before.get("at")
        return time_in_words(dt.time.fromisoformat(at)) if at else ""

    @property
    def place_before(self) -> str:
        return self.before.get("place", "")

    def is_past(self, today: dt.date) -> bool:
        return self.on is not None and self.on < today


def told_change(told: Meeting | None, new: Meeting, *, on: dt.date) -> dict[str, str]:
    """What readers must be told of the meeting as it was: “was 3 December”.

    Nothing where it is another meeting: none was announced, the announced one is over, or it is
    of another network. A time or a place that is added to a day is news, not a change.

    Args:
        told: the meeting that readers see now, if they see one.
        on: today.
    """
    if told is None or told.on is None or not is_the_same(told, new, on=on):
        return {}
    changed = {}
    if told.on != new.on:
        changed["on"] = told.on.isoformat()
    if told.at and told.at != new.at:
        changed["at"] = told.at.isoformat()
    if told.place and told.place != new.place:
        changed["place"] = told.place
    return changed or dict(told.before)


def is_the_same(told: Meeting, new: Meeting, *, on: dt.date) -> bool:
    """Whether it is the meeting that readers know of, told otherwise: still to come, of one network."""
    return (
        told.on is not None
        and new.on is not None
        and not told.is_past(on)
        and told.network == new.network
    )


def time_in_words(time: dt.time) -> str:
    """`10am`, `1.30pm`, `12 noon`: as bulletins write it."""
    if (time.hour, time.minute) == (12, 0):
        return "12 noon"
    minutes = f".{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"
