"""Today's total as evidence: the model is drawn towards it as firmly as it has held before.

One authority's total is hard to foretell better than by "the same as today" (care.md §2), and the model's
own doubt knows it: draws differ widely in the total. So we add what the model does not know, that totals
change little: change over h months ~ N(0, s² (h/12)^1.5), with s² from the authority's own yearly changes
less chance, drawn towards (4 % of the total)². Means and draws are updated by the usual linear rule (a
deterministic ensemble Kalman filter: Whitaker and Hamill 2002): cells move with the total as far as
they do in the draws, and the ranges narrow.
"""

from __future__ import annotations

import numpy as np

from .outlook import Outlook
from .person_months import PLACES, Floats, Observed
from .projection import BANDS

YEARLY = 0.04
BELIEVED = 4.0
"""Share of the total that changes in a year, believed beforehand as firmly as so many years show."""
GROWTH = 1.5


def yearly_change(observed: Observed, today: float, chance: float) -> float:
    """s²: variance of the change of the total over a year, beyond chance (variance `chance`)."""
    months = observed.last - observed.first + 1
    prior = (YEARLY * today) ** 2 + 0.25
    if months <= 12:
        return prior
    arrived = np.clip(observed.began - observed.first, 0, months)
    gone = np.clip(observed.ended - observed.first, 0, months)
    total = np.cumsum(
        np.bincount(arrived, minlength=months + 1) - np.bincount(gone, minlength=months + 1)
    )[:months].astype(float)
    change = total[12:] - total[:-12]
    years = len(change) / 12
    beyond = max(float((change**2).mean()) - chance, 0.0)
    return (beyond * years + prior * BELIEVED) / (years + BELIEVED)


def anchor(outlook: Outlook, today: float, yearly: float) -> Outlook:
    """The outlook, told that the total was `today` and that it changes by a variance `yearly` a year."""
    mean, draws = outlook.mean.copy(), outlook.draws.copy()
    for month in range(len(mean)):
        total = draws[:, month, BANDS, PLACES].copy()
        own = float(total @ total) / max(len(total), 1)
        if own <= 0:
            continue
        doubt = yearly * ((month + 1) / 12) ** GROWTH
        gain = np.einsum("d,dac->ac", total, draws[:, month]) / len(total) / (own + doubt)
        mean[month] -= gain * (mean[month, BANDS, PLACES] - today)
        draws[:, month] -= (gain / (1 + np.sqrt(doubt / (own + doubt)))) * total[:, None, None]
    return Outlook(with_margins(mean), outlook.chance, draws)


def with_margins(mean: Floats) -> Floats:
    """Nothing negative, and margins the sums of their cells."""
    found = np.maximum(mean, 0.0)
    found[..., :BANDS, PLACES] = found[..., :BANDS, :PLACES].sum(-1)
    found[..., BANDS, :] = found[..., :BANDS, :].sum(-2)
    return found
