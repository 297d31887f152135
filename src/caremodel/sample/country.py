"""Where synthetic children live: a made-up authority with a country round it, or the spots that were given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from . import rates
from .chance import Draw, Pick
from .model import Stay
from .settings import Spot

METRES_A_MILE: Final = 1609.3
"""As the DfE's formula has it."""

MADE_UP_AREAS: Final = tuple(f"Z{letter}" for letter in "ABCDFGHJKLMNPQRSTUVWXY")
"""Letters that begin no postcode of the United Kingdom: of those that start with Z only ZE, Shetland, is real."""

_FAR: Final = "ZZ"
"""Postcodes of the made-up country round the authority."""
_INWARD: Final = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters that the last two of a postcode use."""
_TRIES: Final = 12
_NEAR: Final = 26.0
"""Miles from the authority's middle up to which a spot outside can be within 20 miles of many homes."""


class Country:
    """Spots to live at, inside the authority and outside."""

    def __init__(self, area: str, given: Sequence[Spot], draw: Draw) -> None:
        spaced = [spot._replace(postcode=_spaced(spot.postcode)) for spot in given]
        self.inside = [spot for spot in spaced if spot.inside]
        outside = [spot for spot in spaced if not spot.inside]
        if not given:
            self.inside = [_made_up(area, at, 15.0, 0.0, draw) for at in range(300)]
            outside = [_made_up(_FAR, at, 25.0, 15.5, draw) for at in range(300)]
            outside += [_made_up(_FAR, at, 130.0, 30.0, draw) for at in range(300, 700)]
        if not self.inside:
            raise ValueError("Of the spots given, none lies inside the authority.")
        self.middle = middle = _middle(self.inside)
        outside = outside or self.inside
        self.near = [spot for spot in outside if miles(middle, spot) <= _NEAR] or outside
        self.far = [spot for spot in outside if miles(middle, spot) > _NEAR] or outside
        self._placed = {
            kind: Pick(dict(enumerate(shares))) for kind, shares in rates.PLACED.items()
        }

    def home(self, draw: Draw) -> Spot:
        """Where a child comes from."""
        return self._with_letters(self.inside[int(draw() * len(self.inside))], draw)

    def provider(self, kind: str, own: bool, draw: Draw) -> Spot:
        """Where a children's home or the like is; the authority's own lie inside it."""
        inside, near = self.near_or_far(kind, draw)
        if inside or own:
            return self._with_letters(self.inside[int(draw() * len(self.inside))], draw)
        spots = self.near if near else self.far
        few = [spots[int(draw() * len(spots))] for _ in range(6)]
        return self._with_letters(
            min(few, key=lambda spot: miles(self.middle, spot)) if near else few[0], draw
        )

    def near_or_far(self, kind: str, draw: Draw) -> tuple[bool, bool]:
        """(inside the authority, within 20 miles of home), as the national shares have it for a kind of placement."""
        at = (self._placed.get(kind) or self._placed["other"])(draw)
        return at in (0, 2), at in (0, 1)

    def placement(self, home: Spot, inside: bool, near: bool, draw: Draw) -> Spot:
        """A spot for a foster carer or the like; the nearest to what was wanted of a few, where none fits."""
        spots = self.inside if inside else self.near if near else self.far
        best, off = spots[0], math.inf
        for _ in range(_TRIES):
            spot = spots[int(draw() * len(spots))]
            away = miles(home, spot)
            if (away <= 20.0) == near:
                return self._with_letters(spot, draw)
            if abs(away - 20.0) < off:
                best, off = spot, abs(away - 20.0)
        return self._with_letters(best, draw)

    def _with_letters(self, spot: Spot, draw: Draw) -> Spot:
        """A sector's spot with a whole postcode."""
        if spot.postcode[-1].isalpha():
            return spot
        first, second = _INWARD[int(draw() * 20)], _INWARD[int(draw() * 20)]
        return spot._replace(postcode=f"{spot.postcode}{first}{second}")


def miles(a: Spot, b: Spot) -> float:
    """Miles between two spots by the DfE's formula, to one decimal."""
    return round(math.hypot(a.easting - b.easting, a.northing - b.northing) / METRES_A_MILE, 1)


def _spaced(postcode: str) -> str:
    """A postcode or a sector with one space before its inward part.

    >>> _spaced("RH124FF"), _spaced("RH12  4")
    ('RH12 4FF', 'RH12 4')
    """
    packed = postcode.replace(" ", "").upper()
    inward = 3 if packed[-1].isalpha() else 1
    return f"{packed[:-inward]} {packed[-inward:]}"


def _middle(spots: Sequence[Spot]) -> Spot:
    easting = sum(spot.easting for spot in spots) // len(spots)
    northing = sum(spot.northing for spot in spots) // len(spots)
    return Spot("", easting, northing, True)


def stay(home: Spot, spot: Spot) -> Stay:
    return Stay(spot.postcode, miles(home, spot), spot.inside)


def _made_up(area: str, at: int, radius: float, from_: float, draw: Draw) -> Spot:
    """A sector of a disc or ring round the middle, radii in miles."""
    away = math.sqrt(from_**2 + draw() * (radius**2 - from_**2)) * METRES_A_MILE
    angle = 2 * math.pi * draw()
    district, sector = 1 + at // 10, at % 10
    return Spot(
        f"{area}{district} {sector}",
        int(450_000 + away * math.cos(angle)),
        int(300_000 + away * math.sin(angle)),
        from_ == 0.0,
    )
