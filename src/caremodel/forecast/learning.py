"""What the forecast learns from what was observed: best estimates, and draws of what else they could be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrivals import Level, arrivals, dispersion, level, mix
from .person_months import Floats, Observed
from .rates import LEAVING, MOVING, SAMPLES, chances, closed, tally

HALF_LIFE = 8.0
"""Years after which an observation weighs half, for chances; for the mix of those who come in:"""
MIX_HALF_LIFE = 6.0


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

    def coming_in(self) -> Floats:
        """Children a month [1, age, category]."""
        return self.level.mean * self.mix


def learn(
    observed: Observed, draws: int, rng: np.random.Generator, authority: str | None = None
) -> Learned:
    """Estimate, and draw by a Bayesian bootstrap (Rubin 1981): parts of the children weigh by chance.

    Children and not months are drawn, so that what one child does over the years counts as one child's.
    """
    counts = tally(observed).counts
    came = arrivals(observed)
    by_sample = np.einsum("y,yg...->g...", 0.5 ** (np.arange(len(counts)) / HALF_LIFE), counts)
    mixes = np.einsum(
        "y,yg...->g...", 0.5 ** (np.arange(len(came.counts)) / MIX_HALF_LIFE), came.counts
    )
    best = chances(by_sample.sum(0)[None])
    weights = rng.exponential(size=(draws, SAMPLES))
    drawn = chances(np.tensordot(weights, by_sample, 1))
    wobble = _wobble(counts.sum(1), best[0])
    for ways, variance in zip((LEAVING, MOVING), wobble, strict=True):
        other_years = np.exp(rng.normal(0.0, variance**0.5, draws))
        drawn = np.where(ways, drawn * other_years[:, None, None, None, None], drawn)
    spread = dispersion(came.monthly)
    return Learned(
        best,
        closed(drawn),
        level(came.halves, spread),
        spread,
        mix(mixes.sum(0)[None]),
        mix(np.tensordot(weights, mixes, 1)),
        wobble,
    )


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
