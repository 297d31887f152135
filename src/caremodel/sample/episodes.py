"""The tables header, episodes and uasc of each return, from the histories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Final

from ..ages import birthday
from ..returns import first_day, last_day
from .chance import Draw
from .model import Person, Provider, Rows, Stretch
from .people import upn

NO_URN: Final = frozenset({"P1", "P3", "R1", "R2", "R5", "Z1"})
"""Placements without a URN; before April 2024 also H5 and P2."""

SEX_LETTERS_SINCE: Final = 2025
"""First collection year in which SEX is M, F or U; before, 1 and 2."""
Z11_SINCE: Final = 2026
"""First collection year with Z11 to Z14 instead of Z1, also for a placement that was Z1 the year before."""

GUARDIAN_CODES_SINCE: Final = 2019
"""First collection year with E45 to E48; before, E43 (former foster carer) and E44."""
_GUARDIAN_BEFORE: Final = {"E45": "E43", "E46": "E43", "E47": "E44", "E48": "E44"}

_PROVIDER_OF: Final = {"P1": "PR0", "R2": "PR3", "R5": "PR3"}


@cache
def written(ordinal: int) -> str:
    """A day as the returns write it: dd/mm/yyyy."""
    day = dt.date.fromordinal(ordinal)
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def in_year(stretch: Stretch, first: int, last: int) -> bool:
    """Whether the return of the year from `first` to `last` (ordinals) holds the episode."""
    return stretch.began <= last and (stretch.ended is None or stretch.ended >= first)


def in_care_in(person: Person, first: int, last: int) -> bool:
    """Whether the return of that year holds any episode of the child."""
    return any(in_year(stretch, first, last) for period in person.periods for stretch in period)


def episode_rows(people: Sequence[Person], providers: Sequence[Provider], year: int) -> Rows:
    """The table episodes of a collection year."""
    first, last = first_day(year).toordinal(), last_day(year).toordinal()
    codes = [provider.code for provider in providers]
    urns = [provider.urn for provider in providers]
    no_urn = NO_URN if year >= 2025 else NO_URN | {"H5", "P2"}
    rows: Rows = []
    for person in people:
        home = "" if person.asylum or person.respite else person.home.postcode
        for period, stays in zip(person.periods, person.stays, strict=True):
            if period[0].began > last or (period[-1].ended or last) < first:
                continue
            for stretch, where in zip(period, stays, strict=True):
                began, rne, legal, _, place, at, ended, rec, reason, _ = stretch
                if began > last or (ended is not None and ended < first):
                    continue
                over = ended is not None and ended <= last
                urn = "" if person.respite or place in no_urn or at < 0 else urns[at]
                code = _PROVIDER_OF.get(place) or ("" if place == "Z1" or at < 0 else codes[at])
                if place == "Z1" and year >= Z11_SINCE:
                    place = "Z11"
                if year < GUARDIAN_CODES_SINCE:
                    rec = _GUARDIAN_BEFORE.get(rec or "", rec)
                rows.append(
                    (
                        person.id,
                        written(began),
                        rne,
                        legal,
                        person.need,
                        place,
                        code,
                        written(ended) if over and ended else "",
                        (rec or "") if over else "",
                        (reason or "") if over else "",
                        home,
                        "" if person.respite else where.postcode,
                        urn,
                    )
                )
    return rows


def sex_code(person: Person, year: int) -> str:
    if year >= SEX_LETTERS_SINCE:
        return person.sex
    return "1" if person.sex == "M" else "2"


def header_rows(people: Sequence[Person], year: int, in_care: frozenset[str]) -> Rows:
    """The table header of a collection year; in_care: who has an episode in it (the others are care leavers)."""
    last = last_day(year).toordinal()
    rows: Rows = []
    for person in people:
        mother = since = ""
        if person.sex == "F" and person.id in in_care:
            mother = "0"
            if person.mother_from is not None and person.mother_from <= last:
                mother, since = "1", written(person.mother_from)
        rows.append(
            (
                person.id,
                sex_code(person, year),
                written(person.born),
                person.ethnic,
                upn_in(person, year),
                mother,
                since,
            )
        )
    return rows


def upn_in(person: Person, year: int) -> str:
    """UN1 while under school age (4 on the 31 August before the year), a number from then on."""
    school_age = birthday(dt.date.fromordinal(person.born), 4)
    if not person.upn.startswith("UN") and school_age > dt.date(year - 2, 8, 31):
        return "UN1"
    return person.upn


def upns(people: Sequence[Person], draw: Draw) -> None:
    """Give every child a unique pupil number; some who came to seek asylum never had one (UN2)."""
    serials: dict[tuple[int, int], int] = {}
    for person in people:
        if person.asylum and draw() < 0.4:
            person.upn = "UN2"
            continue
        entered = dt.date.fromordinal(person.born).year + 4
        school = 2_000 + int(draw() * 5_000)
        serials[entered, school] = serial = serials.get((entered, school), 0) + 1
        person.upn = upn(entered, school, serial)


def uasc_rows(people: Sequence[Person], year: int) -> Rows:
    """The table uasc: the unaccompanied children; DUC is their 18th birthday."""
    rows: Rows = []
    for person in people:
        if person.asylum:
            born = dt.date.fromordinal(person.born)
            eighteen = birthday(born, 18).toordinal()
            if (born.month, born.day) == (2, 29):
                eighteen -= 1  # not all checkers know that this birthday is on 1 March
            rows.append(
                (person.id, sex_code(person, year), written(person.born), written(eighteen))
            )
    return rows
