"""What scores come to."""

from __future__ import annotations

import pytest

from alliance.charts.dots import DotRow, dot_chart
from alliance.evidence.panel.figures import Marks, Weighed, agreements, leanings, results, weighted

IMPACT, COST = 1, 2
CRITERIA = [Weighed(IMPACT, "Impact", 3), Weighed(COST, "Cost", 1)]
ANN, BOB = 11, 12


def marks(answer: int, assessor: int, impact: int, cost: int) -> Marks:
    return Marks(answer, assessor, {IMPACT: impact, COST: cost})


def test_weights_count() -> None:
    assert weighted({IMPACT: 4, COST: 2}, CRITERIA) == 3.5


def test_a_criterion_that_was_retired_counts_no_more() -> None:
    assert weighted({IMPACT: 4, 99: 1}, CRITERIA) == 4
    assert weighted({99: 1}, CRITERIA) is None


def test_the_best_comes_first_and_what_nobody_scored_last() -> None:
    found = results([1, 2, 3], {3: 2}, [marks(2, ANN, 5, 5), marks(1, ANN, 2, 2)], CRITERIA)
    assert [(each.answer, each.mean) for each in found] == [(2, 5), (1, 2), (3, None)]
    assert (found[2].readers, found[2].given) == (2, 0)


def test_mean_and_spread_are_of_the_assessors_own_means() -> None:
    (found,) = results([1], {1: 3}, [marks(1, ANN, 4, 4), marks(1, BOB, 2, 2)], CRITERIA)
    assert (found.mean, found.low, found.high, found.given) == (3, 2, 4, 2)
    assert found.spread == pytest.approx(2**0.5)
    assert found.by_criterion == (3, 3)


def test_one_score_has_no_spread() -> None:
    (found,) = results([1], {}, [marks(1, ANN, 4, 4)], CRITERIA)
    assert found.spread is None


def test_a_lenient_assessor_shows_against_those_who_scored_the_same() -> None:
    given = [marks(1, ANN, 5, 5), marks(1, BOB, 3, 3), marks(2, ANN, 4, 4)]
    assert [(each.assessor, each.given, each.by) for each in leanings(given, CRITERIA)] == [
        (ANN, 2, 2),
        (BOB, 1, -2),
    ]
    assert leanings([marks(1, ANN, 5, 5)], CRITERIA)[0].by is None


def test_agreement_is_told_over_all_and_by_criterion() -> None:
    given = [marks(n, who, n % 5 + 1, 3) for n in range(6) for who in (ANN, BOB)]
    found = dict(agreements(given, CRITERIA))
    assert list(found) == ["Over all", "Impact", "Cost"]
    assert found["Impact"].alpha == pytest.approx(1)
    assert found["Cost"].alpha is None


def test_dots_on_one_place_are_drawn_beside_each_other() -> None:
    chart = dot_chart([DotRow("SL-1", [1, 3, 3, 5], 3)], lowest=1, highest=5)
    (row,) = chart.rows
    assert len(set(row.dots)) == 4
    assert [x for x, _ in row.dots] == sorted(x for x, _ in row.dots)
    assert [mark for _, mark in chart.marks] == ["1", "2", "3", "4", "5"]
    assert all(0 <= x <= chart.width for x, _ in row.dots)
