"""Monthly chances of staying, moving and leaving, by age, time in care and category.

    chance[a, k, s → u] = flow[s → u] · age[a, s → u] · time[k, s → u] · own[a, k, s → u]

Each factor is a ratio of what happened to what the factors before it expected, drawn towards 1 the
more the fewer events there were: (O + c) / (E + c), the mean of a gamma distribution whose prior is
worth c events (Robbins' empirical Bayes for Poisson counts; c by moments, so that the data say how
different the groups are).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .person_months import ADULT, LEFT, OUT, SETTLED_AFTER, STATES, Floats, Ints, Observed

AGE_EDGES = np.array([6, 12, 24, 60, 96, 120, 144, 168, 180, 192, 204])
"""Months of age at which the next band begins."""
TIME_EDGES = np.array([1, 3, 6, 12, 24, 48])
"""Months in care at which the next band begins."""
AGES = len(AGE_EDGES) + 1
TIMES = len(TIME_EDGES) + 1
SPREAD, WORTH = 0.2, 50.0
"""What is believed beforehand of how groups differ (variance of their ratios), and how firmly."""
SAMPLES = 32
"""Parts that the children are dealt into, to see how far the rates hang on who was there."""

LEAVING = np.zeros((STATES, STATES + 1), bool)
LEAVING[:, OUT] = True
MOVING = np.arange(STATES)[:, None] // 2 != np.arange(STATES + 1) // 2
MOVING[:, OUT] = False
"""Ways from → to that are leaving care, and moves to another category."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often what followed what: [year back, sample, age, time, from, to] person-months."""

    counts: Floats

    @property
    def years(self) -> int:
        return int(self.counts.shape[0])


def tally(observed: Observed) -> Tally:
    """Count person-months by what was so at one month's end and the next."""
    low = np.maximum(observed.began, observed.first)
    high = np.minimum(np.minimum(observed.ended, observed.last), observed.born + ADULT - 1)
    length = np.maximum(high - low, 0)
    stay = np.repeat(np.arange(len(low)), length)
    month = np.arange(len(stay)) - np.repeat(np.cumsum(length) - length, length) + low[stay]
    place, following = observed.state[stay], observed.following[stay]
    since = month - observed.began[stay]
    state = 2 * place + (since >= SETTLED_AFTER)
    to = np.where(
        month + 1 == observed.ended[stay],
        np.where(following == LEFT, OUT, 2 * following),
        2 * place + (since + 1 >= SETTLED_AFTER),
    )
    age = age_band(month - observed.born[stay])
    time = time_band(month - observed.entered[stay])
    years = max(1, -(-(observed.last - observed.first) // 12))
    year = (observed.last - 1 - month) // 12
    sample = observed.child[stay] % SAMPLES
    shape = (years, SAMPLES, AGES, TIMES, STATES, STATES + 1)
    cell = np.ravel_multi_index((year, sample, age, time, state, to), shape)
    return Tally(np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float))


def age_band(months: Ints) -> Ints:
    """Number of the age band, of months of age (below 0: 0)."""
    return np.searchsorted(AGE_EDGES, months, side="right")


def time_band(months: Ints) -> Ints:
    """Number of the band of time in care, of months since coming in."""
    return np.searchsorted(TIME_EDGES, months, side="right")


def chances(counts: Floats) -> Floats:
    """Chances from weighted person-months [..., age, time, from, to]; the same shape, rows adding up to 1."""
    exposed = counts.sum(-1, keepdims=True)
    events = counts.copy()
    for state in range(STATES):
        events[..., state, state] = 0.0
    # nobody was ever seen there: rather the average child than nobody
    flow_from = events.sum((-4, -3), keepdims=True)
    at_risk = exposed.sum((-4, -3), keepdims=True)
    common = flow_from.sum(-2, keepdims=True) / np.maximum(at_risk.sum(-2, keepdims=True), 1.0)
    flow = (flow_from + 24 * common) / (at_risk + 24)
    expected = exposed * flow
    age = time = np.ones_like(flow)
    for _ in range(3):
        within = expected * time
        over_states = shrunk(
            events.sum((-3, -2), keepdims=True), within.sum((-3, -2), keepdims=True)
        )
        age = over_states * shrunk(
            events.sum(-3, keepdims=True), (within * over_states).sum(-3, keepdims=True)
        )
        within = expected * age
        over_states = shrunk(
            events.sum((-4, -2), keepdims=True), within.sum((-4, -2), keepdims=True)
        )
        time = over_states * shrunk(
            events.sum(-4, keepdims=True), (within * over_states).sum(-4, keepdims=True)
        )
    factors = flow * age * time
    return closed(factors * shrunk(events, exposed * factors))


def closed(moves: Floats) -> Floats:
    """Chances of every outcome, from those of moving and leaving: who does neither stays."""
    moves = np.maximum(moves, 0.0)
    for state in range(STATES):
        moves[..., state, state] = 0.0
    out = moves.sum(-1, keepdims=True)
    moves = moves * np.where(out > 0.98, 0.98 / np.maximum(out, 1e-12), 1.0)
    for state in range(STATES):
        moves[..., state, state] = 1.0 - moves[..., state, :].sum(-1)
    return moves


def shrunk(seen: Floats, expected: Floats) -> Floats:
    """Ratios of seen to expected events, drawn towards 1 by as much as chance can explain."""
    worth = prior_events(seen, expected)
    return (seen + worth) / (expected + worth)


def prior_events(seen: Floats, expected: Floats) -> Floats:
    """Events that "no different" is worth, for each way from → to, by moments over ages and times.

    Each way by itself: hardly anybody of 7 moves to supported accommodation, and that many do at 17 must
    not say that ages differ as much in leaving.
    """
    axes = (-4, -3)
    excess = ((seen - expected) ** 2 - expected).sum(axes, keepdims=True)
    square = (expected**2).sum(axes, keepdims=True)
    spread = (np.maximum(excess, 0.0) + SPREAD * WORTH) / (square + WORTH)
    return 1.0 / np.clip(spread, 0.005, 50.0)


__all__ = ["AGES", "LEFT", "TIMES", "Tally", "age_band", "chances", "closed", "tally", "time_band"]
