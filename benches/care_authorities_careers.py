"""A maker of synthetic authorities whose children have hidden kinds, each with a career of its own.

The kind is drawn at the door (home soon, adopted, kinship, long fostering, adolescent, disabled, seeking
asylum); it goes through phases whose lengths are log-normal or Weibull. Fitted roughly to England: DfE,
Children looked after in England, years to March 2024 and 2025 (OGL v3.0) - entries and leavers by age,
stays of leavers, lengths of placements by type, stock by age and placement.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benches.care_authorities import DAY_ZERO, YEAR, Life, Spell, histories_of, poisson
from benches.care_authorities_trend import MONTH, MONTHS, Trend, Weights, pick, spell, within_month
from caremodel.ages import birthday
from caremodel.histories import Histories


@dataclass(frozen=True)
class Ways:
    """How one authority differs from England, as factors."""

    stays: float
    moves: float
    homes: float
    supported: float
    kin: float
    trend: Trend


class Walk:
    """One child on the way through care. Phases add to `spells`; nothing goes past the 18th birthday."""

    def __init__(self, rng: random.Random, born: dt.date, day: dt.date, ways: Ways) -> None:
        self.rng, self.born, self.now, self.ways = rng, born, day, ways
        self.adult = birthday(born, 18)
        self.temper = rng.lognormvariate(0, 0.4) * ways.moves
        self.spells: list[Spell] = []

    @property
    def age(self) -> float:
        return (self.now - self.born).days / YEAR

    def days(self, median: float, sigma: float) -> float:
        return self.rng.lognormvariate(math.log(median), sigma)

    def stay(self, median: float, sigma: float) -> float:
        """Days that a phase of care takes: the authority's habits are in it."""
        return self.days(median, sigma) * self.ways.stays * self.ways.trend.staying(self.now)

    def at(self, place: str, days: float) -> bool:
        """Stay at a place; whether the child is still under 18 after it."""
        until = min(self.adult, self.now + dt.timedelta(days=max(1, int(days))))
        if until > self.now:
            self.spells.append(spell(self.rng, self.now, until, place))
        self.now = until
        return until < self.adult

    def fill(self, days: float, median: float, weights: Weights, bridge: float = 0.0) -> bool:
        """Placements one after another until so many days are over; `bridge`: chance of a short first one."""
        left = max(1.0, days)
        ways = self.ways
        while left >= 1 and self.now < self.adult:
            local = {
                "home": ways.homes * ways.trend.in_homes(self.now),
                "supported": ways.supported if self.age >= 16 else 0.0,
                "kin": ways.kin,
            }
            place = pick(self.rng, {one: w * local.get(one, 1.0) for one, w in weights.items()})
            usual = 50 if place == "elsewhere" else 2 * median if place == "home" else median
            if self.rng.random() < bridge and place != "supported":
                usual = 18
            bridge = 0.0
            stay = min(left, self.days(usual, 1.0) / self.temper)
            left -= max(1, int(stay))
            self.at(place, stay)
        return self.now < self.adult


def _home_soon(walk: Walk) -> None:
    young = {"carers": 62.0, "kin": 24, "parents": 8, "elsewhere": 5, "home": 1}
    older = {"carers": 62.0, "kin": 16, "parents": 8, "elsewhere": 8, "home": 6}
    if not walk.fill(walk.stay(90, 1.45), 600, young if walk.age < 10 else older, 0.15):
        return
    if walk.rng.random() < 0.22 and not walk.at("parents", walk.days(190, 0.7)):
        return
    if walk.rng.random() < 0.12:  # comes back, for longer
        walk.now += dt.timedelta(days=int(walk.days(200, 1.0)) + 2)
        if walk.now < walk.adult:
            (_settled if walk.age < 12 else _adolescent)(walk)


def _adopted(walk: Walk) -> None:
    first = {"carers": 86.0, "kin": 5, "elsewhere": 9}
    if walk.fill(walk.stay(430, 0.4), 600, first, 0.2):
        walk.at("adopters", walk.days(230, 0.4))


def _kinship(walk: Walk) -> None:
    if walk.rng.random() < 0.5 and not walk.fill(
        walk.stay(120, 0.7), 150, {"carers": 9, "parents": 1}
    ):
        return
    if walk.rng.random() < 0.12:
        walk.at("kin", walk.days(250, 0.8))
        _settled(walk)
    else:
        walk.at("kin", walk.stay(380, 0.7))


def _settled(walk: Walk) -> None:
    """Long care: some moves first, then a home that may last; breakdowns are of the early teens."""
    first = {"carers": 75.0, "kin": 16, "parents": 6, "elsewhere": 2, "home": 1}
    if not walk.fill(walk.stay(260, 0.6), 500, first, 0.25):
        return
    leaves = walk.now + dt.timedelta(
        days=int(walk.stay(3.2 * YEAR, 0.7)) if walk.rng.random() < 0.26 else 18 * 366
    )
    moves_on = walk.born + dt.timedelta(days=int(walk.rng.uniform(16.1, 17.9) * YEAR))
    to_supported = walk.rng.random() < 0.38 * walk.ways.supported
    while walk.now < min(leaves, walk.adult):
        teens = 11 <= walk.age < 16
        homes = 60.0 if teens else 24 if walk.age >= 8 else 2
        local = walk.ways.homes * walk.ways.trend.in_homes(walk.now)
        kin = 20 * walk.ways.kin
        place = pick(walk.rng, {"carers": 64, "kin": kin, "parents": 9, "home": homes * local})
        years = {"home": 5.0, "parents": 4.0, "kin": 12.0}.get(place, 8.0) / walk.temper
        stay = walk.rng.weibullvariate(years * YEAR, 0.85 if walk.age < 11 else 0.75)
        until = min(leaves, walk.now + dt.timedelta(days=max(3, int(stay))))
        if to_supported and until > moves_on > walk.now:
            walk.at(place, (moves_on - walk.now).days)
            walk.fill(
                (min(leaves, walk.adult) - walk.now).days, 320, {"supported": 90, "carers": 10}
            )
            return
        walk.at(place, (until - walk.now).days)


def _adolescent(walk: Walk) -> None:
    rng = walk.rng
    soon = rng.random() < 0.4
    stay = rng.weibullvariate(200, 0.75) if soon else rng.weibullvariate(2200, 1.2)
    leaves = walk.now + dt.timedelta(
        days=int(stay * walk.ways.stays * walk.ways.trend.staying(walk.now)) + 1
    )
    bridge = 0.25
    while walk.now < min(leaves, walk.adult):
        if walk.age < 16:
            weights = {"carers": 50.0, "kin": 13, "home": 27, "parents": 4, "elsewhere": 6}
            median, until = 300, min(leaves, birthday(walk.born, 16))
        else:
            weights = {"carers": 18.0, "kin": 4, "home": 17, "supported": 58, "parents": 3}
            weights["elsewhere"] = 7
            median, until = 290, leaves
        walk.fill(max(1, (until - walk.now).days), median, weights, bridge)
        bridge = 0.0


def _disabled(walk: Walk) -> None:
    days = 18 * 366 if walk.rng.random() < 0.8 else walk.stay(500, 0.8)
    walk.temper *= 0.4
    walk.fill(days, 700, {"home": 72, "carers": 20, "elsewhere": 8})


def _asylum(walk: Walk) -> None:
    draw = walk.rng.random()  # some go on to another authority, or are found to be adults
    days = walk.days(35, 0.8) if draw < 0.18 else walk.days(250, 0.7) if draw < 0.3 else 18 * 366
    if walk.age < 16 and not walk.fill(min(days, 300), 300, {"carers": 90, "elsewhere": 10}, 0.2):
        return
    walk.fill(days, 330, {"carers": 20, "supported": 76, "elsewhere": 3, "home": 1}, 0.2)


@dataclass(frozen=True)
class Kind:
    share: float
    """Of the entries."""
    years: float
    """Mean stay, as these rules make it: what keeps the stock at the size asked for."""
    ages: tuple[tuple[float, float, float], ...]
    """From, to, weight."""
    goes: Callable[[Walk], None]


KINDS: Mapping[str, Kind] = {
    "home soon": Kind(34, 1.7, ((0, 1, 22), (1, 5, 16), (5, 10, 19), (10, 16, 32), (16, 17.5, 11)), _home_soon),
    "adopted": Kind(8.5, 1.95, ((0, 1, 86), (1, 4.5, 14)), _adopted),
    "kinship": Kind(10, 2.9, ((0, 1, 40), (1, 5, 32), (5, 10, 20), (10, 14, 8)), _kinship),
    "settled": Kind(10, 9.2, ((0, 1, 8), (1, 5, 22), (5, 10, 36), (10, 15, 34)), _settled),
    "adolescent": Kind(14, 1.6, ((10.5, 14, 26), (14, 16, 30), (16, 17.9, 44)), _adolescent),
    "disabled": Kind(1.2, 6.2, ((5, 10, 35), (10, 15, 65)), _disabled),
    "asylum": Kind(25, 0.91, ((14.5, 16, 9), (16, 17, 45), (17, 17.95, 46)), _asylum),
}  # fmt: skip

SEASONS = (0.97, 0.95, 1.08, 0.95, 1.08, 1.08, 1.1, 0.93, 1.02, 1.04, 1.0, 0.8)
CROSSINGS = (0.7, 0.65, 0.75, 0.8, 0.95, 1.1, 1.2, 1.4, 1.4, 1.25, 1.0, 0.8)
"""Entries by month from January: of all others, and of asylum seekers, who follow the boats."""

FAMILY = (1, 2, 3, 4)
FAMILIES = (80, 14, 4.5, 1.5)


def careers(seed: int, *, children: int = 490, drift: bool = False) -> Histories:
    """An authority whose children come with a hidden kind, sisters and brothers together."""
    rng = random.Random(seed)
    ways = Ways(
        stays=rng.lognormvariate(0, 0.1),
        moves=rng.lognormvariate(0, 0.15),
        homes=rng.lognormvariate(0, 0.2),
        supported=rng.lognormvariate(0, 0.15),
        kin=rng.lognormvariate(0, 0.15),
        trend=Trend.drawn(rng) if drift else Trend(),
    )
    shares = {name: kind.share * rng.lognormvariate(0, 0.15) for name, kind in KINDS.items()}
    weight = sum(shares.values())
    mean_stay = sum(shares[name] * kind.years for name, kind in KINDS.items()) / weight
    a_month = children / mean_stay / 12
    seeking = shares.pop("asylum") / weight
    family = sum(n * p for n, p in zip(FAMILY, FAMILIES, strict=True)) / sum(FAMILIES)
    lives: list[Life] = []
    asylum: set[int] = set()
    level = 0.0
    for month in range(MONTHS):
        if month % 12 == 0:  # good and bad years come in runs
            level = 0.5 * level + rng.gauss(0, 0.07)
        day = DAY_ZERO + dt.timedelta(days=int(month * MONTH))
        base, name = a_month * math.exp(level), (month + 3) % 12
        mean = base * seeking * CROSSINGS[name] * ways.trend.entering(day, asylum=True)
        for _ in range(poisson(rng, mean)):
            asylum.add(len(lives))
            lives.append(_career(rng, within_month(rng, month), "asylum", ways))
        mean = base * (1 - seeking) * SEASONS[name] * ways.trend.entering(day, asylum=False)
        for _ in range(poisson(rng, mean / family)):
            _family(rng, within_month(rng, month), shares, ways, lives)
    return histories_of(rng, lives, asylum=asylum)


def _career(
    rng: random.Random, day: dt.date, kind: str, ways: Ways, age: float | None = None
) -> Life:
    if age is None:
        low, high, _ = rng.choices(KINDS[kind].ages, [weight for *_, weight in KINDS[kind].ages])[0]
        age = rng.random() ** 2.5 if high == 1 else rng.uniform(low, high)
    walk = Walk(rng, day - dt.timedelta(days=int(age * YEAR)), day, ways)
    KINDS[kind].goes(walk)
    return walk.born, walk.spells


def _family(
    rng: random.Random, day: dt.date, shares: Weights, ways: Ways, lives: list[Life]
) -> None:
    """A child and those who come the same day. Most go through the same: they share their dice."""
    kind = pick(rng, shares)
    dice = rng.getrandbits(32)
    lives.append(_career(random.Random(dice), day, kind, ways))
    first = (day - lives[-1][0]).days / YEAR
    for _ in range(rng.choices(FAMILY, FAMILIES)[0] - 1):
        age = first + rng.choice((-1, 1)) * rng.uniform(0.9, 5)
        if not 0 < age < 16.5:
            age = abs(age) if age < 0 else 2 * first - age
        theirs = "settled" if kind in ("adopted", "disabled") and age > 4 else kind
        theirs = "home soon" if theirs == "adolescent" and age < 10 else theirs
        own = random.Random(dice) if rng.random() < 0.65 else rng
        lives.append(_career(own, day, theirs, ways, age))
