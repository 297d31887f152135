"""Hide, round, try, hide more: from tables of counts to tables to publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .facts import Counts, Fact, Known, Line, know
from .ledger import Ledger, printed_before
from .register import REGISTER, Entry
from .rounding import LEAST, Room, room, rounded
from .tables import ProtectedTable, as_table
from .worlds import Blocked, Worlds

WIDTH: Final = LEAST - 2
"""Of the counts that a hidden number must leave open: 1, 2, 3, 4 are three apart."""
Reason = Literal["under 5", "in a line of under 5", "beside one under 5", "could be worked out"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that is hidden, and why. Tells what the tables do not: for the authority alone."""

    fact: Fact
    why: Reason


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables to publish; and, to be kept by the authority, what was hidden and why; and what was printed, for the next time."""

    tables: tuple[ProtectedTable, ...]
    account: tuple[Hidden, ...]
    kept: tuple[Fact, ...]
    """Numbers printed as they were before, whatever their counts are now."""
    ledger: Ledger


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
    one, a table that is not in the register, tables that do not agree, or a new number of a population and day that are out.
    """
    if len(secret) < 16:
        raise ValueError(
            "The secret must have at least 16 bytes; make one once and keep it with the returns."
        )
    known = know(tables, register)
    before = printed_before(one.ledger if isinstance(one, Protected) else one for one in earlier)
    _refuse_more(known, before)
    release = _Release(known, before, secret)
    release.hide_small()
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


class _Release:
    """One release in the making."""

    def __init__(self, known: Known, before: Mapping[Fact, int | None], secret: bytes) -> None:
        self._known, self._before, self._secret = known, before, secret
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

    def hide_beside(self) -> None:
        """No hidden cell stands alone in its row or column, unless its other line is hidden as a whole."""
        while sum(map(self._hide_a_second, self._known.lines)):
            pass

    def hide_what_could_be_worked_out(self) -> None:
        """Hide more until there are worlds enough around every hidden number."""
        for population, period in dict.fromkeys(one[:2] for one in self._known.counts):
            mine = [one for one in self._known.counts if one[:2] == (population, period)]
            if self._kept.issuperset(mine):
                continue
            mine += [one for one in self._rests if one[:2] == (population, period)]
            worlds = Worlds(population, period, self._rooms(mine), frozenset(self._known.filters))
            while not self._all_safe(worlds, mine):
                worlds.room = self._rooms(mine)

    def result(self) -> Protected:
        """What has been decided."""
        counts = self._known.counts
        shown = {one: self._shown(one) for one in counts}
        return Protected(
            tuple(as_table(placed, shown) for placed in self._known.tables),
            tuple(Hidden(one, why) for one, why in self._why.items()),
            tuple(one for one in counts if one in self._kept),
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
        counts = self._known.counts
        seen = [one for one in line.cells if one not in hidden and one not in self._kept]
        if not seen:
            return self._hide(line.total, "beside one under 5")
        second = min(seen, key=lambda one: (counts[one] == 0, counts[one], one))
        return self._hide(second, "beside one under 5")

    def _rooms(self, mine: Sequence[Fact]) -> dict[Fact, Room]:
        return {one: room(self._count(one), self._shown(one)) for one in mine}

    def _count(self, one: Fact) -> int:
        return self._rests[one] if one in self._rests else self._known.counts[one]

    def _all_safe(self, worlds: Worlds, mine: Sequence[Fact]) -> bool:
        """Whether every hidden number is safe; hides what it takes for the first that is not."""
        for one in mine:
            count = self._count(one)
            small = 0 < count < LEAST
            if not (small if one in self._rests else self._is_hidden(one)):
                continue
            more, less = (LEAST - 1 - count, count - 1) if small else (WIDTH, 0)
            ways = worlds.blocked(one, more, less)
            if ways and self._clear(ways, mine):
                return False
        return True

    def _clear(self, ways: Iterable[Blocked], mine: Sequence[Fact]) -> bool:
        """Hide the least that clears a way; everything of the population where no way can be cleared."""
        counts = self._known.counts
        can = [
            way
            for way in ways
            if all(one in counts and one not in self._kept and one not in self._why for one in way)
        ]
        everything = tuple(one for one in mine if one in counts)
        least = min(can, key=lambda way: sum(counts[one] + 1 for one in way), default=everything)
        return sum(self._hide(one, "could be worked out") for one in least) > 0
