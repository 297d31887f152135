"""A plain cohort model to be better than: monthly chances by age, time in care and category, and no more.

The goals for the forecast are what such a model of 60 lines reached on another maker's authorities: 12 age bands × 7
spans of time in care × 4 categories, the last 48 months, drawn to age × category and that to category; everybody
out at 18; those who come in as many, as old and to where they came on average. Its share of the error of “same as
today” says how hard a set of authorities is.
"""

from __future__ import annotations

import numpy as np

from caremodel.ages import AGE_BANDS
from caremodel.forecast.person_months import ADULT, PLACES, Floats, Observed
from caremodel.placements import CATEGORIES

AGE_EDGES = 12 * np.array([1, 3, 5, 8, 10, 12, 13, 14, 15, 16, 17])
TIME_EDGES = np.array([1, 3, 6, 12, 24, 48])
BAND_EDGES = 12 * np.array([1, 5, 10, 16])
WINDOW = 48
WORTH = 60.0
"""Person-months that the coarser chances are worth beside those of a cell."""


def sketch(observed: Observed, months: int) -> list[dict[tuple[str, str], float]]:
    """Expected children by age band and category at each month end."""
    chances = _chances(observed)
    start = max(observed.first, observed.last - WINDOW)
    came = observed.new & (observed.began > start) & (observed.began <= observed.last)
    ages = np.maximum(observed.began[came] - observed.born[came], 0)
    places = np.eye(PLACES)[observed.state[came]] / max(observed.last - start, 1)
    standing = observed.standing
    born, entered, where = standing.born, standing.entered, np.eye(PLACES)[standing.state]
    found = []
    for month in range(observed.last, observed.last + months):
        age = np.searchsorted(AGE_EDGES, month - born, side="right")
        time = np.searchsorted(TIME_EDGES, month - entered, side="right")
        where = np.einsum("cp,cpq->cq", where, chances[age, time][:, :, :PLACES])
        born = np.concatenate([born, month + 1 - ages])
        entered = np.concatenate([entered, np.full(len(ages), month + 1)])
        where = np.concatenate([where, places])
        where[month + 1 - born >= ADULT] = 0
        band = np.searchsorted(BAND_EDGES, month + 1 - born, side="right")
        found.append(
            {
                (name, category): float(where[band == number, place].sum())
                for number, name in enumerate(AGE_BANDS)
                for place, category in enumerate(CATEGORIES)
            }
        )
    return found


def _chances(observed: Observed) -> Floats:
    """Monthly chances [age, time, category, category or left]."""
    low = np.maximum(np.maximum(observed.began, observed.first), observed.last - WINDOW)
    high = np.minimum(np.minimum(observed.ended, observed.last), observed.born + ADULT - 1)
    length = np.maximum(high - low, 0)
    stay = np.repeat(np.arange(len(length)), length)
    month = np.arange(len(stay)) - np.repeat(np.cumsum(length) - length, length) + low[stay]
    to = np.where(month + 1 == observed.ended[stay], observed.following[stay], observed.state[stay])
    age = np.searchsorted(AGE_EDGES, month - observed.born[stay], side="right")
    time = np.searchsorted(TIME_EDGES, month - observed.entered[stay], side="right")
    counts = np.zeros((len(AGE_EDGES) + 1, len(TIME_EDGES) + 1, PLACES, PLACES + 1))
    np.add.at(counts, (age, time, observed.state[stay], to), 1)
    by_category = counts.sum((0, 1)) + 0.5
    by_category /= by_category.sum(-1, keepdims=True)
    by_age = _drawn(counts.sum(1), by_category)
    return _drawn(counts, by_age[:, None])


def _drawn(counts: Floats, coarser: Floats) -> Floats:
    found: Floats = (counts + WORTH * coarser) / (counts.sum(-1, keepdims=True) + WORTH)
    return found
