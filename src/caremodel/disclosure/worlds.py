"""Other worlds in which the same would have been printed: the proof that a hidden number cannot be worked out.

What is printed leaves each number some room. A world is the truth with some children more, fewer or elsewhere; all
sums hold in it by themselves, since children, not numbers, are changed. If there are worlds, within the room of every
number, in which a hidden count is 1, 2, 3 and 4, then nobody can tell from what is printed which it is, whatever
they add or take away. Three kinds of change are tried, a child at a time:

- a child moves into the cell from the same line, and another the other way elsewhere: all totals stay;
- a child moves into the cell from another of its row or column: two totals change;
- a child more, somewhere: every total of it changes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .facts import Fact
from .rounding import Room

Child = dict[str, str]
"""What is so of a child, by heading."""
Kind = tuple[str, ...]
"""The headings of a number: (age, category) for the cells of a table."""
Feels = Callable[[Child, Sequence[Kind]], "Counter[Fact]"]
"""Which numbers, of some kinds, feel a child."""
Variants = Sequence[tuple[Child, int]]
"""How children of a change differ from one another, and whether each is more or fewer."""
TRIES = 3
Blocked = tuple[Fact, ...]
"""Numbers whose room a change would leave."""
_NONE = Room(0, 0)


@dataclass
class Worlds:
    """The worlds around the truth of one population at one time."""

    population: str
    period: str
    room: dict[Fact, Room]
    """Of every number; changed by whoever hides one."""
    seed: bytes = b""
    """What the order of trying hangs on. A secret, else what is hidden could be foretold for each possible truth."""
    filters: frozenset[tuple[str, str]] = frozenset()
    """What is so of those alone whom some tables count."""

    def __post_init__(self) -> None:
        self._kinds = sorted({tuple(heading for heading, _ in one.so) for one in self.room})
        self._told = {
            (tuple(heading for heading, _ in one.so), *each) for one in self.room for each in one.so
        }
        self._filtered = {heading for heading, _ in self.filters}
        labels: dict[str, dict[str, None]] = {}
        for one in self.room:
            for heading, label in one.so:
                labels.setdefault(heading, {})[label] = None
        self._labels = {heading: tuple(of) for heading, of in labels.items()}
        self._with = {
            heading: [kind for kind in self._kinds if heading in kind] for heading in labels
        }

    def blocked(self, one: Fact, by: int, sign: int) -> tuple[Blocked, ...]:
        """What is in the way of a number being `by` greater (sign 1) or smaller (-1); () if nothing."""
        found: tuple[Blocked, ...] = ()
        for dice in self._dice():
            found = self._walk(one, by, sign, dice)[1]
            if not found:
                break
        return found

    def farthest(self, one: Fact, by: int, sign: int) -> Mapping[Fact, int]:
        """The change found that brings a number nearest to being `by` greater or smaller; {} if there is none."""
        best: Mapping[Fact, int] = {}
        for dice in self._dice():
            if abs(best.get(one, 0)) < by:
                best = max(
                    best, self._walk(one, by, sign, dice)[0], key=lambda all_: abs(all_.get(one, 0))
                )
        return best

    def stopped(self, change: Mapping[Fact, int]) -> Blocked:
        """Numbers whose room a change would leave."""
        return tuple(one for one, by in change.items() if not self._fits(one, by, {}))

    def _dice(self) -> Iterator[random.Random]:
        return (random.Random(self.seed + bytes([attempt])) for attempt in range(TRIES))  # noqa: S311 (an order of trying)

    def _walk(
        self, one: Fact, by: int, sign: int, dice: random.Random
    ) -> tuple[Counter[Fact], tuple[Blocked, ...]]:
        """Change child after child: what has changed, and what was in the way of the next."""
        changed: Counter[Fact] = Counter()
        for _ in range(by):
            if found := self._step(one, sign, changed, dice):
                return changed, found
        return changed, ()

    def _step(
        self, one: Fact, sign: int, changed: Counter[Fact], dice: random.Random
    ) -> tuple[Blocked, ...]:
        """Change one by one child; on success `changed` has the change, else what was in the way of each try."""
        found = []
        for change in self._changes(one, sign, changed, dice):
            blocked = tuple(
                fact for fact, by in change.items() if not self._fits(fact, by, changed)
            )
            if not blocked:
                changed.update(change)
                return ()
            found.append(blocked)
        return tuple(found)

    def _fits(self, one: Fact, by: int, changed: Mapping[Fact, int]) -> bool:
        if by == 0 or self._left_out(one):
            return True
        room, now = self.room.get(one, _NONE), changed.get(one, 0) + by
        return -room.less <= now <= room.more

    def _left_out(self, one: Fact) -> bool:
        """Whether a number is of those whom a filter leaves out: no table has it, so it may be anything."""
        kind = tuple(heading for heading, _ in one.so)
        return any(
            heading in self._filtered and (kind, heading, label) not in self._told
            for heading, label in one.so
        )

    def _changes(
        self, one: Fact, sign: int, changed: Counter[Fact], dice: random.Random
    ) -> Iterator[Mapping[Fact, int]]:
        pinned = dict(one.so)
        for heading, other in combinations(pinned, 2):
            for away, back in self._elsewhere(pinned, heading, other, dice):
                kinds = [kind for kind in self._with[heading] if other in kind]
                variants: Variants = (
                    ({}, sign),
                    ({heading: away, other: back}, sign),
                    ({heading: away}, -sign),
                    ({other: back}, -sign),
                )
                yield self._change(pinned, kinds, variants, changed, dice)
        for heading in pinned:
            for away in self._others(heading, pinned[heading], dice):
                variants = (({}, sign), ({heading: away}, -sign))
                yield self._change(pinned, self._with[heading], variants, changed, dice)
        yield self._change(pinned, self._kinds, (({}, sign),), changed, dice)

    def _elsewhere(
        self, pinned: Child, heading: str, other: str, dice: random.Random
    ) -> Iterator[tuple[str, str]]:
        for away in self._others(heading, pinned[heading], dice):
            for back in self._others(other, pinned[other], dice):
                yield away, back

    def _others(self, heading: str, label: str, dice: random.Random) -> Sequence[str]:
        others = [each for each in self._labels[heading] if each != label]
        dice.shuffle(others)
        return others

    def _change(
        self,
        pinned: Child,
        kinds: Sequence[Kind],
        variants: Variants,
        changed: Counter[Fact],
        dice: random.Random,
    ) -> Mapping[Fact, int]:
        """What numbers of some kinds feel of children alike but for what varies; what else is so of them is chosen to fit."""

        def of(child: Child, kinds: Sequence[Kind]) -> Counter[Fact]:
            feels: Counter[Fact] = Counter()
            for kind in kinds:
                for differs, by in variants:
                    feels[self._fact(kind, child | differs)] += by
            return feels

        child, change = dict(pinned), Counter[Fact]()
        for now in self._in_turn(child, kinds, changed, of, dice):
            change.update(of(child, now))
        return change

    def _in_turn(
        self,
        child: Child,
        kinds: Sequence[Kind],
        changed: Counter[Fact],
        of: Feels,
        dice: random.Random,
    ) -> Iterator[Sequence[Kind]]:
        """Kinds of numbers that feel a child, as what is so of it is settled heading by heading."""
        settled = [kind for kind in kinds if all(each in child for each in kind)]
        yield settled
        open_kinds = [kind for kind in kinds if kind not in settled]
        wanted = Counter(each for kind in open_kinds for each in kind if each not in child)
        for heading, _ in wanted.most_common():
            labels = list(self._labels[heading])
            dice.shuffle(labels)
            now = [
                kind
                for kind in open_kinds
                if heading in kind and all(each in child or each == heading for each in kind)
            ]

            def misfits(label: str, heading: str = heading, now: Sequence[Kind] = now) -> int:
                feels = of(child | {heading: label}, now)
                return sum(not self._fits(one, by, changed) for one, by in feels.items())

            child[heading] = min(labels, key=misfits)
            open_kinds = [kind for kind in open_kinds if kind not in now]
            yield now

    def _fact(self, kind: Kind, child: Child) -> Fact:
        return Fact(
            self.population, self.period, tuple((heading, child[heading]) for heading in kind)
        )
