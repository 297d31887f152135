"""What few children live through, put into a synthetic authority where it is asked for: short breaks, time away from the
placement, adoption with the parents' consent, deprivation of liberty.

No national table counts these, so the rates are ours, of the size that authorities speak of. They are drawn from streams of
their own, and after all else: the other children's lives stay as they would have been.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..placements import RESPITE
from . import rates
from .chance import Draw, Pick, waiting
from .country import Country, stay
from .episodes import written
from .model import Person, Stay, Stretch
from .papers import ByYear, spans
from .people import ETHNICITIES, GIRLS, birthdays
from .process import Process

SHORT_BREAKS: Final = 0.02
"""Of the children in the returns, those who have short breaks only."""
_BY_AGREEMENT: Final = 0.75
"""Of those, recorded as one agreement (V4); of the others each break is an episode (V3)."""
_WHERE: Final = Pick({("home", "K2"): 0.45, ("carer", "U6"): 0.45, ("special", "R1"): 0.10})
_BETWEEN: Final = 30.0
"""Days from one break to the next, on average; a break is of one to three nights."""

AWAY: Final = 0.08
"""Times a year that a child in foster care or a home is away for a while, and comes back."""
_AWAY_AS: Final = Pick(
    {
        ("T0", 10): 0.05,  # not said why
        ("T1", 21): 0.20,  # in hospital; up to 42 days may be
        ("T2", 14): 0.10,  # on holiday
        ("T3", 14): 0.35,  # the carer is on holiday; up to 21
        ("T4", 7): 0.30,  # anything else, up to 7
    }
)
"""(PLACE, days at most)."""
_AWAY_FROM: Final = frozenset({"U1", "U3", "U4", "U6", "K2", "R1", "S1"})
_SETTLED: Final = 30
"""Days in the placement before, and left after."""

CONSENT: Final = 0.05
"""Of infants placed for adoption, those whose parents agreed: under section 20, with no order."""

LIBERTY_SINCE: Final = 2027
"""First collection year with deprivation of liberty orders."""
ORDERS_A_YEAR: Final = (0.0, 0.05, 0.25)
"""Of a child of ten or over in a children's home, by complexity."""
_LEAST_DAYS, _MORE_DAYS = 28, 140


def short_breaks(
    count: int, process: Process, country: Country, start: int, prefix: str, first: int, draw: Draw
) -> list[Person]:
    """Children with short breaks (V3, V4) on some day of the returns that begin on `start`; ids from `first` on."""
    people: list[Person] = []
    while len(people) < count:
        born = start - int(draw() * 16 * 365.25)
        ages = birthdays(born)
        began = max(born + 4 * 366, start - 900) + int(draw() * 1_800)
        until = min(began + 300 + int(waiting(1 / 900, draw)), ages[-1] - 1)
        if until - began < 100 or until <= start or began >= process.last - 60:
            continue
        by_agreement = draw() < _BY_AGREEMENT
        kind, place = _WHERE(draw)
        provider = process.provider(kind, draw)
        breaks = _breaks(max(began, start - 60), min(until, process.last + 1), draw)
        days = [(began, until)] if by_agreement else list(breaks)
        if not any(ended >= start for _, ended in days):
            continue
        legal = "V4" if by_agreement else "V3"
        periods = [
            [_break(began, ended, legal, kind, place, provider, process.last)]
            for began, ended in days
        ]
        person = Person(born, False, 2 if draw() < 0.5 else 1, periods)
        person.home, person.ethnic = country.home(draw), ETHNICITIES(draw)
        person.sex = "F" if draw() < GIRLS[False] * 0.7 else "M"
        person.need = "N2"
        person.id = f"{prefix}{first + len(people):06d}"
        person.family = -len(people) - 1
        people.append(person)
    return people


def _breaks(day: int, until: int, draw: Draw) -> Iterator[tuple[int, int]]:
    while True:
        day += 14 + int(waiting(1 / (_BETWEEN - 14), draw))
        ended = day + 1 + int(draw() * 3)
        if ended >= until:
            return
        yield day, ended
        day = ended


def _break(
    began: int, ended: int, legal: str, kind: str, place: str, provider: int, last: int
) -> Stretch:
    over = ended <= last
    return Stretch(
        began, "S", legal, kind, place, provider,
        ended if over else None, "E4A" if over else None, None, None,
    )  # fmt: skip


def send_away(people: Sequence[Person], country: Country, last: int, draw: Draw) -> None:
    """Put time away (T0 to T4) into placements: out, and back to the same carer, with P and no reason for either."""
    for person in people:
        for period, stays in zip(person.periods, person.stays, strict=True):
            at = 0
            while at < len(period):
                split = _away(period[at], last, draw)
                if split:
                    period[at : at + 1] = split
                    away = stay(person.home, country.home(draw))
                    stays[at : at + 1] = [stays[at], away, stays[at]]
                at += len(split) or 1


def _away(stretch: Stretch, last: int, draw: Draw) -> tuple[Stretch, ...]:
    """The stretch in three, or nothing where the child is not away in it."""
    if stretch.place not in _AWAY_FROM or stretch.legal not in ("C1", "C2", "V2"):
        return ()
    began = stretch.began + _SETTLED + int(waiting(AWAY / 365.25, draw))
    place, most = _AWAY_AS(draw)
    back = began + 1 + int(draw() * most)
    if back > (stretch.ended or last + 1) - _SETTLED:
        return ()
    before = stretch._replace(ended=began, rec="X1", reason=None, planned=None)
    return (
        before,
        before._replace(began=began, rne="P", place=place, provider=-1, ended=back),
        stretch._replace(began=back, rne="P"),
    )


def with_consent(people: Sequence[Person], draw: Draw) -> None:
    """Of infants placed for adoption, make some whose parents agreed: section 20 throughout, A3 and A4, E11."""
    for person in people:
        for period, stays in zip(person.periods, person.stays, strict=True):
            infant = period[0].began - person.born < 365 and period[-1].kind == "adopters"
            if not infant or any(one.kind == "parents" for one in period) or draw() >= CONSENT:
                continue
            kept: list[Stretch] = []
            where: list[Stay] = []
            for stretch, there in zip(period, stays, strict=True):
                if stretch.rne == "L":
                    before = kept[-1]
                    kept[-1] = stretch._replace(began=before.began, rne=before.rne, legal="V2")
                else:
                    rne = {"B": "P", "U": "T"}.get(stretch.rne, stretch.rne)
                    place = {"A5": "A3", "A6": "A4"}.get(stretch.place, stretch.place)
                    kept.append(stretch._replace(rne=rne, legal="V2", place=place))
                    where.append(there)
            if kept[-1].rec == "E12":
                kept[-1] = kept[-1]._replace(rec="E11")
            period[:], stays[:] = kept, where


def orders(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """Deprivation of liberty orders of each collection year: within one stay in a children's home, for weeks to months."""
    bounds = [span for span in spans(years) if span[0] >= LIBERTY_SINCE]
    rows: ByYear = {year: [] for year, _, _ in bounds}
    if not bounds:
        return rows
    for person in people:
        born = written(person.born)
        for began, ended in _orders(person, bounds[0][1] - 200, bounds[-1][2], draw):
            for year, first, last in bounds:
                if began <= last and ended >= first:
                    over = written(ended) if ended <= last else ""
                    rows[year].append((person.id, born, written(began), over))
    return rows


def _orders(person: Person, start: int, end: int, draw: Draw) -> Iterator[tuple[int, int]]:
    rate = ORDERS_A_YEAR[person.complexity] / 365.25
    ten = birthdays(person.born)[rates.AGE_BOUNDS.index(10)]
    for period in person.periods:
        for stretch in period:
            if stretch.place != "K2" or stretch.legal in RESPITE or not rate:
                continue
            day, until = max(stretch.began, ten, start), stretch.ended or end + 400
            while True:
                day += int(waiting(rate, draw))
                ended = min(day + _LEAST_DAYS + int(draw() * _MORE_DAYS), until - 1)
                if day > end or ended - day < 7:
                    break
                yield day, ended
                day = ended + 1
