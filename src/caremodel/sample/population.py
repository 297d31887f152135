"""The children of a synthetic authority: families arrive, their children live in care, those in the returns are kept.

Exactly N children are wanted. Given their number, the points of a Poisson process are independent draws; so families are
drawn, one after the other, with entry days anywhere from 18 years before the first return to the end of the last, and
every child who is in care on some day of the returns is kept, until there are N. The stock on the first day is thus
in equilibrium with the process: nobody is put in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..ages import AGE_BANDS
from ..returns import first_day, last_day
from . import rates
from .chance import Draw, Pick, stream, waiting
from .country import Country
from .model import Person, Stretch
from .people import (
    ASYLUM_ETHNICITIES,
    ETHNICITIES,
    GIRLS,
    NEEDS,
    OLDER_NEEDS,
    age_in_days,
    asylum_age_in_days,
    birthdays,
)
from .process import Process, Start
from .settings import NATIONAL_ENTRIES, Settings, drift

_EIGHTEEN: Final = 6_576
"""Days; a few more than 18 years."""
BURN_IN: Final = _EIGHTEEN
"""Days before the first return in which a family can have come: whoever came earlier is 18 by then."""

_COMPLEXITY: Final = {
    band: Pick(dict(enumerate(shares))) for band, shares in rates.COMPLEXITY.items()
}
_TOGETHER: Final = ("kin", "carer", "parents")
"""Kinds of placement that brothers and sisters can start in together."""
_MAY_RETURN: Final = frozenset(
    {"E4A", "E4B", "E13", "E41", "E45", "E46", "E47", "E48", "E14", "E8"}
)


class Arrivals:
    """When families come, and how old the first child is."""

    def __init__(self, settings: Settings, years: Sequence[int]) -> None:
        self.start = first_day(years[0]).toordinal()
        bands = {
            band: families * settings.entries.get(band, 1.0)
            for band, families in rates.FIRST_AGES.items()
        }
        asylum = {
            band: children * settings.seeking_asylum for band, children in rates.ASYLUM_AGES.items()
        }
        self._bands = {False: Pick(bands)}
        if settings.seeking_asylum:
            self._bands[True] = Pick(asylum)
        totals = {False: sum(bands.values()), True: sum(asylum.values())}
        weights: dict[tuple[int, int, bool], float] = {}
        drifting = settings.scenario == "drifting"
        for begin, until, year in _spans(years):
            for seeking, total in totals.items():
                level = _level(year, seeking) if drifting else 1.0
                weights[begin, until, seeking] = (until - begin) * total * level
        self._spans = Pick({key: weight for key, weight in weights.items() if weight})
        mass = sum(weights.values())
        within = {
            seeking: sum(
                weight
                for (begin, _, of), weight in weights.items()
                if of == seeking and begin >= self.start
            )
            / mass
            for seeking in (False, True)
        }
        self.shares_in_returns = {
            band: within[False] * families / totals[False] for band, families in bands.items()
        } | {"asylum": within[True]}
        """Of all families drawn, those that come in the years of the returns, by the first child's age band."""

    def draw(self, draw: Draw) -> tuple[int, bool, int]:
        """(day, unaccompanied, age in days) of a family's first child."""
        begin, until, asylum = self._spans(draw)
        day = begin + int(draw() * (until - begin))
        age = (asylum_age_in_days if asylum else age_in_days)(self._bands[asylum](draw), draw)
        return day, asylum, age


def _spans(years: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first day, day after the last, collection year) of the burn-in and of each year."""
    start = first_day(years[0]).toordinal()
    return [
        (start - BURN_IN, start, years[0] - 1),
        *((first_day(y).toordinal(), last_day(y).toordinal() + 1, y) for y in years),
    ]


def _level(year: int, seeking: bool) -> float:
    """National entries of a year against those of 2024."""
    column = {y: both[seeking] for y, both in NATIONAL_ENTRIES.items()}
    return drift(column, year) / column[2024]


def populate(
    count: int, arrivals: Arrivals, process: Process, country: Country, seed: int, prefix: str
) -> tuple[list[Person], int]:
    """`count` children who are in care on some day of the returns, and how many families were drawn for them."""
    draw, traits = stream(seed, "lives"), stream(seed, "traits")
    people: list[Person] = []
    families = 0
    while len(people) < count:
        families += 1
        family = _family(arrivals, process, draw)
        if family:
            _give_traits(family, families, country, traits)
            people += family[: count - len(people)]
    people.sort(key=lambda person: (person.periods[0][0].began, person.family, person.born))
    for at, person in enumerate(people, start=1):
        person.id = f"{prefix}{at:06d}"
    return people, families


def _family(arrivals: Arrivals, process: Process, draw: Draw) -> list[Person]:
    """The children of one family, drawn, whom the returns see: none as a rule, for most left before."""
    day, asylum, age = arrivals.draw(draw)
    ages = [age]
    while draw() < rates.SIBLINGS["asylum" if asylum else _band(ages[-1])] and len(ages) < 5:
        ages.append(_sibling_age(ages[-1], draw))
    if day - min(ages) + _EIGHTEEN <= arrivals.start:
        return []  # all of them were 18 before the first return
    seen: list[Person] = []
    start = Start()
    for age in ages:
        days = birthdays(day - age)
        if days[-1] <= max(arrivals.start, day):
            continue
        complexity = _COMPLEXITY["asylum" if asylum else _band(age)](draw)
        periods = _periods(process, days, complexity, asylum, day, draw, start)
        first = periods[0][0]
        together = first.kind in _TOGETHER and draw() < rates.TOGETHER
        start = Start(first.kind, first.legal) if together else Start()
        last = periods[-1][-1]
        if last.ended is None or last.ended >= arrivals.start:
            seen.append(Person(day - age, asylum, complexity, periods))
    return seen


def _periods(
    process: Process,
    days: Sequence[int],
    complexity: int,
    asylum: bool,
    day: int,
    draw: Draw,
    start: Start,
) -> list[list[Stretch]]:
    """The child's periods of care from a day on: some come back."""
    periods = [process.period(days, complexity, asylum, day, draw, start)]
    while True:
        last = periods[-1][-1]
        if last.ended is None or last.rec not in _MAY_RETURN or draw() >= rates.RETURNING:
            return periods
        again = last.ended + 7 + int(waiting(1 / (rates.RETURN_AFTER * rates.MONTH), draw))
        if again >= days[-1] - 1 or again > process.last:
            return periods
        periods.append(process.period(days, complexity, asylum, again, draw))


def _sibling_age(age: int, draw: Draw) -> int:
    """One to five years older or younger, but a child still."""
    gap = 330 + int(draw() * 1_600)
    if draw() < 0.5:
        gap = -gap
    return age + gap if 0 <= age + gap < 6_200 else abs(age - gap) % 6_200


def _give_traits(members: Sequence[Person], family: int, country: Country, draw: Draw) -> None:
    """What brothers and sisters share (home, ethnicity, need), and each one's sex."""
    asylum = members[0].asylum
    home = country.home(draw)
    ethnic = (ASYLUM_ETHNICITIES if asylum else ETHNICITIES)(draw)
    older = members[0].periods[0][0].began - members[0].born >= 3_653
    need = "N8" if asylum and draw() < 0.92 else (OLDER_NEEDS if older else NEEDS)(draw)
    for person in members:
        person.family, person.home, person.ethnic, person.need = family, home, ethnic, need
        person.sex = "F" if draw() < GIRLS[asylum] else "M"


def _band(age: int) -> str:
    """The age band by days, near enough for a latent trait."""
    return AGE_BANDS[(age >= 365) + (age >= 1_826) + (age >= 3_652) + (age >= 5_844)]
