"""The tables that follow a child through care: reviews, missing, social workers, earlier permanence.

Each function gives the rows of every collection year for all children who are in care in it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Final

from ..returns import first_day, last_day
from .chance import Draw, Pick, waiting
from .episodes import written
from .model import Person, Rows

ByYear = dict[int, Rows]

_YOUNG: Final = Pick({"PN0": 1})
_OLDER: Final = Pick({"PN1": 46, "PN2": 4, "PN3": 9, "PN4": 6, "PN5": 12, "PN6": 15, "PN7": 8})
_FOUR: Final = 1_461
"""Days to the fourth birthday, whatever the year of birth."""


def spans(years: Sequence[int]) -> list[tuple[int, int, int]]:
    """(collection year, first day, last day), days as ordinals."""
    return [(y, first_day(y).toordinal(), last_day(y).toordinal()) for y in years]


def _periods(person: Person, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(began, ended or the day after the end) of each period of care that touches the days from start to end."""
    for period in person.periods:
        began, ended = period[0].began, period[-1].ended or end + 1
        if began <= end and ended >= start:
            yield began, ended


def _year_of(day: int, bounds: Sequence[tuple[int, int, int]]) -> int:
    """The collection year of a day within the bounds."""
    return bounds[bisect([first for _, first, _ in bounds], day) - 1][0]


def reviews(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """First after 20 working days, then after three months, then twice a year."""
    bounds = spans(years)
    start, end = bounds[0][1], bounds[-1][2]
    firsts = [first for _, first, _ in bounds]
    rows: ByYear = {year: [] for year in years}
    for person in people:
        born = written(person.born)
        for began, ended in _periods(person, start, end):
            day = began + 18 + int(draw() * 10)
            if day < start - 200:  # reviews of years that no return covers
                day += (start - 200 - day) // 175 * 175
                step = 175
            else:
                step = 85
            while day < ended and day <= end:
                if day >= start:
                    code = (_YOUNG if day - person.born < _FOUR else _OLDER)(draw)
                    year = bounds[bisect(firsts, day) - 1][0]
                    rows[year].append((person.id, born, written(day), code))
                day += step + int(draw() * 12) - 6
                step = 175
    return rows


_SW_REASONS: Final = Pick(
    {"TSPROC": 34, "LEFTRL": 27, "MANAGE": 20, "ORGRST": 10, "CHCHAN": 3, "ABSENC": 3, "OTHERS": 3}
)
_SW_DAYS: Final = 340.0
"""A social worker stays with a child for so many days on average."""
SW_SINCE: Final = 2024
"""First collection year with social workers."""


def social_workers(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """Spells from the first day in care on, one after the other; the last worker stays after the child left care."""
    bounds = [span for span in spans(years) if span[0] >= SW_SINCE]
    if not bounds:
        return {}
    start, end = bounds[0][1], bounds[-1][2]
    workers = max(4, len(people) // 40)
    rows: ByYear = {year: [] for year, _, _ in bounds}
    for person in people:
        shown = [
            span for span in bounds
            if any(began <= span[2] and ended >= span[1] for began, ended in _periods(person, start, end))
        ]  # fmt: skip
        if not shown:
            continue
        born = written(person.born)
        for began, until, reason in _spells(person, start, end, draw):
            worker = f"SW{1 + int(draw() * workers):05d}"
            for year, first, last in shown:
                if began <= last and until >= first:
                    over = written(until) if until <= last else ""
                    rows[year].append((person.id, born, worker, written(began), over, reason))
    return rows


def _spells(person: Person, start: int, end: int, draw: Draw) -> Iterator[tuple[int, int, str]]:
    """(began, ended, reason of the worker's coming) of those that reach into the returns; open: ended after the end."""
    starts = [period[0].began for period in person.periods if period[0].began <= end]
    ends = [period[-1].ended or end + 1 for period in person.periods]
    day, reason = starts[0], "FCONTA"
    if day < start - 700:
        day, reason = start - 30 - int(draw() * 300), _SW_REASONS(draw)
    while day <= end:
        until = day + 20 + int(waiting(1 / _SW_DAYS, draw))
        again = next((begun for begun in starts if day < begun <= until), None)
        if again is None and until >= max(ends[: bisect(starts, day)]):
            again = next((begun for begun in starts if begun > day), end + 1)
        until, coming = again or until, _SW_REASONS(draw)
        if until >= start:
            yield day, until, reason
        day, reason = until, coming


_MOTHERS_A_YEAR: Final = 0.011
"""Girls of 14 and over in care who have their first child, a year (1 % of girls of 12 and over are mothers)."""


def mothers(people: Sequence[Person], start: int, end: int, draw: Draw) -> None:
    """Say which girls become mothers, on some day of the returns when they are in care."""
    for person in people:
        if person.sex != "F" or person.asylum:
            continue
        for began, ended in _periods(person, start, end):
            day = max(began, start, person.born + 14 * 366)
            born = day + int(waiting(_MOTHERS_A_YEAR / 365, draw)) if day < ended else ended
            if born < min(ended, end) and person.mother_from is None:
                person.mother_from = born


_MISSING_A_YEAR: Final = (0.0, 0.02, 0.40)
"""Times missing a year under 10, from 10 and from 13, for a child of low complexity."""
_MISSING_BY_COMPLEXITY: Final = (0.35, 1.0, 3.5)


def missing(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """Children missing (M) or away without authorisation (A); mostly a night or two, and the same children again."""
    bounds = spans(years)
    start, end = bounds[0][1], bounds[-1][2]
    rows: ByYear = {year: [] for year in years}
    for person in people:
        born = written(person.born)
        for began, ended in _periods(person, start, end):
            for day, until in _absences(person, max(began, start) + 1, min(ended - 1, end), draw):
                code = "A" if draw() < 0.16 else "M"
                for year, first, last in bounds:
                    if day <= last and until >= first:
                        over = written(until) if until <= last else ""
                        rows[year].append((person.id, born, code, written(day), over))
    return rows


def _absences(person: Person, day: int, last: int, draw: Draw) -> Iterator[tuple[int, int]]:
    """(first day, day back) of each time missing that starts from `day` on and is over before the last."""
    factor = _MISSING_BY_COMPLEXITY[person.complexity] / 365
    for band, until_age in enumerate((3_653, 4_749, 6_600)):
        band_end = person.born + until_age
        rate = _MISSING_A_YEAR[band] * factor
        while rate and day < band_end:
            away = day + int(waiting(rate, draw))
            if away >= band_end:
                break
            back = away + int(waiting(0.8, draw))
            if back >= last:
                return
            yield away, back
            day = back + 2
        day = max(day, band_end)


_BEFORE: Final = Pick({"Z1": 966, "P1": 6, "P2": 20, "P3": 8})
_AUTHORITIES: Final = tuple("304 330 380 815 850 881 886 919 931 938".split())
"""Real codes of authorities where an earlier order was made: LA_PERM takes no others."""
_PERMANENCE_OF: Final = {
    "E41": "P3", "E45": "P2", "E46": "P2", "E47": "P2", "E48": "P2",
}  # fmt: skip


def previous_permanence(people: Sequence[Person], years: Sequence[int], draw: Draw) -> ByYear:
    """Whether a child who starts had been adopted or with a special guardian before."""
    bounds = spans(years)
    start, end = bounds[0][1], bounds[-1][2]
    rows: ByYear = {year: [] for year in years}
    for person in people:
        here = ""
        done: set[int] = set()
        left = 0
        for period in person.periods:
            began = period[0].began
            if start <= began <= end:
                year = _year_of(began, bounds)
                code, where, when = here, "", left
                if not here:
                    code = (
                        _BEFORE(draw) if began - person.born > 900 and not person.asylum else "Z1"
                    )
                    when = person.born + int(draw() * (began - person.born - 200))
                if code != "Z1":
                    where = _AUTHORITIES[int(draw() * len(_AUTHORITIES))]
                if year not in done:
                    date = written(when) if code != "Z1" else ""
                    rows[year].append((person.id, written(person.born), code, where, date))
                    done.add(year)
            here = _PERMANENCE_OF.get(period[-1].rec or "", here)
            left = period[-1].ended or 0
    return rows
