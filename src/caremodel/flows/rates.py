"""Rates per 10,000 children, and what chance alone could have made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PER = 10_000


class Rate(NamedTuple):
    """Per 10,000 children under 18, with the 95 % limits of chance."""

    rate: float
    low: float
    high: float


def rate(count: int, population: int) -> Rate:
    """count / population × 10,000: in care on 31 March, started or ceased in the year, per children aged 0 to 17.

    Limits: Byar's for a Poisson count (Breslow and Day 1987), as public health profiles use them. ValueError
    for a population that is not above 0.
    """
    if population <= 0:
        raise ValueError(f"A rate needs a population above 0, not {population}.")
    per = PER / population
    return Rate(count * per, _low(count) * per, _high(count) * per)


def rates(counts: Mapping[str, int], populations: Mapping[str, int]) -> dict[str, Rate]:
    """A rate for each group (authority, age band) that has a population; the others are left out."""
    return {
        group: rate(counts.get(group, 0), population)
        for group, population in populations.items()
        if population > 0
    }


_Z = 1.959964


def _low(count: int) -> float:
    if count == 0:
        return 0.0
    return float(count * (1 - 1 / (9 * count) - _Z / (3 * count**0.5)) ** 3)


def _high(count: int) -> float:
    more = count + 1
    return float(more * (1 - 1 / (9 * more) + _Z / (3 * more**0.5)) ** 3)
