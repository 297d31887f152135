"""Draws from `random.Random.random` alone, whose numbers Python promises to keep the same on every platform and version."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Draw = Callable[[], float]
"""A number from 0 up to, not including, 1."""
T = TypeVar("T")


def stream(seed: int, name: str) -> Draw:
    """Numbers of one purpose: more draws of one purpose leave those of the others as they were."""
    return Random(f"{seed} {name}").random  # noqa: S311 - a sample, not a secret


class Pick(Generic[T]):
    """A choice among things with weights."""

    __slots__ = ("_bounds", "_things")

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = tuple(weights)
        total = sum(weights.values())
        self._bounds = [sum_ / total for sum_ in accumulate(weights.values())][:-1]

    def __call__(self, draw: Draw) -> T:
        return self._things[bisect(self._bounds, draw())]


def waiting(rate: float, draw: Draw) -> float:
    """Time until an event of a constant rate."""
    return -math.log(1.0 - draw()) / rate


def normal(draw: Draw) -> float:
    """A standard normal number (Box and Muller, one of the two)."""
    return math.sqrt(-2 * math.log(1.0 - draw())) * math.cos(2 * math.pi * draw())


def poisson(mean: float, draw: Draw) -> int:
    """A Poisson number of a small mean."""
    count, left = 0, draw()
    term = math.exp(-mean)
    while left > term:
        left -= term
        count += 1
        term *= mean / count
        if term < 1e-12:
            break
    return count
