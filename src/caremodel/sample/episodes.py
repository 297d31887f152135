"""The tables header, episodes and uasc of each return, from the histories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Final

from ..ages import birthday
from ..returns import first_day, last_day
from .chance import Draw
from .country import Country, miles, stay
from .hazards import FOSTER
from .model import Person, Provider, Rows, Stay, Stretch
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


def settle(
    people: Sequence[Person], providers: Sequence[Provider], country: Country, draw: Draw
) -> None:
    """Say where every stretch was spent. A stretch that follows without a move stays where the last one was.

    Of homes of the same kind, owner's sort and quality the child gets one that lies as was wanted, so far as there is one.
    """
    alike: dict[tuple[str, str, float], list[int]] = {}
    for at, provider in enumerate(providers):
        if provider.spot:
            alike.setdefault((provider.kind, provider.code, provider.quality), []).append(at)
    for person in people:
        for period in person.periods:
            stays: list[Stay] = []
            for at, stretch in enumerate(period):
                if at and stretch.rne in ("L", "T", "U"):
                    stays.append(stays[-1])
                    if stretch.kind == period[at - 1].kind:
                        period[at] = stretch._replace(provider=period[at - 1].provider)
                    continue
                drawn = providers[stretch.provider] if stretch.provider >= 0 else None
                inside, near = country.near_or_far(stretch.kind, draw)
                if drawn and drawn.code == "PR1" and stretch.kind not in FOSTER:
                    inside = (
                        True  # the authority's own homes and flats are its own side of the boundary
                    )
                if drawn and drawn.spot:
                    others = alike[drawn.kind, drawn.code, drawn.quality]
                    not_there = period[at - 1].provider if at else -1
                    others = [one for one in others if one != not_there] or others
                    chosen = _home(person, others, providers, inside, near, draw)
                    period[at] = stretch._replace(provider=chosen)
                    stays.append(stay(person.home, providers[chosen].spot or person.home))
                elif stretch.kind == "parents" and _at_home(inside and near, person, stays, draw):
                    stays.append(stay(person.home, person.home))
                else:
                    stays.append(_elsewhere(person, stretch, country, inside, near, draw, stays))
            person.stays.append(stays)


def _at_home(near: bool, person: Person, before: Sequence[Stay], draw: Draw) -> bool:
    """With the parent whom the child came from, unless that is where it was before (then: with the other)."""
    if before and before[-1].postcode == person.home.postcode:
        return False
    return near and draw() < 0.8


def _home(
    person: Person,
    others: Sequence[int],
    providers: Sequence[Provider],
    inside: bool,
    near: bool,
    draw: Draw,
) -> int:
    """The first of some drawn that lies as wanted, or the last drawn."""
    at = others[0]
    for _ in range(10):
        at = others[int(draw() * len(others))]
        spot = providers[at].spot
        if spot and spot.inside == inside and (miles(person.home, spot) <= 20.0) == near:
            break
    return at


def _elsewhere(
    person: Person,
    stretch: Stretch,
    country: Country,
    inside: bool,
    near: bool,
    draw: Draw,
    before: Sequence[Stay],
) -> Stay:
    """A foster carer's or other spot: not the child's home, nor where the child was before."""
    made = stay(person.home, country.placement(person.home, inside, near, draw))
    for _ in range(5):
        if made.postcode != person.home.postcode and (
            not before or made.postcode != before[-1].postcode
        ):
            break
        made = stay(person.home, country.placement(person.home, inside, near, draw))
    return made


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
        home = "" if person.asylum else person.home.postcode
        for period, stays in zip(person.periods, person.stays, strict=True):
            if period[0].began > last or (period[-1].ended or last) < first:
                continue
            for stretch, where in zip(period, stays, strict=True):
                began, rne, legal, _, place, at, ended, rec, reason, _ = stretch
                if began > last or (ended is not None and ended < first):
                    continue
                over = ended is not None and ended <= last
                urn = "" if place in no_urn or at < 0 else urns[at]
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
                        where.postcode,
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
    """The table uasc: the unaccompanied children; DUC is their 18th birthday, or the day they left before it."""
    rows: Rows = []
    for person in people:
        if person.asylum:
            eighteen = birthday(dt.date.fromordinal(person.born), 18).toordinal()
            rows.append(
                (person.id, sex_code(person, year), written(person.born), written(eighteen))
            )
    return rows
