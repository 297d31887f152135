"""Ranges: whole numbers whose chance comes nearest to what is asked."""

from __future__ import annotations

from math import comb, exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caremodel.forecast.ranges import probabilities, ranges


def test_a_poisson_by_hand() -> None:
    found = probabilities(np.array([3.0]), np.array([3.0]))[0]
    assert found[:6] == pytest.approx([exp(-3) * 3**n / factorial(n) for n in range(6)], rel=1e-4)


def test_ten_children_each_there_with_four_in_five() -> None:
    found = probabilities(np.array([8.0]), np.array([1.6]))[0]
    by_hand = [comb(10, n) * 0.8**n * 0.2 ** (10 - n) for n in range(11)]
    assert found[:11] == pytest.approx(by_hand, rel=1e-6)
    assert found[11:] == pytest.approx(0, abs=1e-9)


def test_a_negative_binomial_by_hand() -> None:
    """Mean 4, variance 8: two "successes" of four, p = ½; P(0) = (½)^4."""
    found = probabilities(np.array([4.0]), np.array([8.0]))[0]
    assert found[0] == pytest.approx(0.5**4)
    assert found[1] == pytest.approx(4 * 0.5**5)


def test_a_range_of_small_counts_by_hand() -> None:
    """Poisson of mean 1: 0 and 1 have 37 % each, 2 has 18 %, 3 has 6 %. 0 to 1 is 74 %, 0 alone 37 %."""
    lo50, hi50, lo90, hi90, lo95, hi95 = ranges(np.array([1.0]), np.array([1.0]))[0]
    assert (lo50, hi50) in {(0, 0), (1, 1)}  # 37 % is nearer to 50 % than 74 %
    assert (lo90, hi90) == (0, 2)  # 92 %
    assert (lo95, hi95) == (0, 2)  # 92.0 % is a little nearer to 95 % than 98.1 %


def test_large_counts_are_normal() -> None:
    found = ranges(np.array([500.0]), np.array([400.0]))[0]
    assert found.tolist() == [487, 513, 467, 533, 461, 539]


@given(st.floats(0, 300), st.floats(0, 900))
def test_ranges_lie_in_one_another_about_the_mean(mean: float, variance: float) -> None:
    lo50, hi50, lo90, hi90, lo95, hi95 = ranges(np.array([mean]), np.array([variance]))[0]
    assert 0 <= lo95 <= lo90 <= lo50 <= hi50 <= hi90 <= hi95
    assert lo95 <= mean + 1


@pytest.mark.parametrize(("mean", "variance"), [(7.3, 5.0), (20.0, 45.0), (0.4, 0.3)])
def test_moments_are_kept(mean: float, variance: float) -> None:
    found = probabilities(np.array([mean]), np.array([variance]))[0]
    count = np.arange(len(found))
    assert found @ count == pytest.approx(mean, rel=0.02)
    assert found @ (count - mean) ** 2 == pytest.approx(variance, rel=0.06)
