"""Make a synthetic authority."""

from __future__ import annotations

from collections.abc import Mapping

from ..returns import first_day, last_day
from .chance import stream
from .country import MADE_UP_AREAS, Country
from .episodes import episode_rows, header_rows, in_care_in, settle, uasc_rows, upns
from .model import Authority, Rows
from .population import Arrivals, populate
from .process import Process
from .settings import Settings
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
    area = settings.authority if settings.authority in MADE_UP_AREAS else MADE_UP_AREAS[0]
    country = Country(area, settings.spots, stream(seed, "country"))
    expected = children / (1 + 0.38 * years)
    supply = providers(expected, country, stream(seed, "providers"))
    arrivals = Arrivals(settings, span)
    process = Process(settings, supply, last_day(span[-1]).toordinal())
    people, families = populate(children, arrivals, process, country, seed, settings.authority)
    settle(people, supply, country, stream(seed, "places"))
    upns(people, stream(seed, "pupil numbers"))
    returns: dict[int, Mapping[str, Rows]] = {}
    for year in span:
        first, last = first_day(year).toordinal(), last_day(year).toordinal()
        there = [person for person in people if in_care_in(person, first, last)]
        ids = frozenset(person.id for person in there)
        returns[year] = {
            "header": header_rows(there, year, ids),
            "episodes": episode_rows(there, supply, year),
            "uasc": uasc_rows(there, year),
        }
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
    )
