"""The model's own forecast: means and variances of every cell, from what was learned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .effects import Effects
from .learning import Learned
from .person_months import Floats, Observed, month_end
from .projection import grouped, merged, project


@dataclass(frozen=True, slots=True)
class Outlook:
    """[month, band or all, category or all]: means, variances by chance, and draws of the mean."""

    mean: Floats
    chance: Floats
    """Variance if all rates were known."""
    draws: Floats
    """[draw, month, …] deviations from their mean: what not knowing the rates comes to."""

    @property
    def variance(self) -> Floats:
        doubt: Floats = (self.draws**2).sum(0) / max(1, len(self.draws))
        return self.chance + doubt


def outlook(
    observed: Observed, learned: Learned, months: int, effects: Effects, seed: int
) -> Outlook:
    """Carry those in care and those to come forward.

    Best estimates child by child with exact ages; draws by groups of like children. The same seed draws
    the same rates whatever the scenario (common random numbers).
    """
    part = remaining(observed)
    groups = grouped(observed.standing, observed.last)
    best = project(
        groups,
        observed.last,
        months,
        _first_part(effects.chances(learned.chances), part),
        _first_part_of_entries(effects.coming_in(lambda _: learned.level.mean * learned.mix), part),
        monthly=True,
        dispersion=learned.dispersion,
        added=effects.places(),
        then=effects.then(),
    )
    levels = _levels(learned, months, np.random.default_rng((seed, 1)))
    drawn = project(
        merged(groups, observed.last),
        observed.last,
        months,
        _first_part(effects.chances(learned.chance_draws), part),
        _first_part_of_entries(
            effects.coming_in(lambda step: levels[:, step, None, None] * learned.mix_draws), part
        ),
        monthly=False,
        added=effects.places(),
        then=effects.then(),
    )
    return Outlook(best.mean[0], best.variance[0], drawn.mean - drawn.mean.mean(0))


def remaining(observed: Observed) -> float:
    """How much of the first month is still to come: all of it, unless the last known day was within it."""
    end = month_end(observed.last + 1)
    return min(1.0, (end - observed.origin).days / end.day)


def _first_part(chances: Callable[[int], Floats], part: float) -> Callable[[int], Floats]:
    """Chances of going scaled to a part of the first month."""
    if part == 1.0:
        return chances

    def of_step(step: int) -> Floats:
        table = chances(step)
        if step:
            return table
        states = table.shape[-2]
        stay = np.eye(states, states + 1)
        return stay + (table - stay) * part

    return of_step


def _first_part_of_entries(
    coming_in: Callable[[int], Floats], part: float
) -> Callable[[int], Floats]:
    return lambda step: coming_in(step) * (part if step == 0 else 1.0)


def _levels(learned: Learned, months: int, rng: np.random.Generator) -> Floats:
    """Children coming in a month [draw, month]: doubt about today's level, and a random walk from it."""
    draws, level = len(learned.chance_draws), learned.level
    now = rng.normal(0, level.variance**0.5, (draws, 1))
    steps = rng.normal(0, (level.yearly / 12) ** 0.5, (draws, months))
    return level.mean * np.exp(now + np.cumsum(steps, axis=1))
