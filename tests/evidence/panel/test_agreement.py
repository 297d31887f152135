"""How far assessors agree, against published examples."""

from __future__ import annotations

import pytest

from alliance.evidence.panel.agreement import LEAST, Metric, agreement, alpha_of

# K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), example C: four observers,
# twelve units, values missing. Its ordinal alpha is 0.815, its interval alpha 0.849.
ROWS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = [
    [int(value) for value in column if value != "."]
    for column in zip(*(row.split() for row in ROWS), strict=True)
]


@pytest.mark.parametrize(("metric", "alpha"), [(Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849)])
def test_the_published_example(metric: Metric, alpha: float) -> None:
    assert alpha_of(UNITS, metric) == pytest.approx(alpha, abs=0.0005)


def test_two_observers_without_gaps() -> None:
    """Worked by hand: observed 2 of 12 pairs one rank apart, expected from the margins."""
    units = [[1, 1], [1, 1], [2, 2], [2, 2], [1, 2]]
    # Two values: ordinal is nominal. D_o = 2/10, D_e = 2·5·5/(10·9).
    assert alpha_of(units) == pytest.approx(1 - (2 / 10) / (2 * 5 * 5 / 90))


def test_the_same_from_all_is_perfect_and_the_opposite_is_below_chance() -> None:
    assert alpha_of([[1, 1], [5, 5], [3, 3]]) == pytest.approx(1)
    below = alpha_of([[1, 5], [5, 1], [1, 5], [5, 1]])
    assert below is not None
    assert below < 0


def test_scores_that_stand_alone_change_nothing() -> None:
    assert alpha_of([*UNITS, [5], [1]]) == alpha_of(UNITS)


@pytest.mark.parametrize("units", [[], [[1], [2]], [[3, 3], [3, 3]]])
def test_where_nothing_can_be_said_nothing_is(units: list[list[int]]) -> None:
    assert alpha_of(units) is None


def test_a_few_answers_are_not_enough_to_say() -> None:
    found = agreement([[1, 2]] * (LEAST - 1))
    assert found.alpha is None
    assert "fewer than 5 answers" in found.words


def test_all_scores_the_same_is_said_to_be_so() -> None:
    assert agreement([[3, 3]] * LEAST).words == "Not enough to say: all scores are the same."


def test_the_range_holds_the_alpha_and_is_the_same_each_time() -> None:
    found = agreement(UNITS)
    assert found == agreement(UNITS)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.alpha <= found.high  # type: ignore[operator]


def test_it_is_read_by_its_own_benchmarks() -> None:
    assert "can be relied on" in agreement(UNITS).words
    noise = [[1, 5], [5, 1], [2, 4], [4, 2], [3, 3], [1, 4]]
    assert "by chance" in agreement(noise).words
