"""Who reads what: enough readers, even loads, few changes, mixed company."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.evidence.panel.assign import assign

A, B, C, D = 101, 102, 103, 104


def test_each_answer_gets_its_readers_and_loads_are_even() -> None:
    plan = assign(range(8), [A, B, C, D], each=3)
    assert Counter(answer for answer, _ in plan.pairs) == dict.fromkeys(range(8), 3)
    assert plan.loads == {A: 6, B: 6, C: 6, D: 6}
    assert plan.short == {}


def test_nobody_gets_what_they_may_not_judge() -> None:
    barred = {(0, A), (1, A), (2, B)}
    plan = assign(range(4), [A, B, C], each=2, barred=barred)
    assert not plan.pairs & barred
    assert plan.spread <= 1


def test_answers_without_enough_readers_are_named_with_how_many_there_are() -> None:
    plan = assign([7, 8], [A, B, C], each=3, barred={(7, A)})
    assert plan.short == {7: 2}
    assert {reader for answer, reader in plan.pairs if answer == 7} == {B, C}


def test_what_was_begun_or_given_by_hand_stays_whatever_it_costs() -> None:
    fixed = {(answer, A) for answer in range(4)}
    plan = assign(range(4), [A, B], each=1, fixed=fixed)
    assert plan.pairs == fixed
    assert plan.dropped == frozenset()


def test_what_exists_moves_only_as_far_as_evenness_asks() -> None:
    loose = {(0, A), (1, A), (2, A), (3, A)}
    plan = assign(range(4), [A, B], each=1, loose=loose)
    assert plan.loads == {A: 2, B: 2}
    assert len(plan.dropped) == len(plan.new) == 2


def test_what_is_even_already_stays_as_it_is() -> None:
    first = assign(range(9), [A, B, C, D], each=2)
    again = assign(range(9), [A, B, C, D], each=2, loose=first.pairs)
    assert (again.pairs, again.new, again.dropped) == (first.pairs, frozenset(), frozenset())


def test_readers_meet_each_other_evenly() -> None:
    plan = assign(range(12), [A, B, C, D], each=2)
    met = Counter(
        pair
        for answer in range(12)
        for pair in combinations(sorted(r for a, r in plan.pairs if a == answer), 2)
    )
    assert set(met.values()) == {2}  # six pairs, each over two answers


def test_nobody_to_read_and_nothing_to_read() -> None:
    assert assign([1], [], each=3).short == {1: 0}
    assert assign([], [A], each=3).loads == {A: 0}


@settings(max_examples=30)
@given(
    st.integers(1, 12),
    st.integers(1, 5),
    st.integers(1, 3),
    st.sets(st.tuples(st.integers(0, 11), st.integers(0, 4))),
)
def test_whatever_the_conflicts_all_who_can_read_do(
    answers: int, readers: int, each: int, barred: set[tuple[int, int]]
) -> None:
    plan = assign(range(answers), range(readers), each=each, barred=barred)
    assert not plan.pairs & barred
    for answer in range(answers):
        clear = sum((answer, reader) not in barred for reader in range(readers))
        assert sum(a == answer for a, _ in plan.pairs) == min(each, clear)
    # The proven best: no single exchange makes two loads evener.
    for answer, reader in plan.pairs:
        for other in range(readers):
            if (answer, other) not in plan.pairs | barred:
                assert plan.loads[reader] - plan.loads[other] <= 1
