"""The tables of outcomes: health and conduct (oc2), care leavers (oc3), adoption (ad1, placed_for_adoption)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from ..ages import birthday
from .chance import Draw, Pick, normal
from .episodes import written
from .model import Person, Stretch
from .papers import ByYear, spans

_SDQ_MEAN: Final = (11.5, 16.5, 21.5)
"""Mean difficulties score by complexity."""
_SDQ_REASON: Final = Pick({"SDQ2": 40, "SDQ3": 12, "SDQ4": 30, "SDQ5": 18})


def oc2(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """Children looked after for at least a year on 31 March: strengths and difficulties, health, convictions."""
    rows: ByYear = {}
    for year, first, last in spans(years):
        rows[year] = [
            _outcomes(person, first, last, draw)
            for person in people
            if _whole_year(person, first, last)
        ]
    return rows


def _whole_year(person: Person, first: int, last: int) -> bool:
    return any(
        period[0].began <= first and (period[-1].ended is None or period[-1].ended >= last)
        for period in person.periods
    )


def _outcomes(person: Person, first: int, last: int, draw: Draw) -> tuple[str, ...]:
    born = dt.date.fromordinal(person.born)
    age = {years: birthday(born, years).toordinal() for years in (4, 5, 10, 17)}
    score = reason = ""
    if age[4] <= last and age[17] >= first:
        if age[4] > first:  # turned four in the year
            reason = "SDQ1"
        elif draw() < (0.78 if age[17] > last else 0.45):
            points = round(_SDQ_MEAN[person.complexity] + 6.2 * normal(draw))
            score = str(min(max(points, 0), 40))
        else:
            reason = _SDQ_REASON(draw)
    older = age[10] <= last
    misuse = older and draw() < 0.02 + 0.04 * person.complexity
    received = misuse and draw() < 0.39
    return (
        person.id,
        written(person.born),
        score,
        reason,
        _yes(draw() < 0.008 + 0.018 * person.complexity) if older else "",
        _yes(draw() < 0.88) if age[5] > last else "",
        _yes(draw() < 0.82),
        _yes(draw() < 0.79),
        _yes(draw() < 0.89),
        _yes(misuse),
        _yes(received) if misuse else "",
        _yes(draw() < 0.7) if misuse and not received else "",
    )


def _yes(it_is: bool) -> str:
    return "1" if it_is else "0"


_TOUCH: Final = Pick({"YES": 900, "NO": 55, "REFU": 20, "NREQ": 15, "RHOM": 10})
_ACTIVE: Final = Pick(
    {
        "F1": 7,
        "P1": 1,
        "F2": 22,
        "P2": 3,
        "F4": 4,
        "P4": 1,
        "F5": 19,
        "P5": 5,
        "G4": 12,
        "G5": 20,
        "G6": 6,
    }
)
_LIVING: Final = Pick(
    {
        "U1": 35,
        "D1": 18,
        "Z1": 10,
        "B1": 12,
        "C1": 5,
        "K1": 5,
        "E1": 4,
        "T1": 3,
        "U2": 2,
        "S2": 2,
        "X2": 3,
        "V2": 1,
    }
)
_LIVING_YOUNG: Final = Pick({"B1": 40, "D1": 35, "K1": 10, "E1": 10, "X2": 5})
APPRENTICES_SINCE: Final = 2022
"""First collection year with F4, F5, P4 and P5; before, F3 and P3 for training and employment alike."""
_LEAVERS_AGES: Final = (17, 18, 19, 20, 21)
_THIRTEEN_WEEKS: Final = 91


def oc3(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """Care leavers around their 17th to 21st birthdays, of those who left in the years of the returns."""
    rows: ByYear = {}
    start = spans(years)[0][1]
    for year, first, last in spans(years):
        rows[year] = []
        for person in people:
            row = _leaver(person, start, first, last, draw)
            if row:
                active = row[3]
                if year < APPRENTICES_SINCE and active[1:] in ("4", "5") and active[0] in "FP":
                    active = f"{active[0]}3"
                rows[year].append((*row[:3], active, row[4]))
    return rows


def _leaver(
    person: Person, start: int, first: int, last: int, draw: Draw
) -> tuple[str, ...] | None:
    end = person.periods[-1][-1]
    left = end.ended
    if left is None or left >= first or end.rec in ("E2", "E3", "E15", "E11", "E12"):
        return None
    if person.mother_from is not None:
        return None  # rule 624 wants the first child's birthday again, rule 628 does not want it of leavers
    born = dt.date.fromordinal(person.born)
    age = next(
        (age for age in _LEAVERS_AGES if first <= birthday(born, age).toordinal() <= last), 0
    )
    fourteen, sixteen = (birthday(born, years).toordinal() for years in (14, 16))
    days = sum(
        max(0, (period[-1].ended or left) - max(period[0].began, fourteen))
        for period in person.periods
    )
    if not age or left <= max(sixteen, start) or days < _THIRTEEN_WEEKS:
        return None
    if age <= 18 and left >= birthday(born, 17).toordinal():
        return None
    touch = _TOUCH(draw)
    active = living = "0"
    if touch == "YES":
        active, living = _ACTIVE(draw), (_LIVING if age > 18 else _LIVING_YOUNG)(draw)
    return person.id, written(person.born), touch, active, living


_WITH_CONSENT: Final = ("A3", "A4")
Decision = tuple[int, int | None, Stretch | None]
"""Of adoption: the day it was decided, the day it was given up, the stretch that ended in adoption."""


def decisions(person: Person) -> list[Decision]:
    """Decisions that the child should be placed for adoption: weeks before an order or an agreed placement."""
    found: list[Decision] = []
    for period in person.periods:
        decided: int | None = None
        for stretch in period:
            for_adoption = stretch.legal == "E1" or stretch.place in _WITH_CONSENT
            if for_adoption and decided is None:
                decided = max(period[0].began + 1, stretch.began - 30 - person.born % 40)
                decided = min(decided, stretch.began)
                if found and found[-1][1] is not None:
                    decided = max(decided, found[-1][1] + 1)
            if decided is not None and for_adoption and stretch.rec not in (None, "X1"):
                adopted = stretch.rec in ("E11", "E12")
                found.append(
                    (decided, None if adopted else stretch.ended, stretch if adopted else None)
                )
                decided = None
            elif decided is not None and not for_adoption:
                found.append((decided, stretch.began, None))
                decided = None
        if decided is not None:
            found.append((decided, None, None))
    return found


_REVERSED: Final = Pick({"RD1": 35, "RD3": 35, "RD4": 30})


def placed_for_adoption(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """The decisions that stand, or were given up, in each year."""
    rows: ByYear = {year: [] for year in years}
    for person in people:
        for decided, given_up, adoption in decisions(person):
            reason = _REVERSED(draw) if given_up is not None else ""
            over = given_up if given_up is not None else adoption.ended if adoption else None
            for year, first, last in spans(years):
                if decided <= last and (over is None or over >= first):
                    ceased = given_up is not None and given_up <= last
                    rows[year].append(
                        (
                            person.id,
                            written(person.born),
                            written(decided),
                            written(given_up or 0) if ceased else "",
                            reason if ceased else "",
                        )
                    )
    return rows


_ADOPTERS: Final = Pick(
    {
        ("2", "MF", "L11"): 76,
        ("2", "MM", "L12"): 6,
        ("2", "FF", "L12"): 5,
        ("1", "F1", "L0"): 11,
        ("1", "M1", "L0"): 2,
    }
)


def ad1(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """The adoptions of each year."""
    rows: ByYear = {year: [] for year in years}
    for person in people:
        for decided, _, adoption in decisions(person):
            if adoption is None or adoption.ended is None:
                continue
            number, sex, status = _ADOPTERS(draw)
            matched = max(decided, adoption.began - 10 - int(draw() * 30))
            foster = "1" if adoption.place in ("A3", "A5") else "0"
            for year, first, last in spans(years):
                if first <= adoption.ended <= last:
                    rows[year].append(
                        (
                            person.id,
                            written(person.born),
                            written(decided),
                            written(matched),
                            foster,
                            number,
                            sex,
                            status,
                        )
                    )
    return rows
