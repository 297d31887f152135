"""How far assessors agree beyond chance: Krippendorff's alpha, for ranked scores and gaps in them.

K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), whose worked example the tests
repeat. 1 is perfect agreement, 0 what chance would give, below 0 systematic disagreement. What an alpha
is worth is by his own benchmarks: from 0.800 it can be relied on, from 0.667 with caution.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

Unit = Sequence[float]
"""The scores that one thing got, in any order; one alone says nothing."""
LEAST = 5
"""Things scored by two or more, below which an alpha is not told."""
LEAST_FOR_RANGE = 10
DRAWS = 400


class Metric(Enum):
    """What the distance between two scores is."""

    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An alpha with what it rests on; `None` where there is not enough to say."""

    alpha: float | None
    things: int
    scores: int
    low: float | None = None
    high: float | None = None
    """Where 95 % of alphas lie when the things are drawn anew from themselves."""

    @property
    def words(self) -> str:
        return in_words(self)


def alpha_of(units: Sequence[Unit], metric: Metric = Metric.ORDINAL) -> float | None:
    """The alpha; None where nothing is paired, or all scores are the same."""
    paired = [unit for unit in units if len(unit) > 1]
    coincidences: Counter[tuple[float, float]] = Counter()
    for unit in paired:
        counts = Counter(unit)
        for one, first in counts.items():
            for other, second in counts.items():
                pairs = first * (second - (one == other))
                coincidences[one, other] += pairs / (len(unit) - 1)  # type: ignore[assignment]
    totals: dict[float, float] = {}
    for (one, _), count in coincidences.items():
        totals[one] = totals.get(one, 0.0) + count
    size = sum(totals.values())
    distance = _distance(totals, metric)
    expected = sum(
        first * second * distance(one, other)
        for one, first in totals.items()
        for other, second in totals.items()
    )
    if size <= 1 or expected == 0:
        return None
    observed = sum(count * distance(*pair) for pair, count in coincidences.items())
    return 1 - (size - 1) * observed / expected


def _distance(totals: Mapping[float, float], metric: Metric) -> Callable[[float, float], float]:
    if metric is Metric.INTERVAL:
        return lambda one, other: (one - other) ** 2
    # Ranks: all scores between the two, and half of those at either end.
    below: dict[float, float] = {}
    seen = 0.0
    for value in sorted(totals):
        below[value] = seen + totals[value] / 2
        seen += totals[value]
    return lambda one, other: (below[one] - below[other]) ** 2


def agreement(units: Sequence[Unit], metric: Metric = Metric.ORDINAL) -> Agreement:
    """The alpha of some things, with its range where they are many enough. The same each time."""
    paired = [unit for unit in units if len(unit) > 1]
    scores = sum(len(unit) for unit in paired)
    alpha = alpha_of(paired, metric) if len(paired) >= LEAST else None
    if alpha is None or len(paired) < LEAST_FOR_RANGE:
        return Agreement(alpha, len(paired), scores)
    chance = random.Random(len(paired))  # noqa: S311 - drawn the same each time, no secret
    drawn = sorted(
        found
        for _ in range(DRAWS)
        if (found := alpha_of(chance.choices(paired, k=len(paired)), metric)) is not None
    )
    if not drawn:
        return Agreement(alpha, len(paired), scores)
    low, high = (drawn[min(int(share * len(drawn)), len(drawn) - 1)] for share in (0.025, 0.975))
    return Agreement(alpha, len(paired), scores, low, high)


def in_words(found: Agreement) -> str:
    """What an alpha means for whoever decides."""
    alpha = found.alpha
    if alpha is None:
        if found.things >= LEAST:
            return "Not enough to say: all scores are the same."
        return f"Not enough to say: fewer than {LEAST} answers have two scores."
    if alpha >= 0.8:
        return "The assessors agree well: their scores can be relied on."
    if alpha >= 0.667:
        return "The assessors agree well enough for a first ranking; look at close calls again."
    if alpha >= 0.4:
        return "The assessors agree in part: talk the scores through before you decide by them."
    if alpha > 0.05:
        return "The assessors agree little more than by chance: do not decide by the scores alone."
    return (
        "The assessors do not agree more than by chance: ask what each took the criteria to mean."
    )
