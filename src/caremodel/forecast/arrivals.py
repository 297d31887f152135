"""Children coming into care: how many a month, how old, and where to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .person_months import ADULT, PLACES, Floats, Observed
from .rates import SAMPLES

ENTRY_EDGES = np.array([0, 1, 3, 6, *range(12, ADULT, 12), ADULT])
"""Months of age between which those who come in are counted."""
ENTRY_AGES = len(ENTRY_EDGES) - 1


HALF_YEAR = 6
WANDERING = np.array([0.01, 0.03, 0.06, 0.1, 0.15, 0.22, 0.32])
"""By how much (standard deviation of the logarithm) the level may wander in a year; each thought likely
beforehand by `BELIEF`, which leans to little."""
BELIEF = np.array([2, 3, 4, 4, 3, 2, 1]) / 19


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Children who came in: [year back, sample, age, category]; and how many in each half year back."""

    counts: Floats
    halves: Floats
    """Of whole half years only."""
    monthly: Floats
    """Whole half years back × their six months."""


@dataclass(frozen=True, slots=True)
class Level:
    """Children coming in a month: mean now, variance of its logarithm, and what a year ahead adds to that."""

    mean: float
    variance: float
    yearly: float


def arrivals(observed: Observed) -> Arrivals:
    """Count those who are in care at a month's end and were not at the one before."""
    seen = observed.new & (observed.began > observed.first) & (observed.began <= observed.last)
    month, born = observed.began[seen], observed.born[seen]
    back = observed.last - month
    age = np.searchsorted(ENTRY_EDGES[1:-1], np.maximum(month - born, 0), side="right")
    span = observed.last - observed.first
    years = max(1, -(-span // 12))
    shape = (years, SAMPLES, ENTRY_AGES, PLACES)
    cell = np.ravel_multi_index(
        (back // 12, observed.child[seen] % SAMPLES, age, observed.state[seen]), shape
    )
    counts = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float)
    whole = span // HALF_YEAR
    halves = np.bincount(back // HALF_YEAR, minlength=max(whole, 1))[: max(whole, 1)]
    monthly = np.bincount(back, minlength=max(whole, 1) * HALF_YEAR)[: max(whole, 1) * HALF_YEAR]
    return Arrivals(counts, halves.astype(float), monthly.reshape(-1, HALF_YEAR).astype(float))


def dispersion(monthly: Floats) -> float:
    """Variance of monthly entries over their mean, within half years: brothers and sisters come together.

    Drawn towards 1.1 as by 60 months; 1 or more.
    """
    mean = monthly.mean(1, keepdims=True)
    degrees = float((mean > 0).sum() * (HALF_YEAR - 1))
    chi = float(((monthly - mean) ** 2 / np.maximum(mean, 1e-9)).sum())
    return max(1.0, (chi + 1.1 * 60) / (degrees + 60))


def level(halves: Floats, dispersion: float = 1.0, months: float = HALF_YEAR) -> Level:
    """Level of entries now, by a local level model of the logarithm of half-yearly counts (latest first).

    The level wanders from half year to half year, the count around it is Poisson (in the logarithm a
    variance of 1/n). Every size of wandering in `WANDERING` is filtered (Kalman) and weighs by how well
    it foretold each next half year: an authority whose entries jump about forgets fast, a steady one
    averages its years. The forecast is flat: a trend extrapolated did worse (care.md §2).
    """
    seen = np.log((halves[::-1] + 0.5) / months)
    noise = dispersion / (halves[::-1] + 0.5)
    step = WANDERING**2 * (HALF_YEAR / 12)
    state = np.full(len(WANDERING), seen[0])
    doubt = np.full(len(WANDERING), noise[0])
    weight = np.log(BELIEF)
    for value, error in zip(seen[1:], noise[1:], strict=True):
        doubt = doubt + step
        whole = doubt + error
        surprise = value - state
        weight = weight - 0.5 * (np.log(whole) + surprise**2 / whole)
        gain = doubt / whole
        state = state + gain * surprise
        doubt = doubt * (1 - gain)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    mean = float(weight @ state)
    variance = float(weight @ (doubt + (state - mean) ** 2))
    return Level(float(np.exp(mean)), variance, float(weight @ WANDERING**2))


def mix(counts: Floats) -> Floats:
    """Shares of ages and categories among those who come in, from weighted counts [..., age, category].

    The mix of categories at an age is drawn towards that of the ages near it.
    """
    by_age = counts.sum(-1, keepdims=True)
    near = counts.copy()
    for step in (1, 2, 3):
        near[..., step:, :] += counts[..., :-step, :] * 0.6**step
        near[..., :-step, :] += counts[..., step:, :] * 0.6**step
    near = (near + 0.01) / (near.sum(-1, keepdims=True) + 0.01 * PLACES)
    mixed = by_age * (counts + 6 * near) / (by_age + 6)
    return mixed / np.maximum(mixed.sum((-2, -1), keepdims=True), 1e-12)
