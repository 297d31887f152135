"""Several synthetic authorities that differ as real ones do."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from ..ages import AGE_BANDS
from .chance import Draw, normal, stream
from .country import MADE_UP_AREAS
from .making import make
from .model import Authority
from .settings import Settings


def make_region(
    authorities: int,
    *,
    children: int,
    years: int,
    seed: int,
    settings: Settings | None = None,
    spread: float = 0.2,
) -> Iterator[Authority]:
    """Authorities one after the other, of `children` children on average, each with rates of its own.

    spread: standard deviation of the logarithm of each factor on entries, leaving, moves and residential care (twice
    that for those seeking asylum and for size); 0: all alike. Their letters are ZA, ZB…, then two made-up letters and a
    number.
    """
    settings = settings or Settings()
    draw = stream(seed, "region")
    for at in range(authorities):
        size = max(1, round(children * _factor(2 * spread, draw)))
        own = replace(
            settings,
            authority=_letters(at),
            entries={band: _factor(spread, draw) for band in AGE_BANDS},
            seeking_asylum=_factor(2 * spread, draw),
            leaving=_factor(spread, draw),
            moves=_factor(spread, draw),
            residential=_factor(spread, draw),
        )
        yield make(children=size, years=years, seed=seed * 1_000 + at, settings=own)


def _factor(spread: float, draw: Draw) -> float:
    """A log-normal factor of mean 1."""
    return math.exp(spread * normal(draw) - spread**2 / 2)


def _letters(at: int) -> str:
    area = MADE_UP_AREAS[at % len(MADE_UP_AREAS)]
    return area if at < len(MADE_UP_AREAS) else f"{area}{at // len(MADE_UP_AREAS)}"
