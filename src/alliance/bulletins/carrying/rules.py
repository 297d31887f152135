"""Whether a matter told before is told again as a reminder, and why. Plain functions.

A matter is news once or twice, then a reminder while something of it is open or it is still fresh,
and then, where it told of a publication, an entry of the catalogue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

ROOM = 6
"""Reminders for which a bulletin has room, where the bulletins before it say nothing else."""
LOOKED_AT = 8
"""Bulletins before it whose reminders are counted to see how many there is room for."""
OFTEN = 6
"""Bulletins on end after which a matter with a day to come is as good as standing."""
FRESH = 3
"""Bulletins after its first in which a matter without a day is still kept in mind."""
CATALOGUED_AFTER = dt.timedelta(weeks=3)
"""After its first telling, what told of a publication leaves the news for the catalogue."""


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as one bulletin told it."""

    number: int
    date: dt.date
    title: str
    text: str = ""
    section: str = "news"
    deadlines: tuple[dt.date, ...] = ()
    events: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An action that was raised from a matter and is open: who has not answered, and its last day."""

    title: str
    missing: int
    asked: int
    last_day: dt.date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, its tellings from the oldest, and what else bears on telling it again."""

    key: int
    tellings: tuple[Told, ...]
    asks: tuple[Asked, ...] = ()
    carry_until: dt.date | None = None
    is_standing: bool = False
    tells_of_publication: bool = False

    @property
    def first(self) -> Told:
        return self.tellings[0]

    @property
    def last(self) -> Told:
        return self.tellings[-1]


class Why(StrEnum):
    """The rules, the most pressing first."""

    EDITOR = "editor asked"
    STANDING = "standing"
    EVERY_TIME = "in every bulletin"
    DEADLINE = "deadline open"
    ANSWERS = "answers missing"
    EVENT = "event to come"
    FRESH = "still fresh"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that speaks for a reminder, and what it says of this matter."""

    why: Why
    words: str
    day: dt.date | None = None


class Place(StrEnum):
    """Where a matter goes in the next bulletin."""

    REMINDER = "reminder"
    CATALOGUE = "catalogue"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of one matter for one bulletin."""

    matter: Matter
    place: Place
    reasons: tuple[Reason, ...] = ()
    fell_out: str = ""
    """Why it is no reminder any more."""
    has_room: bool = True
    """Whether it is among those for which there is room; the others are offered too."""

    @property
    def why(self) -> Why | None:
        return self.reasons[0].why if self.reasons else None


def judge(matter: Matter, on: dt.date, dates: Sequence[dt.date]) -> Judgement:
    """What becomes of a matter in the bulletin of the day `on`.

    Args:
        dates: the days of the bulletins before it, from the oldest.
    """
    reasons = tuple(sorted(_reasons(matter, on, dates), key=lambda each: list(Why).index(each.why)))
    if reasons:
        return Judgement(matter, Place.REMINDER, reasons)
    if matter.tells_of_publication and on - matter.first.date >= CATALOGUED_AFTER:
        return Judgement(
            matter,
            Place.CATALOGUE,
            fell_out="It has had its weeks; its publication is in the list.",
        )
    return Judgement(matter, Place.OUT, fell_out=_fell_out(matter, on, dates))


def propose(
    matters: Iterable[Matter], on: dt.date, dates: Sequence[dt.date], *, room: int = ROOM
) -> list[Judgement]:
    """All matters judged: reminders the most pressing first, then what leaves the news.

    What an editor asked for always has room. Of the rest come first what has a deadline, then what
    was told least often: it has been kept in mind by the fewest.
    """
    judged = [judge(matter, on, dates) for matter in matters]
    reminders = sorted((each for each in judged if each.reasons), key=_press)
    left = room
    proposed = []
    for each in reminders:
        proposed.append(each if left > 0 or each.why in _ALWAYS else replace(each, has_room=False))
        left -= 1
    others = [each for each in judged if not each.reasons]
    others.sort(key=lambda each: each.matter.last.date, reverse=True)
    return [*proposed, *others]


_ALWAYS = (Why.EDITOR, Why.STANDING)


def _press(judgement: Judgement) -> tuple[int, int, dt.date]:
    reason = judgement.reasons[0]
    times = len(judgement.matter.tellings)
    return list(Why).index(reason.why), times, reason.day or judgement.matter.first.date


def room_after(reminders: Sequence[int]) -> int:
    """How many reminders there is room for, by how many the bulletins before had, oldest first."""
    return max(reminders[-LOOKED_AT:], default=ROOM) or ROOM


def _reasons(matter: Matter, on: dt.date, dates: Sequence[dt.date]) -> Iterator[Reason]:
    if matter.is_standing:
        yield Reason(Why.STANDING, "An editor made it a standing reminder.")
    elif matter.carry_until is not None and matter.carry_until >= on:
        yield Reason(
            Why.EDITOR, f"An editor asked for it until {words_of(matter.carry_until)}.", matter.carry_until
        )  # fmt: skip
    for ask in matter.asks:
        if ask.missing:
            who = "authority" if ask.missing == 1 else "authorities"
            yield Reason(
                Why.ANSWERS,
                f"Answers are missing from {ask.missing} {who} of {ask.asked}: {ask.title}.",
                ask.last_day,
            )
    if _was_left_out(matter, dates):
        return
    if (day := _next(_days(matter), on)) and _is_in_every(matter, dates):
        yield Reason(Why.EVERY_TIME, f"It was in each of the last {OFTEN} bulletins.", day)
    if day := _next(_deadlines(matter), on):
        yield Reason(Why.DEADLINE, f"It is open until {words_of(day)}.", day)
    if day := _next(matter.last.events, on):
        yield Reason(Why.EVENT, f"It is on {words_of(day)}.", day)
    if not _days(matter) and _age(matter, dates) < FRESH:
        yield Reason(Why.FRESH, f"It was first said on {words_of(matter.first.date)}.")


def _deadlines(matter: Matter) -> Iterable[dt.date]:
    """The deadlines that hold: those last told, and the last days of what is asked."""
    return [*matter.last.deadlines, *(ask.last_day for ask in matter.asks if ask.last_day)]


def _days(matter: Matter) -> list[dt.date]:
    return [day for told in matter.tellings for day in (*told.deadlines, *told.events)]


def _next(days: Iterable[dt.date], on: dt.date) -> dt.date | None:
    return min((day for day in days if day >= on), default=None)


def _age(matter: Matter, dates: Sequence[dt.date]) -> int:
    """How many bulletins there were since its first."""
    return sum(day > matter.first.date for day in dates)


def _was_left_out(matter: Matter, dates: Sequence[dt.date]) -> bool:
    """Whether an editor let it go: the last bulletin was without it."""
    return bool(dates) and matter.last.date < max(dates)


def _is_in_every(matter: Matter, dates: Sequence[dt.date]) -> bool:
    told = {each.date for each in matter.tellings}
    return len(dates) >= OFTEN and told.issuperset(dates[-OFTEN:])


def _fell_out(matter: Matter, on: dt.date, dates: Sequence[dt.date]) -> str:
    days = _days(matter)
    if days and max(days) < on:
        kind = "deadline" if max(days) in _deadlines(matter) else "day"
        return f"Its last {kind}, {words_of(max(days))}, is past."
    if days:
        return f"It was left out after Update {matter.last.number}; {words_of(max(days))} is still to come."
    return f"It was first said on {words_of(matter.first.date)}, and has no day to come."


def words_of(day: dt.date) -> str:
    """13 November 2020."""
    return f"{day.day} {day:%B %Y}"
