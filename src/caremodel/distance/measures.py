"""The DfE's measure of distance, and what counts as out of the authority."""

from __future__ import annotations

from math import hypot
from typing import Final, Literal, NamedTuple

from .authorities import Authority
from .points import Point

FAR: Final = 20
"""Miles: a child placed further away, and outside the authority, is counted by LAIT as placed at a distance."""

METRES_IN_MILE: Final = 1609.3
"""As the DfE's guide to the return has it."""


class Located(NamedTuple):
    """A placement on the map: miles from home, and in which authorities both are; None where not known."""

    miles: float | None
    home: Authority | None
    place: Authority | None

    @property
    def home_authority(self) -> str | None:
        """ONS code of the home's authority."""
        return self.home.code if self.home else None

    @property
    def place_authority(self) -> str | None:
        """ONS code of the placement's authority."""
        return self.place.code if self.place else None

    @property
    def out(self) -> bool | None:
        """Whether the placement is outside the home's authority."""
        return in_or_out(self.home, self.place) == "OUT" if self.home and self.place else None

    @property
    def far(self) -> bool | None:
        """LAIT's “LACDistance”: more than 20 miles away and outside the authority."""
        return None if self.out is None or self.miles is None else self.out and self.miles > FAR


def miles(one: Point | None, other: Point | None) -> float | None:
    """Straight miles between two places: √(ΔE² + ΔN²) / 1000 / 1.6093, to one decimal, halves upwards.

    >>> miles(Point(0, 0, None, "unit"), Point(30000, 40000, None, "unit"))
    31.1
    """
    if one is None or other is None:
        return None
    return rounded(hypot(one.easting - other.easting, one.northing - other.northing))


def rounded(metres: float) -> float:
    """Metres as miles to one decimal; a half goes up, as spreadsheets have it."""
    return int(metres / METRES_IN_MILE * 10 + 0.5) / 10


def in_or_out(home: Authority | None, place: Authority | None) -> Literal["IN", "OUT", ""]:
    """Whether a placement is in an authority; empty where either is not known."""
    if home is None or place is None:
        return ""
    return "IN" if home.code == place.code else "OUT"
