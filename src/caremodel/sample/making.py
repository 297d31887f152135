"""Make a synthetic authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ..returns import first_day, last_day
from . import rare
from .chance import Draw, stream
from .country import MADE_UP_AREAS, Country
from .episodes import episode_rows, header_rows, in_care_in, uasc_rows, upns
from .faults import plant
from .model import Authority, Person, Planted, Provider, Rows
from .outcomes import ad1, oc2, oc3, placed_for_adoption
from .papers import ByYear, missing, mothers, previous_permanence, reviews, social_workers
from .population import Arrivals, populate
from .process import Process
from .settings import Settings
from .settling import Settling
from .supply import providers


def make(*, children: int, years: int, seed: int, settings: Settings | None = None) -> Authority:
    """A synthetic authority: exactly `children` different children in the returns of `years` years.

    About a third of five years' children are in care on any one day (1,470 over five years: some 490). The same
    arguments give the same authority, whatever the machine. Raises ValueError for fewer than one child or year.
    """
    if children < 1 or years < 1:
        raise ValueError("A synthetic authority needs at least one child and one year.")
    settings = settings or Settings()
    span = tuple(range(settings.last_year - years + 1, settings.last_year + 1))
    area = settings.authority[:2]
    if area not in MADE_UP_AREAS:
        area = MADE_UP_AREAS[0]
    country = Country(area, settings.spots, stream(seed, "country"))
    expected = children / (1 + 0.38 * years)
    supply = providers(expected, country, stream(seed, "providers"))
    arrivals = Arrivals(settings, span)
    process = Process(settings, supply, last_day(span[-1]).toordinal())
    few = round(children * rare.SHORT_BREAKS) if settings.rare_cases else 0
    people, families = populate(
        children - few, arrivals, process, country, seed, settings.authority
    )
    people += rare.short_breaks(
        few, process, country, first_day(span[0]).toordinal(), settings.authority,
        children - few + 1, stream(seed, "short breaks"),
    )  # fmt: skip
    Settling(supply, country, stream(seed, "places")).settle(people)
    upns(people, stream(seed, "pupil numbers"))
    looked_after = [person for person in people if not person.respite]
    if settings.rare_cases:
        rare.with_consent(looked_after, stream(seed, "consent"))
        rare.send_away(looked_after, country, process.last, stream(seed, "time away"))
    mothers(looked_after, first_day(span[0]).toordinal(), process.last, stream(seed, "mothers"))
    returns = _returns(people, looked_after, supply, span, seed, rare_cases=settings.rare_cases)
    faults: tuple[Planted, ...] = ()
    if settings.faults:
        returns, faults = plant(returns, stream(seed, "faults"))
    monthly = families / (12 * years)
    return Authority(
        code=settings.authority,
        years=span,
        seed=seed,
        settings=settings,
        people=people,
        providers=supply,
        returns=returns,
        families_per_month={
            band: monthly * share for band, share in arrivals.shares_in_returns.items()
        },
        faults=faults,
    )


def _returns(
    people: Sequence[Person],
    looked_after: Sequence[Person],
    supply: Sequence[Provider],
    years: Sequence[int],
    seed: int,
    *,
    rare_cases: bool,
) -> dict[int, Mapping[str, Rows]]:
    """Every table of every collection year; of children on short breaks there is little but episodes."""
    wanted = _OTHER_TABLES | ({"dolo": rare.orders} if rare_cases else {})
    tables = {
        name: table(
            people if name == "previous_permanence" else looked_after, years, stream(seed, name)
        )
        for name, table in wanted.items()
    }
    returns: dict[int, Mapping[str, Rows]] = {}
    for year in years:
        first, last = first_day(year).toordinal(), last_day(year).toordinal()
        there = [person for person in people if in_care_in(person, first, last)]
        leavers = {row[0] for row in tables["oc3"][year]}
        known = [person for person in people if person.id in leavers] if leavers else []
        ids = frozenset(person.id for person in there)
        returns[year] = {
            "header": header_rows([*there, *known], year, ids),
            "episodes": episode_rows(there, supply, year),
            "uasc": uasc_rows(there, year),
        } | {name: rows[year] for name, rows in tables.items() if year in rows}
    return returns


_OTHER_TABLES: Final[dict[str, Callable[[Sequence[Person], Sequence[int], Draw], ByYear]]] = {
    "reviews": reviews,
    "oc2": oc2,
    "oc3": oc3,
    "ad1": ad1,
    "placed_for_adoption": placed_for_adoption,
    "previous_permanence": previous_permanence,
    "missing": missing,
    "sw_episodes": social_workers,
}
