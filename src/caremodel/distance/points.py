"""A place on the National Grid, and the parts of a postcode."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from .authorities import Authority

LETTERS: Final = 26
UNITS: Final = 10 * LETTERS * LETTERS
"""How many units one outward part can have: a digit and two letters."""

ELSEWHERE: Final = {
    "BT": "Northern Ireland has the Irish grid: no distance",
    "IM": "the Isle of Man is not in the file of Great Britain",
    "JE": "Jersey is not in the file of Great Britain",
    "GY": "Guernsey is not in the file of Great Britain",
}
"""First letters of postcodes that have no place here, and why."""

_WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|NPT|GIR)([0-9])([A-Z]{2})")
_SECTOR = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9])|([A-Z]{1,2}[0-9][A-Z0-9])([0-9])")
"""M12 without a space is an outward part, M124 cannot be one."""
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


class Point(NamedTuple):
    """Where a postcode is: metres east and north on the National Grid."""

    easting: int
    northing: int
    authority: Authority | None
    """The upper-tier authority; None for a sector that lies in several."""
    precision: Literal["unit", "sector"]
    """`sector`: only the sector is known, and this is the mean of its units."""
    district: str | None = None
    """ONS code of the district (2025), where all of it is in one."""


class Parts(NamedTuple):
    """A postcode taken apart: `RH12 4FF` is RH12, 4, FF; sector and unit are empty where it does not say."""

    outward: str
    sector: str
    unit: str

    @property
    def area(self) -> str:
        """The letters it begins with: RH."""
        return self.outward[:2] if self.outward[1].isalpha() else self.outward[0]

    @property
    def first_unit(self) -> int:
        """The first number that a unit of this sector can have."""
        return int(self.sector) * LETTERS * LETTERS

    @property
    def number(self) -> int:
        """The unit as a number below `UNITS`."""
        first, second = ord(self.unit[0]) - ord("A"), ord(self.unit[1]) - ord("A")
        return self.first_unit + first * LETTERS + second


def take_apart(postcode: str) -> Parts | None:
    """The parts of a postcode in any case and spacing; None where it is none.

    What is masked with stars or question marks is taken as not known.

    >>> take_apart(" rh12  4ff"), take_apart("M1 2")
    (Parts(outward='RH12', sector='4', unit='FF'), Parts(outward='M1', sector='2', unit=''))
    """
    words = postcode.upper().split()
    if whole := _WHOLE.fullmatch("".join(words)):
        return Parts(*whole.groups())
    known = " ".join(words).rstrip("*? ")
    if sector := _SECTOR.fullmatch(known):
        return Parts(sector[1] or sector[3], sector[2] or sector[4], "")
    return Parts(known, "", "") if _OUTWARD.fullmatch(known) else None
