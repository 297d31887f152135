"""What the forecast learns from what was observed: best estimates, and draws of what else they could be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrivals import Level, arrivals, dispersion, level, mix
from .person_months import Floats, Observed
from .rates import LEAVING, MOVING, SAMPLES, chances, closed, of_one, tally

HALF_LIFE = 16.0
"""Years after which an observation weighs half, for chances; for the mix of those who come in:"""
MIX_HALF_LIFE = 6.0
ENTRANTS = 100.0
"""Children who come in that the mix of all authorities is worth beside one's own."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Best estimates [1, …] and draws [draw, …] of monthly chances and of those who come in.

    `wobble` is the variance, from one year to the next, of the logarithm of all chances of leaving, and
    of all of moving: what no average of the past foresees.
    """

    chances: Floats
    chance_draws: Floats
    level: Level
    dispersion: float
    mix: Floats
    mix_draws: Floats
    wobble: tuple[float, float]


def learn(
    observed: Observed, draws: int, rng: np.random.Generator, authority: str | None = None
) -> Learned:
    """Estimate, and draw by a Bayesian bootstrap (Rubin 1981): parts of the children weigh by chance.

    Children and not months are drawn, so that what one child does over the years counts as one child's.
    """
    counts, came = tally(observed), arrivals(observed)
    by_sample = _recent(counts, HALF_LIFE)
    mixes = _recent(came.counts, MIX_HALF_LIFE)
    weights = rng.exponential(size=(draws, SAMPLES))
    if authority is None:
        best = chances(by_sample.sum(0)[None])
        drawn = chances(np.tensordot(weights, by_sample, 1))
    else:
        counts, came = tally(observed, authority), arrivals(observed, authority)
        own = _recent(counts, HALF_LIFE)
        best = of_one(by_sample.sum(0)[None], own.sum(0)[None])
        drawn = of_one(np.tensordot(weights, by_sample, 1), np.tensordot(weights, own, 1))
        # a mix of its own, beside which everybody's is worth as much as ENTRANTS children
        own_mix = _recent(came.counts, MIX_HALF_LIFE)
        mixes = own_mix + mixes * (ENTRANTS / max(float(mixes.sum()), 1.0))
    wobble = _wobble(counts.sum(1), best[0])
    for ways, variance in zip((LEAVING, MOVING), wobble, strict=True):
        other_years = np.exp(rng.normal(0.0, variance**0.5, draws))
        drawn = np.where(ways, drawn * other_years[:, None, None, None, None], drawn)
    spread = dispersion(came.monthly)
    return Learned(
        best,
        closed(drawn),
        level(came.monthly, spread),
        spread,
        mix(mixes.sum(0)[None]),
        mix(np.tensordot(weights, mixes, 1)),
        wobble,
    )


def _recent(counts: Floats, half_life: float) -> Floats:
    """Counts [year back, …] added up over years, weighing by half for each half-life back."""
    found: Floats = np.tensordot(0.5 ** (np.arange(len(counts)) / half_life), counts, 1)
    return found


def _wobble(years: Floats, best: Floats) -> tuple[float, float]:
    """Excess over chance of how many left, and how many moved, in a year [year, age, time, from, to]."""
    expected = years.sum(-1, keepdims=True) * best
    found = []
    for ways in (LEAVING, MOVING):
        seen = (years * ways).sum((1, 2, 3, 4))
        thought = (expected * ways).sum((1, 2, 3, 4))
        excess = ((seen - thought) ** 2 - thought).sum()
        square = (thought**2).sum()
        found.append(float((max(excess, 0.0) + 0.05**2 * 30_000) / (square + 30_000)))
    return found[0], found[1]
