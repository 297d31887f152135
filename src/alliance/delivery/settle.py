"""Which days hold, after all that was told of a matter: moved, cancelled, still standing.

Plain functions: the same tellings always give the same days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from .tellings import Hours, Kind, Telling

EXTENDABLE = {Kind.DEADLINE: dt.timedelta(days=14), Kind.EVENT: dt.timedelta(0)}
"""How long after a day has passed another one may still take its place.

A deadline is often extended in the bulletin after it. An event that has passed has taken place:
another day is another event.
"""


@dataclass(slots=True)
class Settled:
    """A day that was given for a matter, and what has become of it."""

    kind: Kind
    first_day: dt.date
    """The day given first: what it is known by, however often it moves."""
    day: dt.date
    changed_at: dt.datetime
    hours: Hours | None = None
    """None of a whole day."""
    sequence: int = 0
    """How often the day or its hours moved, was cancelled or was taken up again."""
    is_cancelled: bool = False

    def stand(self, telling: Telling, day: dt.date) -> None:
        """It is told for this day, and for the hours that are given with it."""
        self.day, self.hours = day, telling.hours.get(day)
        self._revised(telling, is_cancelled=False)

    def fall(self, telling: Telling) -> None:
        self._revised(telling, is_cancelled=True)

    def _revised(self, telling: Telling, *, is_cancelled: bool) -> None:
        self.sequence += 1
        self.changed_at = telling.at
        self.is_cancelled = is_cancelled


def settle(tellings: Sequence[Telling]) -> list[Settled]:
    """The days of a matter after its tellings, given oldest first."""
    settled: list[Settled] = []
    for kind in Kind:
        days = _Days(kind)
        for telling in tellings:
            days.tell(telling)
        settled += days.given
    worded_at = worded_since(tellings) if tellings else None
    for one in settled:
        if worded_at and worded_at > one.changed_at:
            one.changed_at = worded_at
    return settled


def worded_since(tellings: Sequence[Telling]) -> dt.datetime:
    """Since when the matter has been told in its present words."""
    newest = tellings[-1]
    since = newest.corrected_at or newest.at
    for telling in reversed(tellings):
        if telling.wording != newest.wording:
            break
        since = telling.corrected_at or telling.at
    return since


@dataclass(slots=True)
class _Days:
    """The days of one kind that were given for a matter so far.

    Only those that may still move are gone through for each telling: a matter that has come back
    for years costs no more each time.
    """

    kind: Kind
    given: list[Settled] = field(default_factory=list)
    by_day: dict[dt.date, Settled] = field(default_factory=dict)
    standing: list[Settled] = field(default_factory=list)

    def tell(self, telling: Telling) -> None:
        told = telling.days.get(self.kind, frozenset())
        reach = telling.on - EXTENDABLE[self.kind]
        self.standing = [one for one in self.standing if one.day >= reach]
        self._take_up(told, telling)
        left = [one for one in self.standing if one.day not in told]
        new = sorted(day for day in told if day not in self.by_day)
        # A day called off in so many words is the one that another day stands in for.
        off = telling.calls_off() if left else frozenset()
        said_off = [one for one in left if one.day in off]
        for candidates in (said_off, left):
            new = self._move(candidates, new, telling)
        self._cancel(left, off, telling)
        for day in new:
            self._give(Settled(self.kind, day, day, telling.at, telling.hours.get(day)))

    def _take_up(self, told: frozenset[dt.date], telling: Telling) -> None:
        """Days that were given before: those that had fallen stand again, hours may be others."""
        for day in sorted(told):
            one = self.by_day.get(day)
            if one is None or not (one.is_cancelled or one.hours != telling.hours.get(day)):
                continue
            if one.is_cancelled:
                self.standing.append(one)
            one.stand(telling, day)

    def _move(
        self, candidates: Sequence[Settled], new: list[dt.date], telling: Telling
    ) -> list[dt.date]:
        """Let new days take the place of those nearest to them; the new days that are left."""
        if not (candidates and new):
            return new
        told = telling.days.get(self.kind, frozenset())
        moving = [one for one in candidates if one.day not in told]
        taken = set()
        for old, fresh in nearest([one.day for one in moving], new):
            one, day = moving[old], new[fresh]
            del self.by_day[one.day]
            self.by_day[day] = one
            one.stand(telling, day)
            taken.add(day)
        return [day for day in new if day not in taken]

    def _cancel(self, left: Sequence[Settled], off: frozenset[dt.date], telling: Telling) -> None:
        """A telling that gives days, and gives them all, takes back those that it leaves out."""
        told = telling.days.get(self.kind, frozenset())
        gives_all = bool(told) and telling.is_whole
        for one in left:
            is_left_out = one.day not in told and one.day >= telling.on
            if is_left_out and (gives_all or one.day in off):
                one.fall(telling)
        self.standing = [one for one in self.standing if not one.is_cancelled]

    def _give(self, one: Settled) -> None:
        self.given.append(one)
        self.by_day[one.day] = one
        self.standing.append(one)


def nearest(old: Sequence[dt.date], new: Sequence[dt.date]) -> list[tuple[int, int]]:
    """Pairs of places in both lists, each used once: the days that lie closest first."""
    gaps = sorted(
        (abs(b - a), place, other) for place, a in enumerate(old) for other, b in enumerate(new)
    )
    olds, news = set(range(len(old))), set(range(len(new)))
    pairs: list[tuple[int, int]] = []
    for _, place, other in gaps:
        if place in olds and other in news:
            pairs.append((place, other))
            olds.remove(place)
            news.remove(other)
    return pairs
