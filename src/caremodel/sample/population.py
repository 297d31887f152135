"""The children of a synthetic authority: families arrive, their children live in care, those in the returns are kept.

Exactly N children are wanted. Given their number, the points of a Poisson process are independent draws; so families are
drawn, one after the other, with entry days anywhere from 18 years before the first return to the end of the last, and
every child who is in care on some day of the returns is kept, until there are N. The stock on the first day is thus
in equilibrium with the process: nobody is put in by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
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
from .process import Process
from .settings import NATIONAL_ENTRIES, Settings

BURN_IN: Final = 18 * 366
"""Days before the first return in which a family can have come: whoever came earlier is 18 by then."""


class Arrivals:
    """When families come, and how old the first child is."""

    def __init__(self, settings: Settings, years: Sequence[int]) -> None:
        self.start = first_day(years[0]).toordinal()
        self.end = last_day(years[-1]).toordinal()
        by_band = {
            band: count * settings.entries.get(band, 1.0)
            for band, count in rates.ENTRY_AGES.items()
        }
        asylum = {
            band: count * settings.seeking_asylum for band, count in rates.ASYLUM_AGES.items()
        }
        self._bands = Pick(by_band)
        self._asylum_bands = Pick(asylum) if settings.seeking_asylum else None
        # Intensities of both kinds, per day of the burn-in and of each collection year.
        drifting = settings.scenario == "drifting"
        base = NATIONAL_ENTRIES[2024]
        usual, seeking = sum(by_band.values()), sum(asylum.values())
        before = drift_pair(years[0] - 1) if drifting else base
        spans = [(self.start - BURN_IN, self.start, before)]
        for year in years:
            pair = drift_pair(year) if drifting else base
            spans.append((first_day(year).toordinal(), last_day(year).toordinal() + 1, pair))
        weights: dict[tuple[int, int, bool], float] = {}
        self.intensity: dict[tuple[int, bool], float] = {}
        """Relative intensity a day by first day of the span and whether seeking asylum."""
        for begin, until, (others, unaccompanied) in spans:
            for is_asylum, level, of, total in (
                (False, others, base[0], usual),
                (True, unaccompanied, base[1], seeking),
            ):
                weights[begin, until, is_asylum] = (until - begin) * total * level / of
        self.mass = sum(weights.values())
        self._spans = Pick({key: weight for key, weight in weights.items() if weight})
        self.in_returns = {
            asylum_: sum(w for (begin, _, is_), w in weights.items() if is_ == asylum_ and begin >= self.start)
            for asylum_ in (False, True)
        }  # fmt: skip
        self.shares = {
            False: {band: count / usual for band, count in by_band.items()},
            True: {band: count / seeking for band, count in asylum.items()} if seeking else {},
        }

    def draw(self, draw: Draw) -> tuple[int, bool, str, int]:
        """(day, unaccompanied, band of age, age in days)."""
        begin, until, asylum = self._spans(draw)
        day = begin + int(draw() * (until - begin))
        if asylum and self._asylum_bands:
            band = self._asylum_bands(draw)
            return day, True, band, asylum_age_in_days(band, draw)
        band = self._bands(draw)
        return day, False, band, age_in_days(band, draw)


def drift_pair(year: int) -> tuple[float, float]:
    """National entries of a year, all others and unaccompanied."""
    known = NATIONAL_ENTRIES
    return known[min(max(year, min(known)), max(known))]


def populate(
    count: int, arrivals: Arrivals, process: Process, country: Country, seed: int, prefix: str
) -> tuple[list[Person], int]:
    """`count` children who are in care on some day of the returns, and how many families were drawn for them."""
    draw, traits = stream(seed, "lives"), stream(seed, "traits")
    complexity = {band: Pick(dict(enumerate(shares))) for band, shares in rates.COMPLEXITY.items()}
    people: list[Person] = []
    families = 0
    while len(people) < count:
        families += 1
        day, asylum, band, age = arrivals.draw(draw)
        oldest = age
        ages = [age]
        while not asylum and draw() < rates.SIBLINGS and len(ages) < 5:
            age = _sibling_age(age, draw)
            ages.append(age)
            oldest = max(oldest, age)
        if day - min(ages) + 6_576 < arrivals.start:
            continue
        home: object = None
        shared: tuple[str, str] = ("", "")
        members: list[Person] = []
        for age in ages:
            born = day - age
            days = birthdays(born)
            if days[-1] <= arrivals.start or days[-1] <= day:
                continue
            group = "asylum" if asylum else _band(age)
            level = complexity[group](draw)
            kind, legal = shared if draw() < 0.75 else ("", "")
            if kind not in ("kin", "carer", "parents"):
                kind = ""
            periods = _periods(
                process, born, days, level, asylum, day, arrivals.end, draw, kind, legal
            )
            first = periods[0][0]
            shared = (first.kind, first.legal)
            if _seen(periods, arrivals.start):
                members.append(
                    Person("", born, "", "", "", "", asylum, level, families, _NOWHERE, periods)
                )
        if not members:
            continue
        _ = home
        _family_traits(members, asylum, country, traits)
        people += members[: count - len(people)]
    people.sort(key=lambda person: (person.periods[0][0].began, person.family, person.born))
    for at, person in enumerate(people, start=1):
        person.id = f"{prefix}{at:06d}"
    return people, families


from .settings import Spot  # noqa: E402

_NOWHERE: Final = Spot("", 0, 0, True)


def _periods(
    process: Process, born: int, days: Sequence[int], level: int, asylum: bool, day: int, end: int,
    draw: Draw, kind: str, legal: str,
) -> list[list[Stretch]]:  # fmt: skip
    periods = [process.period(born, days, level, asylum, day, draw, kind, legal)]
    while True:
        last = periods[-1][-1]
        if last.ended is None or last.rec not in _MAY_RETURN or draw() >= rates.RETURNING:
            return periods
        again = last.ended + 7 + int(waiting(1 / (rates.RETURN_AFTER * rates.MONTH), draw))
        if again >= days[-1] - 1 or again > end:
            return periods
        periods.append(process.period(born, days, level, asylum, again, draw))


_MAY_RETURN: Final = frozenset(
    {"E4A", "E4B", "E13", "E41", "E45", "E46", "E47", "E48", "E14", "E8"}
)


def _seen(periods: Sequence[Sequence[Stretch]], start: int) -> bool:
    """Whether a return from `start` on has an episode of the child."""
    last = periods[-1][-1]
    return last.ended is None or last.ended >= start


def _sibling_age(age: int, draw: Draw) -> int:
    """One to five years older or younger, but a child still."""
    gap = 330 + int(draw() * 1_600)
    if draw() < 0.5:
        gap = -gap
    return age + gap if 0 <= age + gap < 6_200 else abs(age - gap) % 6_200


def _family_traits(members: Sequence[Person], asylum: bool, country: Country, draw: Draw) -> None:
    home = country.home(draw)
    ethnic = (ASYLUM_ETHNICITIES if asylum else ETHNICITIES)(draw)
    older = members[0].periods[0][0].began - members[0].born >= 3_653
    need = "N8" if asylum and draw() < 0.92 else (OLDER_NEEDS if older else NEEDS)(draw)
    for person in members:
        person.home, person.ethnic, person.need = home, ethnic, need
        person.sex = "F" if draw() < GIRLS[asylum] else "M"


def _band(age: int) -> str:
    """The age band by days, near enough for a latent trait."""
    return AGE_BANDS[(age >= 365) + (age >= 1_826) + (age >= 3_652) + (age >= 5_844)]


def month_ends(years: Sequence[int]) -> list[dt.date]:
    """Every month's last day in the years of the returns, and the eve of the first."""
    first = first_day(years[0]) - dt.timedelta(days=1)
    ends, day = [first], first
    while day < last_day(years[-1]):
        month = day.month % 12 + 1
        year = day.year + (day.month == 12)
        following = dt.date(year + (month == 12), month % 12 + 1, 1)
        day = following - dt.timedelta(days=1)
        ends.append(day)
    return ends


def stock(
    people: Sequence[Person], years: Sequence[int]
) -> Mapping[dt.date, Mapping[tuple[str, str], int]]:
    """Children in care at each month's end, by age band and category."""
    from ..ages import age_band, age_on
    from ..placements import category

    ends = month_ends(years)
    ordinals = [end.toordinal() for end in ends]
    counts: list[dict[tuple[str, str], int]] = [{} for _ in ends]
    for person in people:
        born = dt.date.fromordinal(person.born)
        for period in person.periods:
            for stretch in period:
                ended = stretch.ended or ordinals[-1] + 1
                if ended <= ordinals[0]:
                    continue
                kind = category(stretch.place)
                for at, day in enumerate(ordinals):
                    if stretch.began <= day < ended:
                        cell = (age_band(age_on(born, ends[at])), kind)
                        counts[at][cell] = counts[at].get(cell, 0) + 1
    return dict(zip(ends, counts, strict=True))
