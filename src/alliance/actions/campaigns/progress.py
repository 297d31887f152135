"""How a measure stands and where it leads: plain functions of counts and days.

A share is kept as its two counts and compared in whole numbers: 94.96 % is not 95 %.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

DAY = dt.timedelta(days=1)
OPENS_BEFORE = 2 * DAY
"""How long before its day a week's figure is asked: on Monday what is wanted on Wednesday."""
PACE = 14 * DAY
"""Over how long the pace is taken."""
FAR_OFF = 2
"""By what factor a whole may change from one week to the next before somebody looks again."""


# Days ------------------------------------------------------------------------------------------


def days_of(first: dt.date, last: dt.date, weekday: int) -> list[dt.date]:
    """The days of a campaign's figures: that weekday of every week, and the last day itself."""
    day = first + (weekday - first.weekday()) % 7 * DAY
    found = []
    while day < last:
        found.append(day)
        day += 7 * DAY
    return [*found, last]


def day_due(days: Sequence[dt.date], today: dt.date) -> dt.date | None:
    """The latest figure that is asked by today; those before it that were missed are not asked."""
    return max((day for day in days if day - OPENS_BEFORE <= today), default=None)


# Figures ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many."""

    done: int
    of: int

    @classmethod
    def from_row(cls, done: Decimal | None, of: int | None) -> Figure | None:
        """The figure of an answer; None where it is none."""
        return None if done is None or of is None else cls(int(done), of)

    @property
    def is_nobody(self) -> bool:
        """There is nobody of whom it could be said: at its target, and no part of a total."""
        return self.of == 0

    @property
    def share(self) -> Fraction:
        """Of one; nobody of nobody is all of them."""
        return Fraction(self.done, self.of) if self.of else Fraction(1)

    def is_at(self, target: int) -> bool:
        return self.done * 100 >= target * self.of

    def short_of(self, target: int) -> int:
        """How many more reach the target."""
        return max(0, -(-target * self.of // 100) - self.done)

    @property
    def in_words(self) -> str:
        """`112 of 140 (80 %)`; `nobody to count` where the whole is 0."""
        if self.is_nobody:
            return "nobody to count"
        return f"{self.done:,} of {self.of:,} ({percent(self.share)})"


def percent(share: Fraction) -> str:
    """`80 %`, `94.9 %`: rounded down, so that what falls short never reads as reached."""
    tenths = share * 1000 // 1
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth} %" if tenth else f"{whole} %"


# Lines -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """What one authority gave, by the day it is of."""

    figures: Mapping[dt.date, Figure]
    until: dt.date | None = None
    """The day on which it left; its figures are carried no further."""

    def at(self, day: dt.date) -> Figure | None:
        """Its figure of a day, or its latest before it."""
        if day in self.figures:  # given before it left counts, else the total tells what it was
            return self.figures[day]
        if self.until is not None and day > self.until:
            return None
        known = [each for each in self.figures if each <= day]
        return self.figures[max(known)] if known else None

    @property
    def points(self) -> list[tuple[dt.date, Figure]]:
        """In order, without the weeks in which there was nobody to count."""
        return [(day, self.figures[day]) for day in sorted(self.figures) if self.figures[day].of]

    @property
    def latest(self) -> Figure | None:
        return self.figures[max(self.figures)] if self.figures else None


@dataclass(frozen=True, slots=True)
class Total:
    """The region on one day: the sum of what is done over the sum of all, never a mean of shares."""

    on: dt.date
    figure: Figure
    gave: int
    """Authorities whose figure is of that very day, those with nobody to count among them."""
    carried: int
    """Authorities counted with an earlier figure."""
    counted_new: int
    """Those that gave one that day and have somebody to count."""

    def is_told(self, least: int) -> bool:
        """Whether members may read it, if they may read what at least so many authorities gave.

        The figures that are new must be enough, not only those in it: else the change since the
        week before would tell what one other gave.
        """
        return self.counted_new >= least


def total_on(day: dt.date, lines: Iterable[Line]) -> Total:
    """The region's total of a day; who never gave a figure is left out."""
    gave = carried = new = done = of = 0
    for line in lines:
        figure = line.at(day)
        if figure is None:
            continue
        is_new = day in line.figures
        gave += is_new
        if figure.is_nobody:
            continue
        new += is_new
        carried += not is_new
        done, of = done + figure.done, of + figure.of
    return Total(day, Figure(done, of), gave, carried, new)


# Where it leads --------------------------------------------------------------------------------

Points = Sequence[tuple[dt.date, Figure]]


def reaches(points: Points, last_on: dt.date) -> Fraction | None:
    """The share on the last day if it goes on as in the last two weeks.

    None with fewer than two figures in that time, or when the last day has come.
    """
    if not points:
        return None
    day, now = points[-1]
    before = [each for each in points[:-1] if each[0] >= day - PACE]
    if not before or day >= last_on:
        return None
    since, then = before[0]
    a_day = (now.share - then.share) / (day - since).days
    return min(Fraction(1), max(Fraction(0), now.share + a_day * (last_on - day).days))


def outlook(points: Points, last_on: dt.date, target: int) -> str:
    """Where a line leads, in a sentence; nothing where there is nothing to judge by."""
    if not points:
        return ""
    now = points[-1][1]
    if now.is_at(target):
        return f"The {target} % aimed at are reached."
    share = reaches(points, last_on)
    if share is None:
        return ""
    by = f"{last_on.day} {last_on:%B %Y}"
    if share == now.share:
        return f"It has not moved in two weeks: {percent(share)} by {by} if that goes on."
    said = f"At the pace of the last two weeks it reaches {percent(share)} by {by}"
    if share * 100 >= target:
        return f"{said}: the {target} % aimed at."
    return f"{said}, short of the {target} % aimed at."


def still_needed(figure: Figure | None, last_on: dt.date, target: int) -> str:
    """`12 more of 140 by 30 November 2026`."""
    if figure is None:
        return "No figure yet."
    if figure.is_nobody:
        return "Nobody to count: at the target."
    if more := figure.short_of(target):
        return f"{more:,} more of {figure.of:,} by {last_on.day} {last_on:%B %Y}"
    return f"The {target} % aimed at are reached."


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that may be a slip. It counts all the same: people leave, teams move."""

    on: dt.date
    words: str


def doubts(line: Line) -> Iterator[Doubt]:
    """What looks odd from one figure to the next."""
    days = sorted(line.figures)
    for earlier, day in pairwise(days):
        was, now = line.figures[earlier], line.figures[day]
        before = f"{was.done:,} of {was.of:,} on {earlier.day} {earlier:%B}"
        if was.of and now.of and max(was.of, now.of) >= FAR_OFF * min(was.of, now.of):
            yield Doubt(day, f"{now.of:,} is far from what it was out of before ({before}).")
        if now.done < was.done:
            yield Doubt(day, f"{now.done:,} is fewer than before ({before}).")
