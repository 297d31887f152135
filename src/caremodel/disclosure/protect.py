"""Hide, round, try, hide more: from tables of counts to tables to publish."""

from __future__ import annotations

import hmac
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final, Literal

from .days import APART, in_order, too_near
from .facts import Counts, Fact, Known, Line, know, of_what
from .ledger import Ledger, printed_before
from .register import REGISTER, Entry
from .rounding import LEAST, Room, chance, room, rounded
from .tables import ProtectedTable, as_table
from .worlds import Blocked, Worlds

WIDTH: Final = LEAST - 2
"""Of the counts that a hidden number must leave open: 1, 2, 3, 4 are three apart."""
RISEN: Final = LEAST + 1
"""The most that 4 becomes by two children more."""
Reason = Literal[
    "under 5",
    "in a line of under 5",
    "hidden the time before",
    "beside one under 5",
    "could be worked out",
]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that is hidden, and why. Tells what the tables do not: for the authority alone."""

    fact: Fact
    why: Reason


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables to publish; and, to be kept by the authority, what was hidden and why; and what was printed, for the next time.

    `tables` and nothing else leaves. The account and the ledger are not shown when this is printed.
    """

    tables: tuple[ProtectedTable, ...]
    kept: tuple[Fact, ...] = field(repr=False)
    """Numbers printed as they were before, whatever their counts are now."""
    account: tuple[Hidden, ...] = field(repr=False)
    """Confidential as the returns: it tells which hidden numbers are under 5."""
    ledger: Ledger = field(repr=False)
    """For the next release; kept with the secret."""


def protect(
    tables: Iterable[Counts],
    *,
    secret: bytes,
    earlier: Sequence[Protected | Ledger] = (),
    register: Mapping[str, Entry] = REGISTER,
) -> Protected:
    """Tables of counts, made fit to publish together and beside all that was published earlier (in order of time).

    What was printed of a population and day stays as it was printed: corrections show from the next day on.

    secret: at least 16 bytes, the same for all releases of an authority, known to nobody else. ValueError for a shorter
    one, a table that is not in the register, tables that do not agree, a new number of a population and day that are out,
    or a day or span too near to one of them.
    """
    if len(secret) < 16:
        raise ValueError(
            "The secret must have at least 16 bytes; make one once and keep it with the returns."
        )
    known = know(tables, register)
    before = printed_before(one.ledger if isinstance(one, Protected) else one for one in earlier)
    _refuse_more(known, before)
    _refuse_near(known, before)
    release = _Release(known, before, secret)
    release.hide_small()
    release.hide_just_risen()
    release.hide_beside()
    release.hide_what_could_be_worked_out()
    return release.result()


def _refuse_more(known: Known, before: Mapping[Fact, int | None]) -> None:
    """A new number beside old ones, of counts that may have been corrected since, could tell the correction."""
    out = {one[:2] for one in before}
    for one in known.counts:
        if one[:2] in out and one not in before:
            so = ", ".join(f"{heading} {label}" for heading, label in one.so) or "all"
            raise ValueError(
                f"“{one.population}” of {one.period} has been published, without the number for {so}: its tables "
                "are final. Publish the tables of that day as they were, and new ones from the next day on."
            )


def _refuse_near(known: Known, before: Mapping[Fact, int | None]) -> None:
    """Days next to one another, and spans that overlap, differ by the few children in between."""
    periods: dict[str, dict[str, None]] = {}
    for one in (*before, *known.counts):
        periods.setdefault(one.population, {})[one.period] = None
    for population, period in dict.fromkeys(one[:2] for one in known.counts if one not in before):
        if near := too_near(period, periods[population]):
            raise ValueError(
                f"“{population}” of {period} and of {near}: the difference would tell of the few in between. "
                f"Days must be {APART.days} days apart, and spans must not overlap: publish quarters or years, not both."
            )


class _Release:
    """One release in the making."""

    def __init__(self, known: Known, before: Mapping[Fact, int | None], secret: bytes) -> None:
        self._known, self._before, self._secret = known, before, secret
        self._choices = hmac.digest(secret, b"which are hidden", "sha256")
        self._kept = {one for one in known.counts if one in before}
        self._rests = known.rests
        self._why: dict[Fact, Reason] = {}
        self._whole_lines: set[Fact] = set()

    def hide_small(self) -> None:
        """Counts from 1 to 4; and the whole of a line that has no more, noughts too: else they tell of those few."""
        for one, count in self._known.counts.items():
            if 0 < count < LEAST:
                self._hide(one, "under 5")
        for line in self._known.lines:
            if 0 < self._known.counts[line.total] < LEAST:
                self._whole_lines.update(line.cells)
                for one in line.cells:
                    self._hide(one, "in a line of under 5")

    def hide_just_risen(self) -> None:
        """A 5 or 6 that was hidden the time before: who knows of one or two that came would know the old count."""
        hidden = {of_what(one): shown is None for one, shown in self._before.items()}
        for period in in_order(dict.fromkeys(one.period for one in self._known.counts)):
            mine = [one for one in self._known.counts if one.period == period]
            for one in mine:
                if LEAST <= self._known.counts[one] <= RISEN and hidden.get(of_what(one)):
                    self._hide(one, "hidden the time before")
            hidden |= {of_what(one): self._is_hidden(one) for one in mine}

    def hide_beside(self) -> None:
        """No hidden cell stands alone in its row or column, unless its other line is hidden as a whole."""
        while sum(map(self._hide_a_second, self._known.lines)):
            pass

    def hide_what_could_be_worked_out(self) -> None:
        """Hide more until there are worlds enough around every hidden number."""
        for population, period in dict.fromkeys(one[:2] for one in self._known.counts):
            mine = [one for one in self._known.counts if one[:2] == (population, period)]
            if not self._kept.issuperset(mine):
                self._open(mine)

    def result(self) -> Protected:
        """What has been decided."""
        counts = self._known.counts
        shown = {one: self._shown(one) for one in counts}
        return Protected(
            tuple(as_table(placed, shown) for placed in self._known.tables),
            tuple(one for one in counts if one in self._kept),
            tuple(Hidden(one, why) for one, why in self._why.items()),
            Ledger(shown),
        )

    def _hide(self, one: Fact, why: Reason) -> bool:
        """Hide a number, unless it stays as it was printed; whether that is new."""
        if one in self._why or one in self._kept:
            return False
        self._why[one] = why
        return True

    def _shown(self, one: Fact) -> int | None:
        if one in self._kept:
            return self._before[one]
        if one in self._why or one in self._rests:
            return None
        return rounded(self._known.counts[one], self._secret, one)

    def _is_hidden(self, one: Fact) -> bool:
        return self._before[one] is None if one in self._kept else one in self._why

    def _hide_a_second(self, line: Line) -> bool:
        hidden = [one for one in line.cells if self._is_hidden(one)]
        if len(hidden) != 1 or self._is_hidden(line.total) or hidden[0] in self._whole_lines:
            return False
        seen = [one for one in line.cells if one not in hidden and one not in self._kept]
        if not seen:
            return self._hide(line.total, "beside one under 5")
        second = min(seen, key=lambda one: (self._known.counts[one] == 0, self._price(one), one))
        return self._hide(second, "beside one under 5")

    def _price(self, one: Fact) -> float:
        """What hiding a number costs: its count, up to twice that by chance.

        Were it the count alone, the smallest would be hidden, and a reader could tell that it is no greater than those shown.
        """
        return (self._known.counts[one] + 1) * (1 + chance(self._choices, one))

    def _open(self, mine: Sequence[Fact]) -> None:
        """Hide numbers of one population and day until no hidden one can be worked out.

        What is hidden only adds room: a number found safe stays so.
        """
        population, period = mine[0][:2]
        rests = [one for one in self._rests if one[:2] == (population, period)]
        filters = frozenset(self._known.filters)
        anybody, told, alone = (
            Worlds(
                population,
                period,
                {one: of(one) for one in (*mine, *rests)},
                self._choices,
                filters,
            )
            for of in (self._room, self._room_told, self._room_told_alone)
        )
        waiting = deque(one for one in mine if self._is_hidden(one))
        waiting += (one for one in rests if 0 < self._rests[one] < LEAST)
        while waiting:
            one = waiting.popleft()
            for worlds, by, sign, change in self._questions(one, anybody, told, alone):
                while ways := worlds.blocked(one, by, sign):
                    fresh = self._clear((*ways, worlds.stopped(change)), mine)
                    anybody.room |= {each: self._room(each) for each in fresh}
                    told.room |= {each: self._room_told(each) for each in fresh}
                    waiting += fresh
                    if not fresh:
                        break

    def _questions(
        self, one: Fact, anybody: Worlds, told: Worlds, alone: Worlds
    ) -> Iterator[tuple[Worlds, int, int, Mapping[Fact, int]]]:
        """Worlds in which a number is to be so much greater (1) or smaller (-1), and a change known to make it so."""
        count = self._count(one)
        if not 0 < count < LEAST:
            yield anybody, WIDTH, 1, {}
            return
        for by, sign in ((LEAST - 1 - count, 1), (count - 1, -1)):
            if by:
                yield anybody, by, sign, {}
                if one in self._rests:
                    continue  # nobody is told of what stands in no table
                change = alone.farthest(one, by, sign)
                if change:
                    yield told, abs(change[one]), sign, change

    def _room(self, one: Fact) -> Room:
        return room(self._count(one), self._shown(one))

    def _count(self, one: Fact) -> int:
        return self._rests[one] if one in self._rests else self._known.counts[one]

    def _room_told(self, one: Fact) -> Room:
        """What is left by what is printed, to who knows which hidden numbers are noughts and which under five."""
        hidden = one not in self._rests and self._is_hidden(one)
        return self._room_told_alone(one) if hidden else self._room(one)

    def _room_told_alone(self, one: Fact) -> Room:
        """What he would be left with if nothing but noughts were printed."""
        if one in self._rests:
            return self._room(one)
        count = self._known.counts[one]
        if not 0 < count < LEAST:
            return Room(inf, count - LEAST) if count else Room(0, 0)
        return Room(LEAST - 1 - count, count - 1)

    def _clear(self, ways: Iterable[Blocked], mine: Sequence[Fact]) -> list[Fact]:
        """Hide the least that clears a way, or everything where no way can be cleared; what is newly hidden."""
        can = [
            way
            for way in ways
            if way and all(one in self._known.counts and not self._fixed(one) for one in way)
        ]
        least = min(can, key=lambda way: sum(map(self._price, way)), default=tuple(mine))
        return [one for one in least if self._hide(one, "could be worked out")]

    def _fixed(self, one: Fact) -> bool:
        return one in self._kept or one in self._why
