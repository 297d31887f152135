"""Carrying children forward from month end to month end, as expectations.

Children alike in month of birth, month of coming in and category are one group. A group of n children
of whom x are expected in a cell has variance x - x²/n there (each is there or is not, by itself);
those still to come are Poisson, n = ∞, variance x.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .arrivals import ENTRY_AGES, ENTRY_EDGES
from .person_months import (
    ADULT,
    PLACES,
    SETTLED_AFTER,
    STATES,
    Bools,
    Floats,
    Ints,
    Standing,
    age_in_months,
)
from .rates import TIMES, age_band, time_band

BAND_EDGES = np.array([12, 60, 120, 192])
BANDS = len(BAND_EDGES) + 1
PLACE_OF = np.array([[place == at // 2 for place in range(PLACES)] for at in range(STATES)], float)
"""Category of each state, as a matrix [state, category]."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of like children: born, leap, entered, size [group]; where [group, category] they are."""

    born: Ints
    leap: Bools
    entered: Ints
    size: Floats
    where: Floats


@dataclass(frozen=True, slots=True)
class Expected:
    """Means and variances with margins: [draw, month, band or all, category or all]."""

    mean: Floats
    variance: Floats


def grouped(standing: Standing, month: int) -> Groups:
    """Children who are alike, together."""
    state = 2 * standing.state + (month - standing.began >= SETTLED_AFTER)
    rows = np.stack([standing.born, standing.leap, standing.entered, state], axis=1)
    kinds, size = np.unique(rows, axis=0, return_counts=True)
    where = np.zeros((len(kinds), STATES))
    where[np.arange(len(kinds)), kinds[:, 3]] = size
    return Groups(kinds[:, 0], kinds[:, 1] == 1, kinds[:, 2], size.astype(float), where)


def merged(groups: Groups, month: int) -> Groups:
    """Fewer groups, of half a year of births: near enough to see how far rates move the whole."""
    if not len(groups.born):
        return groups
    half, time = groups.born // 6, time_band(month - groups.entered)
    _, kind = np.unique(half * 64 + time, return_inverse=True)
    size = np.bincount(kind, groups.size).astype(float)
    where = np.zeros((len(size), STATES))
    np.add.at(where, kind, groups.where)

    def average(values: Ints) -> Ints:
        means: Ints = np.rint(np.bincount(kind, groups.size * values) / size).astype(np.int64)
        return means

    return Groups(
        average(groups.born), np.zeros(len(size), bool), average(groups.entered), size, where
    )


def project(
    groups: Groups,
    start: int,
    months: int,
    chances_in: Callable[[int], Floats],
    coming_in: Callable[[int], Floats],
    *,
    monthly: bool,
    dispersion: float = 1.0,
    added: Floats | None = None,
    then: Callable[[int, Floats, Ints], None] | None = None,
) -> Expected:
    """Expected children at the ends of the months `start + 1 …`.

    `chances_in(step)` [draw, age, time, from, to] and `coming_in(step)` [draw, entry age, category] hold
    from one month end to the next; states beyond ours have their categories in `added`. `monthly`: those
    to come by single months of age, and variances (theirs `dispersion` × mean); else by bands and without.
    `then(step, where, age)` may change where they are [draw, group, state], by number of age band.
    """
    if monthly:
        width = np.diff(ENTRY_EDGES)
        node_ages = np.arange(ADULT)
        source = np.repeat(np.arange(ENTRY_AGES), width)
        share = 1.0 / width[source]
    else:
        node_ages = (ENTRY_EDGES[:-1] + ENTRY_EDGES[1:]) // 2
        source, share = np.arange(ENTRY_AGES), np.ones(ENTRY_AGES)
    nodes, held = len(node_ages), len(groups.born)
    draws, states = chances_in(0).shape[0], chances_in(0).shape[-2]
    total = held + nodes * months
    born = np.empty(total, np.int64)
    entered = np.empty(total, np.int64)
    leap = np.zeros(total, bool)
    size = np.full(total, np.inf)
    here = np.zeros((draws, total, states))
    born[:held], entered[:held], leap[:held] = groups.born, groups.entered, groups.leap
    size[:held] = groups.size
    here[:, :held, :STATES] = groups.where
    place_of = PLACE_OF if added is None else np.concatenate([PLACE_OF, added])
    mean = np.zeros((draws, months, BANDS + 1, PLACES + 1))
    variance = np.zeros_like(mean)
    for step in range(months):
        used = held + nodes * step
        month = start + step
        table = chances_in(step)
        age = age_band(month - born[:used])
        now = here[:, :used]
        here[:, :used] = _moved(now, table, age, time_band(month - entered[:used]))
        new = slice(used, used + nodes)
        born[new] = month + 1 - node_ages
        entered[new] = month + 1
        here[:, new, 0:STATES:2] = coming_in(step)[:, source] * share[:, None]
        used += nodes
        ages = age_in_months(month + 1, born[:used], leap[:used])
        here[:, :used][:, ages >= ADULT] = 0.0
        if then is not None:
            then(step, here[:, :used], age_band(ages))
        band = np.searchsorted(BAND_EDGES, ages, side="right")
        into = (band == np.arange(BANDS)[:, None]).astype(float)
        placed = here[:, :used] @ place_of
        mean[:, step] = _add_up(placed, into)
        if monthly:
            variance[:, step] = _variance(placed, size[:used], into, mean[:, step])
            variance[:, step] += (dispersion - 1) * _add_up(placed[:, held:], into[:, held:])
    return Expected(mean, variance)


def _moved(now: Floats, table: Floats, age: Ints, time: Ints) -> Floats:
    """One month on: [draw, group, state]. Groups of one age and time share their chances."""
    states = now.shape[-1]
    after = np.empty_like(now)
    kind = age * TIMES + time
    order = np.argsort(kind, kind="stable")
    kinds, first = np.unique(kind[order], return_index=True)
    for number, at in zip(kinds, np.split(order, first)[1:], strict=True):
        chances = table[:, number // TIMES, number % TIMES, :, :states]
        after[:, at] = now[:, at] @ chances
    return after


def _add_up(here: Floats, into: Floats) -> Floats:
    """Sums [draw, band or all, category or all] of [draw, group, category], by [band, group] weights."""
    cells = into @ here
    bands = np.concatenate([cells, cells.sum(2, keepdims=True)], axis=2)
    # a child is in one band at a time, so bands add up
    return np.concatenate([bands, bands.sum(1, keepdims=True)], axis=1)


def _variance(here: Floats, size: Floats, into: Floats, mean: Floats) -> Floats:
    """Variances beside `mean`: Σ x - x²/n, by cells and, a child being in one place, by sums over them."""
    whole = here.sum(2)
    found = mean.copy()
    per = into / size
    found[:, :BANDS, :PLACES] -= per @ here**2
    found[:, :BANDS, PLACES] -= (whole**2) @ per.T
    found[:, BANDS] = found[:, :BANDS].sum(1)
    return found
