"""Monthly chances of staying, moving and leaving, by age, time in care and category.

    chance[a, k, s → u] = flow[s → u] · age[a, s → u] · time[k, s → u] · own[a, k, s → u]

Each factor is a ratio of what happened to what the factors before it expected, drawn towards 1 the
more the fewer events there were: (O + c) / (E + c), the mean of a gamma distribution whose prior is
worth c events (Robbins' empirical Bayes for Poisson counts; c by moments, so that the data say how
different the groups are). It has two parts: what is so wherever children go from, band by band, and what
is so from one state only, where there are few events and neighbouring ages and times lend theirs.
"""

from __future__ import annotations

import numpy as np

from .person_months import ADULT, LEFT, OUT, SETTLED_AFTER, STATES, Floats, Ints, Observed

AGE_EDGES = np.array([6, 12, 24, 60, 96, 120, 144, 168, 180, 192, 204])
"""Months of age at which the next band begins."""
TIME_EDGES = np.array([1, 3, 6, 12, 24, 48])
"""Months in care at which the next band begins."""
AGES = len(AGE_EDGES) + 1
TIMES = len(TIME_EDGES) + 1
SPREAD, WORTH = 3.2, 50.0
"""What is believed beforehand of how groups differ (variance of their ratios), and how firmly."""
NEAR = 0.9
"""What an event in the next band of age or time counts for, beside one in the band itself; its square, of
the next but one."""
SAMPLES = 32
"""Parts that the children are dealt into, to see how far the rates hang on who was there."""

_AGE, _TIME, _STATE = -4, -3, -2
"""Axes of person-months and of chances; the last is where to."""
_FROM, _TO = np.arange(STATES)[:, None], np.arange(STATES + 1)
LEAVING = np.broadcast_to(_TO == OUT, (STATES, STATES + 1))
SETTLING = (_FROM % 2 == 0) & (_TO == _FROM + 1)
AGAIN = (_FROM % 2 == 1) & (_TO == _FROM - 1)
MOVING = (_FROM // 2 != _TO // 2) & (_TO % 2 == 0) & ~LEAVING
"""Ways from → to: leaving care, staying long enough in a placement, then another of the same category, moving
to another category (and being new there). There are no others but staying as one is."""
USUAL = np.select([LEAVING, MOVING, SETTLING, AGAIN], [0.02, 0.004, 1 / SETTLED_AFTER, 0.01], 0.0)
"""What a child does in a month in England, before anything is seen: 23,000 of 83,600 leave in a year other
than by turning 18 (DfE, year to March 2024); moves and settling are our guesses."""
USUAL_WORTH = 60.0
"""Person-months that it is worth in each state;"""
FROM_WORTH = 24.0
"""and what the average child is worth beside those of one state."""


def tally(observed: Observed, authority: str | None = None) -> Floats:
    """Person-months [year back, sample, age, time, from, to]: how often what followed what at month ends.

    `authority`: of its children alone.
    """
    low = np.maximum(observed.began, observed.first)
    high = np.minimum(np.minimum(observed.ended, observed.last), observed.born + ADULT - 1)
    length = np.maximum(high - low, 0)
    if authority is not None:
        length *= observed.of(authority)
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
    return np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float)


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
    flow_from = events.sum((_AGE, _TIME), keepdims=True)
    at_risk = exposed.sum((_AGE, _TIME), keepdims=True)
    flow = (flow_from + FROM_WORTH * _common(flow_from, at_risk)) / (at_risk + FROM_WORTH)
    expected = exposed * flow
    age = time = np.ones_like(flow)
    for _ in range(3):
        age = _factor(events, expected * time, over=(_TIME,))
        time = _factor(events, expected * age, over=(_AGE,))
    factors = flow * age * time
    return closed(factors * _factor(events, exposed * factors))


def _factor(events: Floats, expected: Floats, over: tuple[int, ...] = ()) -> Floats:
    """Ratios by what is not summed `over`: wherever from, times those of each state."""
    by_goal = (*over, _STATE)
    wherever = shrunk(events.sum(by_goal, keepdims=True), expected.sum(by_goal, keepdims=True))
    seen, thought = events, expected * wherever
    if over:
        seen, thought = seen.sum(over, keepdims=True), thought.sum(over, keepdims=True)
    return wherever * shrunk(seen, thought, lent=True)


def _common(flow: Floats, at_risk: Floats) -> Floats:
    """Chances from → to of the average child, for where hardly anybody was seen; [..., from, to]."""
    going = LEAVING | MOVING
    by_goal = ((flow + USUAL_WORTH * USUAL) * going).sum(-2, keepdims=True) / np.maximum(
        ((at_risk + USUAL_WORTH) * going).sum(-2, keepdims=True), 1e-9
    )
    common: Floats = by_goal * going
    for ways in (SETTLING, AGAIN):
        seen = ((flow + USUAL_WORTH * USUAL) * ways).sum((-2, -1), keepdims=True)
        exposed = ((at_risk + USUAL_WORTH) * ways).sum((-2, -1), keepdims=True)
        common += ways * seen / exposed
    return common


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


def shrunk(seen: Floats, expected: Floats, lent: bool = False) -> Floats:
    """Ratios of seen to expected events, drawn towards 1 by as much as chance can explain.

    `lent`: with what neighbouring ages and times lend, who mostly are alike.
    """
    worth = prior_events(seen, expected)
    if lent:
        seen, expected = _with_neighbours(seen), _with_neighbours(expected)
    return (seen + worth) / (expected + worth)


def _with_neighbours(counts: Floats) -> Floats:
    """Counts [..., age, time, from, to], each with a share of those next to it in age and in time."""
    for axis in (_AGE, _TIME):
        by_band = np.moveaxis(counts, axis, 0)
        lent = by_band.copy()
        for distance in (1, 2):
            lent[distance:] += NEAR**distance * by_band[:-distance]
            lent[:-distance] += NEAR**distance * by_band[distance:]
        counts = np.moveaxis(lent, 0, axis)
    return counts


def prior_events(seen: Floats, expected: Floats) -> Floats:
    """Events that "no different" is worth, for each way from → to, by moments over ages and times.

    Each way by itself: hardly anybody of 7 moves to supported accommodation, and that many do at 17 must
    not say that ages differ as much in leaving.
    """
    axes = (_AGE, _TIME)
    excess = ((seen - expected) ** 2 - expected).sum(axes, keepdims=True)
    square = (expected**2).sum(axes, keepdims=True)
    spread = (np.maximum(excess, 0.0) + SPREAD * WORTH) / (square + WORTH)
    worth: Floats = 1.0 / np.clip(spread, 0.005, 50.0)
    return worth


def of_one(all_counts: Floats, own: Floats) -> Floats:
    """Chances in one authority [..., age, time, from, to]: everybody's, times what is its own way by way.

    How much more (or less) often its children go from → to than everybody's chances foretell is drawn
    towards 1, so an authority of few children has everybody's chances, one of many its own.
    """
    common = chances(all_counts)
    expected = own.sum(-1, keepdims=True) * common
    ways = (LEAVING | MOVING).astype(float)
    seen = (own * ways).sum((_AGE, _TIME), keepdims=True)
    thought = (expected * ways).sum((_AGE, _TIME), keepdims=True)
    # authorities differ by about 15 % (variance 1/40)
    return closed(np.where(ways > 0, common * (seen + 40) / (thought + 40), common))
