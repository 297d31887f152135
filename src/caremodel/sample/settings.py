"""What can be asked of a synthetic authority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Scenario = Literal["stationary", "drifting"]


class Spot(NamedTuple):
    """A postcode, or a sector (`RH12 4`) that gets two made-up letters, with its place on the national grid in metres.

    inside: within the authority's own boundary.
    """

    postcode: str
    easting: int
    northing: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """How a synthetic authority differs from the average of England. Every factor multiplies rates; 1: as England."""

    scenario: Scenario = "stationary"
    """stationary: the same rates every year. drifting: entries, arrivals of unaccompanied children and the share
    of residential care move as they did in England, and not every home of H5 becomes a K3 in October 2023."""
    last_year: int = 2026
    """The collection year of the last return (2026: the year to 31 March 2026)."""
    authority: str = "ZA"
    """Two letters: of the postcodes (no real postcode area begins so) and of the children's identifiers."""
    entries: Mapping[str, float] = field(default_factory=dict)
    """Factors on entries by age band (as `ages.AGE_BANDS`); size comes from the number of children alone."""
    seeking_asylum: float = 1.0
    """On arrivals of unaccompanied children."""
    leaving: float = 1.0
    """On going home, to relatives, special guardians and the like (not adoption, not the 18th birthday)."""
    moves: float = 1.0
    """On moves to another carer."""
    residential: float = 1.0
    """On the weight of children's homes wherever a placement is chosen."""
    spots: Sequence[Spot] = ()
    """Real postcodes or sectors to place children at; none: a made-up country with made-up postcodes."""
    faults: bool = False
    """Plant a known list of errors in the files; `Authority.faults` says which and where."""
    rare_cases: bool = False
    """Also make what few children live through: short breaks (V3, V4), time away (T0 to T4), adoption with consent (A3, A4)
    and, from the collection of 2026-27 on, deprivation of liberty orders."""


NATIONAL_ENTRIES: Final[Mapping[int, tuple[float, float]]] = {
    2020: (27_520, 3_490),
    2021: (25_680, 2_800),
    2022: (25_690, 5_400),
    2023: (25_880, 7_210),
    2024: (25_780, 7_270),
    2025: (25_500, 6_500),
    2026: (25_400, 6_300),
}
"""Children starting to be looked after in England by collection year: all others, and unaccompanied children seeking
asylum. Source: DfE, Children looked after in England, year to March 2024; 2025 and 2026 are our guesses."""

NATIONAL_RESIDENTIAL: Final[Mapping[int, float]] = {
    2020: 0.76, 2021: 0.78, 2022: 0.82, 2023: 0.90, 2024: 1.08, 2025: 1.25, 2026: 1.35,
}  # fmt: skip
"""Factor on the weight of children's homes where a placement is chosen, so that their stock grows as in England
(7,100 in March 2020, 8,640 in 2024, 9,480 in 2025; same source)."""


def drift(table: Mapping[int, float], year: int) -> float:
    """The table's value for a year, its first or last beyond its ends."""
    return table[min(max(year, min(table)), max(table))]
