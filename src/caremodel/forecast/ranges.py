"""Ranges of counts from their mean and variance.

Small counts (mean under 50) have the distribution of Panjer's (a, b, 0) class with that mean and
variance: binomial where the variance is the smaller, negative binomial where it is the larger, Poisson
between. A range is the likeliest counts that together come nearest to its chance: whole numbers seldom
hit it, and ranges that never fall short would cover too much where counts are small. Large counts are
normal.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from .person_months import Floats, Ints

CHANCES = (0.5, 0.9, 0.95)
SMALL = 50.0
Z = np.array(
    [NormalDist().inv_cdf(0.5 + side * chance / 2) for chance in CHANCES for side in (-1, 1)]
)
"""Standard deviations from the mean to the ends of the ranges: lo50, hi50, lo90, …"""


def ranges(mean: Floats, variance: Floats) -> Ints:
    """Ends [..., 6] of the ranges (lo50, hi50, lo90, …), of means and variances [...]."""
    shape = mean.shape
    means, variances = mean.ravel(), np.maximum(variance.ravel(), 1e-6)
    found = np.rint(np.maximum(means[:, None] + Z * np.sqrt(variances)[:, None], 0.0)).astype(
        np.int64
    )
    small = means < SMALL
    if small.any():
        found[small] = _likeliest(probabilities(np.maximum(means[small], 1e-9), variances[small]))
    ends: Ints = found.reshape(*shape, len(Z))
    return ends


def probabilities(mean: Floats, variance: Floats) -> Floats:
    """Chances [row, count] of the counts 0, 1, 2 …: p(n) = p(n-1) · (a + b/n), with a = 1 - mean / variance."""
    # a count of mean m varies at least as m's distance from the whole numbers beside it makes it
    part = mean - np.floor(mean)
    variance = np.maximum(variance, part * (1 - part) + 1e-9)
    a = 1 - mean / np.maximum(variance, mean * 0.02)
    a = np.where(np.abs(a) < 1e-6, 1e-6, a)
    b = mean * (1 - a) - a
    first = np.exp(np.clip((a + b) / a * np.log1p(-a), -700, 0))
    top = int(np.ceil((mean + 10 * np.sqrt(variance)).max())) + 10
    # past the last child that a binomial has room for, nothing
    ratio = np.maximum(a[:, None] + b[:, None] / np.arange(1, top + 1), 0.0)
    found = np.concatenate([first[:, None], first[:, None] * np.cumprod(ratio, axis=1)], axis=1)
    chances: Floats = found / found.sum(1, keepdims=True)
    return chances


def _likeliest(chances: Floats) -> Ints:
    order = np.argsort(-chances, axis=1, kind="stable")
    sorted_chances = np.take_along_axis(chances, order, axis=1)
    # one count more where that comes nearer to the chance asked for
    middle = np.cumsum(sorted_chances, axis=1) - sorted_chances / 2
    ends = []
    for chance in CHANCES:
        taken = middle < chance
        taken[:, 0] = True
        ends.append(np.where(taken, order, chances.shape[1]).min(1))
        ends.append(np.where(taken, order, -1).max(1))
    return np.stack(ends, axis=1)
