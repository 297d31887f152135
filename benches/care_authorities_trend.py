"""What the makers held out share: places, and how an authority changes over the years."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from benches.care_authorities import DAY_ZERO, YEAR, Spell

FIRST_DAY = dt.date(2019, 4, 1)
K3_DAY = dt.date(2023, 10, 28)
MONTH = YEAR / 12
MONTHS = 27 * 12
"""From `DAY_ZERO` to the end of March 2026."""

Weights = Mapping[str, float]

PLACES: Mapping[str, tuple[str, Weights]] = {
    "carers": ("fostering", {"U6": 0.8, "U4": 0.17, "U5": 0.03}),
    "kin": ("fostering", {"U3": 0.75, "U1": 0.25}),
    "home": ("residential", {"K2": 0.97, "P3": 0.01, "S1": 0.02}),
    "supported": ("supported", {"H5": 0.78, "P2": 0.22}),
    "parents": ("other", {"P1": 1}),
    "adopters": ("other", {"A5": 0.3, "A6": 0.7}),
    "elsewhere": ("other", {"R3": 0.3, "R5": 0.3, "R2": 0.2, "Z1": 0.15, "K1": 0.05}),
}
"""Our names of places → category and codes. A home is a children's home."""


@dataclass(frozen=True)
class Trend:
    """What changes here over the years from April 2019. Nothing, unless the authority drifts."""

    entries: float = 0.0
    """More a year, as a share; `homes` and `asylum` likewise."""
    homes: float = 0.0
    asylum: float = 0.0
    step: str = ""
    """Once for all: "covid" (a year of fewer entries), "transfers" (asylum seekers come by the national
    scheme), "longer" (nobody goes home as soon as before) or nothing."""

    @classmethod
    def drawn(cls, rng: random.Random) -> Trend:
        return cls(
            entries=rng.choice((-1, 1)) * rng.uniform(0.03, 0.05),
            homes=rng.choice((0.0, 0.05, 0.1)),
            asylum=rng.choice((0.0, 0.04, 0.08)),
            step=rng.choice(("", "covid", "transfers", "longer")),
        )

    def entering(self, day: dt.date, *, asylum: bool) -> float:
        level = math.pow(1 + (self.asylum if asylum else self.entries), _years(day))
        if self.step == "covid" and dt.date(2020, 4, 1) <= day < dt.date(2021, 4, 1):
            level *= 0.8
        if asylum and self.step == "transfers" and day >= dt.date(2021, 12, 1):
            level *= 1.35
        return level

    def in_homes(self, day: dt.date) -> float:
        return math.pow(1 + self.homes, _years(day))

    def staying(self, day: dt.date) -> float:
        return 1.25 if self.step == "longer" and day >= dt.date(2022, 4, 1) else 1.0


def _years(day: dt.date) -> float:
    return max(0.0, (day - FIRST_DAY).days / YEAR)


def pick(rng: random.Random, weights: Weights) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def spell(rng: random.Random, began: dt.date, ended: dt.date, place: str) -> Spell:
    category, codes = PLACES[place]
    code = pick(rng, codes)
    return began, ended, category, "K3" if category == "supported" and ended > K3_DAY else code


def within_month(rng: random.Random, month: int) -> dt.date:
    """A day of the month so many months after `DAY_ZERO`."""
    return DAY_ZERO + dt.timedelta(days=int((month + rng.random()) * MONTH))
