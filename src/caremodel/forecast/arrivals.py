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
ENOUGH = 10.0
"""Children who should come in, on average, in each span whose counts are compared; else spans are longer."""
WANDERING = np.array([0.01, 0.03, 0.06, 0.1, 0.15, 0.22, 0.32])
"""By how much (standard deviation of the logarithm) the level may wander in a year; each thought likely
beforehand by `BELIEF`, which leans to little."""
BELIEF = np.array([2, 3, 4, 4, 3, 2, 1]) / 19


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Children who came in: [year back, sample, age, category]; and how many [half year back, month]."""

    counts: Floats
    monthly: Floats


@dataclass(frozen=True, slots=True)
class Level:
    """Children coming in a month: mean now, variance of its logarithm, and what a year ahead adds to that."""

    mean: float
    variance: float
    yearly: float


def arrivals(observed: Observed, authority: str | None = None) -> Arrivals:
    """Count those who are in care at a month's end and were not at the one before, of one authority or all."""
    seen = observed.new & (observed.began > observed.first) & (observed.began <= observed.last)
    if authority is not None:
        seen &= observed.of(authority)
    month, born = observed.began[seen], observed.born[seen]
    back = observed.last - month
    age = np.searchsorted(ENTRY_EDGES[1:-1], np.maximum(month - born, 0), side="right")
    span = max(0, observed.last - observed.first)
    years = max(1, -(-span // 12))
    shape = (years, SAMPLES, ENTRY_AGES, PLACES)
    cell = np.ravel_multi_index(
        (back // 12, observed.child[seen] % SAMPLES, age, observed.state[seen]), shape
    )
    counts = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float)
    # whole half years, or what there is of one
    size = min(HALF_YEAR, max(span, 1))
    whole = max(1, span // size) * size
    monthly = np.bincount(back, minlength=whole)[:whole].reshape(-1, size)
    return Arrivals(counts, monthly.astype(float))


def dispersion(monthly: Floats) -> float:
    """Variance of monthly entries over their mean, within half years: brothers and sisters come together.

    Drawn towards 1.1 as by 60 months; 1 or more.
    """
    mean = monthly.mean(1, keepdims=True)
    degrees = float((mean > 0).sum() * (monthly.shape[1] - 1))
    chi = float(((monthly - mean) ** 2 / np.maximum(mean, 1e-9)).sum())
    return max(1.0, (chi + 1.1 * 60) / (degrees + 60))


def level(monthly: Floats, dispersion: float = 1.0) -> Level:
    """Level of entries now, by a local level model of the logarithm of half-yearly counts.

    The level wanders from half year to half year, the count around it is Poisson (in the logarithm a
    variance of 1/n). Every size of wandering in `WANDERING` is filtered (Kalman) and weighs by how well
    it foretold each next half year: an authority whose entries jump about forgets fast, a steady one
    averages its years. The forecast is flat: a trend extrapolated did worse (care.md §2).
    """
    if not monthly.any():
        return Level(0.0, 1.0, float(BELIEF @ WANDERING**2))
    together = min(len(monthly), int(np.ceil(ENOUGH / monthly.sum(1).mean())))
    blocks = len(monthly) // together
    counts = monthly[: blocks * together].reshape(blocks, -1).sum(1)[::-1]
    months = together * monthly.shape[1]
    if blocks == 1:
        counts, months = monthly.sum(keepdims=True)[0], monthly.size
    # the logarithm of n + ½ has, nearly, the logarithm of n's mean as its mean
    seen = np.log((counts + 0.5 * (blocks > 1)) / months)
    noise = dispersion / (counts + 0.5)
    step = WANDERING**2 * (months / 12)
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

    The mix of categories at an age is drawn towards that of the ages near it, as by one child.
    """
    by_age = counts.sum(-1, keepdims=True)
    near = counts.copy()
    for step in (1, 2, 3):
        near[..., step:, :] += counts[..., :-step, :] * 0.6**step
        near[..., :-step, :] += counts[..., step:, :] * 0.6**step
    near = (near + 0.01) / (near.sum(-1, keepdims=True) + 0.01 * PLACES)
    mixed = by_age * (counts + near) / (by_age + 1)
    shares: Floats = mixed / np.maximum(mixed.sum((-2, -1), keepdims=True), 1e-12)
    return shares
