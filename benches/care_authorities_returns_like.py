"""A maker of synthetic authorities that runs the rates of a set of returns somebody else invented.

The set is `ssda903_sample`, collection years 2022 to 2025: 618 children, about 225 in care on a day, 420
entries (65 of them asylum seekers). All rates were counted in it: a month, from days at risk, as factors
fitted until their margins agreed. Cases were few (252 left before 18, 501 moved), so factors are rounded
and the end of a row, where hardly anybody was, is evened. Entries there have neither seasons nor siblings;
who has moved goes on to move more than others.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from bisect import bisect_right
from collections.abc import Mapping

from benches.care_authorities import DAY_ZERO, YEAR, Life, Spell, histories_of, poisson
from benches.care_authorities_trend import MONTH, MONTHS, Trend, Weights, pick, spell, within_month
from caremodel.ages import birthday
from caremodel.histories import Histories

ENTRIES = (58, 12, 20, 16, 17, 11, 13, 8, 14, 14, 18, 22, 13, 28, 18, 14, 29, 30)
"""Entries in four years by age, 0 to 17; asylum seekers apart."""
ASYLUM = {15: 4.0, 16: 32, 17: 29}
"""Entries of asylum seekers by age."""
A_YEAR = 0.41
"""Entries a year for each child in care on a day, that these rates keep level. In the returns: 105 for about
225, 0.47, and their stock grew."""

FIRST: tuple[tuple[int, Weights], ...] = (
    (0, {"carers": 47, "kin": 5, "elsewhere": 5, "parents": 1}),
    (1, {"carers": 45, "kin": 16, "parents": 4}),
    (5, {"carers": 36, "kin": 16, "parents": 7, "home": 1}),
    (10, {"carers": 29, "kin": 8, "home": 11, "parents": 3, "elsewhere": 2}),
    (13, {"carers": 37, "kin": 6, "home": 12, "parents": 2, "elsewhere": 4}),
    (16, {"carers": 12, "kin": 1, "home": 9, "supported": 36, "parents": 1}),
)
"""From an age on: places of those who come in."""

LEAVING_BY_AGE = ((0, 1, 5, 10, 16), (0.041, 0.038, 0.022, 0.0205, 0.0265))
LEAVING_BY_MONTHS = ((0, 2, 6, 12, 24, 48), (2.8, 1.32, 1.4, 0.77, 0.34, 0.52))
"""By months in care."""
LEAVING_BY_PLACE = {
    "carers": 1.0, "kin": 1.06, "home": 0.94, "supported": 0.83, "parents": 1.17, "elsewhere": 0.91,
}  # fmt: skip

MOVING_BY_AGE = ((0, 1, 5, 10, 16), (0.062, 0.07, 0.053, 0.042, 0.0455))
MOVING_BY_MONTHS = ((0, 1, 3, 6, 12, 24), (2.76, 1.69, 1.61, 0.82, 0.29, 0.18))
"""By months in the placement."""
MOVING_BY_PLACE = {
    "carers": 1.13, "kin": 0.56, "home": 1.79, "supported": 1.22, "parents": 0.88, "elsewhere": 2.2,
}  # fmt: skip

ADOPTED = ((0, 3, 6, 12), (0.03, 0.07, 0.14, 0.14))
"""Leaving by months with adopters, whom nobody leaves for another placement."""

ASYLUM_LEAVING = 0.0136
ASYLUM_MOVING = {
    "carers": ((0, 1, 3, 6), (0.15, 0.04, 0.05, 0.01)),
    "supported": ((0, 1, 3, 6, 12), (0.178, 0.138, 0.118, 0.06, 0.01)),
}

NEXT: Mapping[str, Mapping[str, Weights]] = {
    "under 5": {
        "carers": {"carers": 59, "kin": 20, "adopters": 9, "parents": 8, "elsewhere": 6},
        "kin": {"carers": 10, "kin": 4, "adopters": 2, "parents": 1},
        "parents": {"carers": 5, "elsewhere": 2, "parents": 1},
        "elsewhere": {"carers": 8, "kin": 4},
    },
    "5 to 9": {
        "carers": {"carers": 24, "kin": 13, "home": 1, "parents": 1},
        "kin": {"carers": 7, "kin": 3, "parents": 2, "home": 1},
        "parents": {"carers": 2, "kin": 2, "home": 1},
        "home": {"home": 2, "carers": 1, "kin": 1},
    },
    "10 to 15": {
        "carers": {"carers": 33, "home": 18, "kin": 17, "parents": 3},
        "kin": {"carers": 6, "home": 5, "parents": 4, "kin": 1},
        "parents": {"home": 2, "kin": 2, "carers": 1, "parents": 1},
        "home": {"home": 45, "carers": 14, "kin": 5},
    },
    "16 and over": {
        "carers": {"supported": 10, "carers": 5, "home": 4, "parents": 1},
        "kin": {"supported": 5, "home": 1, "kin": 1},
        "parents": {"parents": 1, "home": 1},
        "home": {"home": 11, "supported": 7, "carers": 3},
        "supported": {"supported": 17, "home": 7, "carers": 7, "kin": 2, "parents": 1},
    },
}
"""Where those who move go, by age and place before."""
ELSE: Weights = {"carers": 3, "kin": 1}
"""From a place that nobody of that age moved out of."""
ASYLUM_NEXT: Mapping[str, Weights] = {
    "carers": {"carers": 8, "supported": 4},
    "supported": {"supported": 32, "carers": 13, "home": 1},
}
BACK = 0.09
"""Of those who left before 18: come into care again, after five months or so."""


def returns_like(seed: int, *, children: int = 490, drift: bool = False) -> Histories:
    """An authority of the monthly rates that the invented returns show."""
    rng = random.Random(seed)
    trend = Trend.drawn(rng) if drift else Trend()
    leaving, moving = rng.lognormvariate(0, 0.08), rng.lognormvariate(0, 0.1)
    a_month = children * A_YEAR / 12
    share = sum(ASYLUM.values()) / (sum(ASYLUM.values()) + sum(ENTRIES))
    lives: list[Life] = []
    asylum: set[int] = set()
    level = 1.0
    for month in range(MONTHS):
        if month % 12 == 0:
            level = rng.lognormvariate(0, 0.1)
        day = DAY_ZERO + dt.timedelta(days=int(month * MONTH))
        for seeks in (True, False):
            mean = a_month * level * (share if seeks else 1 - share)
            for _ in range(poisson(rng, mean * trend.entering(day, asylum=seeks))):
                if seeks:
                    asylum.add(len(lives))
                comes = within_month(rng, month)
                lives.append(_life(rng, comes, seeks, leaving, moving, trend))
    return histories_of(rng, lives, asylum=asylum)


def _life(
    rng: random.Random, day: dt.date, seeks: bool, leaving: float, moving: float, trend: Trend
) -> Life:
    if seeks:
        age = int(pick(rng, {str(one): n for one, n in ASYLUM.items()}))
        days = age * YEAR + rng.random() * 364
    else:
        age = rng.choices(range(18), ENTRIES)[0]
        # most of those under one are newborn
        days = age * YEAR + (rng.random() if age else rng.random() ** 2) * 364
    born = day - dt.timedelta(days=int(days))
    spells: list[Spell] = []
    restless = moving * rng.gammavariate(3, 1 / 3)
    while True:
        left = _period(rng, born, day, seeks, leaving, restless, trend, spells)
        day = left + dt.timedelta(days=2 + int(rng.lognormvariate(math.log(150), 0.8)))
        gone = spells[-1][2] == "other" and spells[-1][3] in ("A5", "A6")
        if seeks or gone or day >= birthday(born, 18) or rng.random() > BACK:
            return born, spells


def _period(
    rng: random.Random,
    born: dt.date,
    day: dt.date,
    seeks: bool,
    leaving: float,
    restless: float,
    trend: Trend,
    spells: list[Spell],
) -> dt.date:
    """One period of care, added to the spells. Returns the day the child left."""
    adult, came, began, now = birthday(born, 18), day, day, day
    if seeks:
        under = (day - born).days < 16 * YEAR
        place = pick(rng, {"carers": 1} if under else {"supported": 44, "carers": 17})
    else:
        place = pick(rng, _in_homes(_at(FIRST, (day - born).days / YEAR), day, trend))
    while True:
        age = (now - born).days / YEAR
        here = (now - began).days / MONTH
        step = 10 if here < 6 else 30
        leave, move = _rates(seeks, age, place, (now - came).days / MONTH, here)
        leave *= leaving / trend.staying(now)
        move *= restless
        risk = 1 - math.exp(-(leave + move) * step / MONTH)
        happens = rng.random() < risk
        now += dt.timedelta(days=1 + int(rng.random() * step) if happens else step)
        if now >= adult:
            spells.append(spell(rng, began, adult, place))
            return adult
        if not happens:
            continue
        spells.append(spell(rng, began, now, place))
        if rng.random() * (leave + move) < leave:
            return now
        place, began = _next(rng, seeks, (now - born).days / YEAR, place, now, trend), now


def _rates(seeks: bool, age: float, place: str, lived: float, here: float) -> tuple[float, float]:
    """Leaving and moving, a month."""
    if seeks:
        moves = ASYLUM_MOVING.get(place)
        return ASYLUM_LEAVING, _of(moves, here) if moves else 0.1
    if place == "adopters":
        return _of(ADOPTED, here), 0.0
    leave = _of(LEAVING_BY_AGE, age) * _of(LEAVING_BY_MONTHS, lived) * LEAVING_BY_PLACE[place]
    move = _of(MOVING_BY_AGE, age) * _of(MOVING_BY_MONTHS, here) * MOVING_BY_PLACE[place]
    return leave, move


def _next(
    rng: random.Random, seeks: bool, age: float, place: str, day: dt.date, trend: Trend
) -> str:
    if seeks:
        if age < 16:
            return "carers"
        return pick(rng, ASYLUM_NEXT.get(place, {"carers": 1}))
    band = tuple(NEXT)[bisect_right((5, 10, 16), age)]
    return pick(rng, _in_homes(NEXT[band].get(place, ELSE), day, trend))


def _in_homes(weights: Weights, day: dt.date, trend: Trend) -> Weights:
    """The weights with homes as much in use as they are by then."""
    return {one: n * (trend.in_homes(day) if one == "home" else 1) for one, n in weights.items()}


def _of(steps: tuple[tuple[float, ...], tuple[float, ...]], value: float) -> float:
    return steps[1][bisect_right(steps[0], value) - 1]


def _at(rows: tuple[tuple[int, Weights], ...], age: float) -> Weights:
    return next(weights for since, weights in reversed(rows) if age >= since)
