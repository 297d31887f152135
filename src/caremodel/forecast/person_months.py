"""Histories as arrays of month ends: what the forecast learns from, and who is in care on its first day.

Everything is seen at month ends. A month is a whole number, `12 × year + month - 1`; a child is in care at
the end of month m when an episode began in m or before and ended after m. Then neither the day of an
episode nor that of a birthday matters: at the end of a month everybody born in that month has had the
birthday (29 February apart, in common years).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..ages import LEAVING_AGE, age_on
from ..histories import Child, Histories
from ..placements import CATEGORIES, OF_CODE, RESPITE

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PLACES = len(CATEGORIES)
"""Categories, numbered as in `CATEGORIES`; `LEFT` is where a child is who has left care."""
LEFT = PLACES
SETTLED_AFTER = 12
STATES = 2 * PLACES
OUT = STATES
"""A state is 2 × category, and 1 more once the child has been in one placement for `SETTLED_AFTER` months."""
ADULT = 12 * LEAVING_AGE
_STATE = {name: number for number, name in enumerate(CATEGORIES)}
_STATE_OF_CODE = {code: _STATE[name] for code, name in OF_CODE.items()}
_OTHER = _STATE["other"]
_OPEN = 10**6


def month_of(day: dt.date) -> int:
    """The month that a day is in."""
    return day.year * 12 + day.month - 1


def month_end(month: int) -> dt.date:
    """The last day of a month."""
    return dt.date((month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)


def age_in_months(month: int, born: Ints, leap: Bools) -> Ints:
    """Whole months of age at a month's end; who was born on 29 February waits for 1 March in common years."""
    year = month // 12
    common = year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)
    return month - born - (leap if month % 12 == 1 and common else 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Children in care on one day, one row each.

    Months of birth, of coming in and of coming into the placement they are in; age in whole years.
    """

    born: Ints
    leap: Bools
    entered: Ints
    began: Ints
    state: Ints
    age: Ints

    def __len__(self) -> int:
        return len(self.born)


@dataclass(frozen=True, slots=True)
class Observed:
    """What is known on a day, as stays: a child in one placement over month ends, without a break.

    `ended` is the first month end after the stay; `following` the category then (`LEFT`: none). What lies
    after `last` is not known. `child` and `authority` are numbers.
    """

    origin: dt.date
    first: int
    last: int
    child: Ints
    authority: Ints
    born: Ints
    entered: Ints
    began: Ints
    ended: Ints
    state: Ints
    following: Ints
    new: Bools
    """Came into care with this stay."""
    standing: Standing
    authorities: tuple[str | None, ...]
    lacking: tuple[str, ...]
    """Sentences: what these histories lack."""

    def of(self, authority: str) -> Bools:
        """Which stays are of one authority's children."""
        if authority not in self.authorities:
            known = ", ".join(sorted(one for one in self.authorities if one)) or "none"
            raise ValueError(
                f"No child of authority {authority} is in these histories; there are: {known}."
            )
        mine: Bools = self.authority == self.authorities.index(authority)
        return mine


def observe(histories: Histories, origin: dt.date, authority: str | None = None) -> Observed:
    """What `histories` say that was known on `origin`: later episodes are dropped, later ends opened again.

    Short breaks (V3, V4) are left out, and children without a date of birth: their age cannot be known.
    `authority`: only its children stand in care; all are learned from.
    """
    last = month_of(origin) - (origin != month_end(month_of(origin)))
    numbers: dict[str | None, int] = {}
    rows: list[list[int]] = []
    standing: list[tuple[int, bool, int, int, int, int]] = []
    ageless = adults = 0
    for number, one in enumerate(histories.children):
        whose = numbers.setdefault(one.authority, len(numbers))
        today = _episode_on(one, origin)
        if one.born is None:
            ageless += today is not None
            continue
        born = month_of(one.born)
        before = len(rows)
        _stays(one, number, whose, born, origin, rows)
        if today is not None and (authority is None or one.authority == authority):
            age = age_on(one.born, origin)
            if age >= LEAVING_AGE:
                adults += 1
            else:
                leap = (one.born.month, one.born.day) == (2, 29)
                entered, place = today
                began = month_of(origin)
                if len(rows) > before and rows[-1][6] == place:
                    began = rows[-1][4]
                standing.append((born, leap, entered, began, place, max(age, 0)))
    table = np.array(rows, dtype=np.int64).reshape(-1, 9)
    now = np.array(standing, dtype=np.int64).reshape(-1, 6)
    child, whose_, born_, entered_, began_, ended_, state, following, new = table.T  # by columns
    return Observed(
        origin=origin,
        first=month_of(histories.since),
        last=last,
        child=child,
        authority=whose_,
        born=born_,
        entered=entered_,
        began=began_,
        ended=ended_,
        state=state,
        following=following,
        new=new == 1,
        standing=Standing(now[:, 0], now[:, 1] == 1, *now[:, 2:].T),
        authorities=tuple(numbers),
        lacking=_lacking(ageless, adults),
    )


def _episode_on(child: Child, day: dt.date) -> tuple[int, int] | None:
    """Month of coming in and category of the episode that a child is in on a day."""
    for period in reversed(child.periods):
        if period.began > day or (period.ended is not None and period.ended <= day):
            continue
        for placement in reversed(period.placements):
            for episode in reversed(placement.episodes):
                if (
                    episode.began <= day
                    and (episode.ended is None or episode.ended > day)
                    and episode.ls not in RESPITE
                ):
                    state = _STATE_OF_CODE.get(episode.place or "", _OTHER)
                    return month_of(period.began), state
    return None


def _stays(
    child: Child, number: int, whose: int, born: int, origin: dt.date, rows: list[list[int]]
) -> None:
    """Add the stays of one child: episodes of one placement are one."""
    mine: list[int] | None = None
    adult = born + ADULT
    for period in child.periods:
        began = period.began
        entered = began.year * 12 + began.month - 1
        for placement in period.placements:
            moved = True
            for episode in placement.episodes:
                began = episode.began
                if began > origin or episode.ls in RESPITE:
                    continue
                ended = episode.ended
                since = began.year * 12 + began.month - 1
                until = (
                    _OPEN if ended is None or ended > origin else ended.year * 12 + ended.month - 1
                )
                until = min(until, adult)
                if mine is not None and since < mine[5]:
                    since = mine[5]  # two open at once: the earlier one keeps its months
                if since >= until:
                    continue
                state = _STATE_OF_CODE.get(episode.place or "", _OTHER)
                joined = mine is not None and since == mine[5]
                if mine is not None and joined:
                    if mine[6] == state and not moved:
                        mine[5] = until
                        continue
                    mine[7] = state
                moved = False
                mine = [number, whose, born, entered, since, until, state, LEFT, not joined]
                rows.append(mine)


def _lacking(ageless: int, adults: int) -> tuple[str, ...]:
    found = []
    if ageless:
        found.append(
            f"{ageless} {'child' if ageless == 1 else 'children'} in care had no date of birth and "
            "could not be counted: put DOB into the header table."
        )
    if adults:
        found.append(
            f"{adults} open {'episode' if adults == 1 else 'episodes'} of people aged 18 or over "
            "were left out: close them on the 18th birthday."
        )
    return tuple(found)
