"""Who reads which answer: enough readers each, loads even, little changed, pairs of readers mixed.

The loads are the proven best: the sum of their squares is a convex cost over a network, whose linear
programme has whole numbers at its corners, and what makes it least is as even as conflicts allow
(decision 76). Which readers meet over an answer is then mixed by exchanges that change no load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[int, int]
"""An answer and a reader."""
MOST_PASSES = 20


class NotSolved(RuntimeError):
    """The solver gave up. It never should: there is always a solution."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to read what."""

    pairs: frozenset[Pair]
    new: frozenset[Pair]
    dropped: frozenset[Pair]
    """Existing ones that would be taken back, to even the loads."""
    short: Mapping[int, int]
    """Answers that have fewer readers than wanted, and how many there can be."""
    loads: Mapping[int, int]

    @property
    def spread(self) -> int:
        """Between who reads most and who reads least."""
        return max(self.loads.values(), default=0) - min(self.loads.values(), default=0)


def assign(
    answers: Sequence[int],
    readers: Sequence[int],
    *,
    each: int,
    barred: Collection[Pair] = (),
    fixed: Collection[Pair] = (),
    loose: Collection[Pair] = (),
) -> Plan:
    """Give every answer its readers.

    Args:
        each: how many readers an answer is to have.
        barred: conflicts.
        fixed: what stays as it is: begun, or given by hand.
        loose: what exists and may move, if the loads are evener for it.

    Raises:
        NotSolved: the solver gave up.
    """
    here = {(answer, reader) for answer in answers for reader in readers}
    stays = here & set(fixed)
    free = sorted(here - set(barred) - stays)
    kept = {
        pair for pair in loose if pair in here and pair not in set(barred) and pair not in stays
    }
    clear = Counter(answer for answer, _ in free)
    already = Counter(answer for answer, _ in stays)
    wanted = {answer: min(max(each - already[answer], 0), clear[answer]) for answer in answers}
    chosen = _even(free, wanted, readers, Counter(reader for _, reader in stays), kept)
    movable = chosen - kept
    pairs = _mixed(frozenset(stays | chosen), frozenset(movable), set(barred))
    possible = {answer: already[answer] + clear[answer] for answer in answers}
    loads = Counter(reader for _, reader in pairs)
    return Plan(
        pairs=pairs,
        new=pairs - stays - kept,
        dropped=frozenset(kept - pairs),
        short={answer: count for answer, count in possible.items() if count < each},
        loads={reader: loads[reader] for reader in readers},
    )


def _even(
    free: Sequence[Pair],
    wanted: Mapping[int, int],
    readers: Sequence[int],
    loads: Mapping[int, int],
    kept: Collection[Pair],
) -> set[Pair]:
    """The choice with the evenest loads; among those, one that moves least of what was kept.

    Columns are pairs, then each reader's further answers one by one: the nth of them costs 2n + 1, so
    that together they cost the square of the load.
    """
    if not free or not any(wanted.values()):
        return set()
    import highspy
    import numpy as np

    # One step of evenness outweighs all that could be moved.
    step = len(kept) + 1
    total = sum(wanted.values())
    rows = {("answer", answer): number for number, answer in enumerate(wanted)}
    rows |= {("reader", reader): len(rows) + number for number, reader in enumerate(readers)}
    columns: list[tuple[float, list[tuple[int, float]]]] = [
        (
            0.0 if pair in kept else 1.0,
            [(rows["answer", pair[0]], 1.0), (rows["reader", pair[1]], 1.0)],
        )
        for pair in free
    ]
    most = Counter(reader for _, reader in free)
    for reader in readers:
        before = loads.get(reader, 0)
        columns += [
            (step * (2.0 * (before + further) + 1), [(rows["reader", reader], -1.0)])
            for further in range(min(most[reader], total))
        ]
    # `Highs` greets on standard output, which belongs to data; what it stands on does not.
    solver = highspy._core._Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns), len(rows)
    lp.col_cost_ = np.array([cost for cost, _ in columns])
    lp.col_lower_, lp.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
    bounds = np.array([float(wanted[key]) if kind == "answer" else 0.0 for kind, key in rows])
    lp.row_lower_ = lp.row_upper_ = bounds
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(entries) for _, entries in columns)])
    lp.a_matrix_.index_ = np.array([row for _, entries in columns for row, _ in entries])
    lp.a_matrix_.value_ = np.array([value for _, entries in columns for _, value in entries])
    solver.passModel(lp)
    solver.setOptionValue("solver", "simplex")  # ends at a corner, where all is whole
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NotSolved("No proven best way to give the answers out was found.")
    values = solver.getSolution().col_value[: len(free)]
    return {pair for pair, value in zip(free, values, strict=True) if value > 0.5}


def _mixed(
    pairs: frozenset[Pair], movable: frozenset[Pair], barred: Collection[Pair]
) -> frozenset[Pair]:
    """The same loads with readers meeting each other as evenly as exchanges make it.

    Two readers of two answers change places where that makes them meet new company.
    """
    readers_of: dict[int, set[int]] = {}
    for answer, reader in sorted(pairs):
        readers_of.setdefault(answer, set()).add(reader)
    met = Counter(
        pair for readers in readers_of.values() for pair in combinations(sorted(readers), 2)
    )
    moving = sorted(movable)
    often = -(-sum(met.values()) // max(len(met), 1))
    for _ in range(MOST_PASSES):
        changed = False
        for here, (one, reader) in enumerate(moving):
            # Only those who meet somebody more often than most are worth moving.
            if all(met[_key(each, reader)] <= often for each in readers_of[one] - {reader}):
                continue
            for there, (other, stranger) in enumerate(moving):
                if _exchange(readers_of, met, barred, (one, reader), (other, stranger)):
                    moving[here], moving[there] = (one, stranger), (other, reader)
                    changed = True
                    break
        if not changed:
            break
    return frozenset(
        (answer, reader) for answer, readers in readers_of.items() for reader in readers
    )


def _exchange(
    readers_of: dict[int, set[int]],
    met: Counter[Pair],
    barred: Collection[Pair],
    mine: Pair,
    theirs: Pair,
) -> bool:
    """Let two readers of two answers change places, if they may and meet more evenly for it."""
    (one, reader), (other, stranger) = mine, theirs
    first, second = readers_of[one], readers_of[other]
    if (
        stranger in first
        or reader in second
        or (one, stranger) in barred
        or (other, reader) in barred
    ):
        return False
    left, right = first - {reader}, second - {stranger}
    gain = _gain(met, left, reader, stranger) + _gain(met, right, stranger, reader)
    if gain <= 0 or _worsens(met, left, right, reader, stranger):
        return False
    _meet(met, left, reader, stranger)
    _meet(met, right, stranger, reader)
    readers_of[one], readers_of[other] = left | {stranger}, right | {reader}
    return True


def _key(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _gain(met: Counter[Pair], company: Collection[int], leaves: int, comes: int) -> int:
    """How much the sum of squares of meetings falls when one leaves a company and another comes."""
    return 2 * sum(met[_key(each, leaves)] - met[_key(each, comes)] - 1 for each in company)


def _worsens(
    met: Counter[Pair], first: Collection[int], second: Collection[int], one: int, other: int
) -> bool:
    """Where the two companies share somebody, both sums count the same meeting: then in whole."""
    shared = set(first) & set(second)
    if not shared:
        return False
    after = met.copy()
    _meet(after, first, one, other)
    _meet(after, second, other, one)
    return sum(n * n for n in after.values()) >= sum(n * n for n in met.values())


def _meet(met: Counter[Pair], company: Collection[int], leaves: int, comes: int) -> None:
    for each in company:
        met[_key(each, leaves)] -= 1
        met[_key(each, comes)] += 1
