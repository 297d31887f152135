"""What a panel may do on a day: plain functions over its phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol


class HasRights(Protocol):
    """A phase: both days included."""

    name: str
    starts_on: dt.date
    ends_on: dt.date
    may_score: bool
    may_discuss: bool
    sees_scores: bool
    sees_all: bool
    sees_names: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the phases of a day allow together; nothing, where there is none."""

    may_score: bool = False
    may_discuss: bool = False
    sees_scores: bool = False
    sees_all: bool = False
    sees_names: bool = False
    phases: tuple[str, ...] = ()
    until: dt.date | None = None
    """The last day of the first of them to end."""

    @property
    def is_at_work(self) -> bool:
        return bool(self.phases)


NOTHING = Rights()


def rights_on(day: dt.date, phases: Iterable[HasRights]) -> Rights:
    """The rights of all phases that cover the day."""
    now = [each for each in phases if each.starts_on <= day <= each.ends_on]
    if not now:
        return NOTHING
    return Rights(
        may_score=any(each.may_score for each in now),
        may_discuss=any(each.may_discuss for each in now),
        sees_scores=any(each.sees_scores for each in now),
        sees_all=any(each.sees_all for each in now),
        sees_names=any(each.sees_names for each in now),
        phases=tuple(each.name for each in now),
        until=min(each.ends_on for each in now),
    )


def next_after(day: dt.date, phases: Iterable[HasRights]) -> HasRights | None:
    """The phase that begins next, if one does."""
    later = [each for each in phases if each.starts_on > day]
    return min(later, key=lambda each: each.starts_on, default=None)


def doubts(phases: Sequence[HasRights]) -> list[str]:
    """Overlaps, gaps and what was forgotten, a sentence each. None of them is forbidden."""
    if not phases:
        return ["There is no phase yet: the panel can neither read nor score."]
    found = list(_between(sorted(phases, key=lambda each: (each.starts_on, each.ends_on))))
    if not any(each.may_score for each in phases):
        found.append("In no phase may the panel score.")
    return found


def _between(phases: Sequence[HasRights]) -> Iterator[str]:
    for before, after in pairwise(phases):
        if after.starts_on <= before.ends_on:
            both = min(before.ends_on, after.ends_on)
            yield (
                f"“{before.name}” and “{after.name}” overlap from {_day(after.starts_on)} to "
                f"{_day(both)}: what either allows is allowed then."
            )
        elif (idle := (after.starts_on - before.ends_on).days - 1) > 0:
            days = "a day" if idle == 1 else f"{idle} days"
            yield (
                f"Between “{before.name}” and “{after.name}” there is a gap of {days}: the panel "
                "can do nothing then."
            )


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
