"""A small map of a region: the outlines of its authorities, for drawing and not for measuring.

Outlines: Office for National Statistics, Counties and Unitary Authorities, May 2023, generalised to
500 m (Open Government Licence v3.0; contains OS data © Crown copyright and database right 2023).
`scripts/pack_boundaries.py` packs them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WIDTH = 600
"""Of the drawing, in its own units; the height follows from the region's shape."""
MARGIN = 4
LETTER, LINE = 8.2, 40.0
"""Room for a name, in units: width of a letter, and height of the authority on average. A name that
does not fit is left out."""

Point = tuple[float, float]
Ring = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Area:
    """One authority on the map."""

    code: str
    path: str
    """The `d` of an SVG path, to be filled by the even-odd rule: some enclose others."""
    centre: Point
    """Where its name may stand: the middle of its largest part."""
    width: float
    """How far that part reaches from west to east."""
    mean_height: float
    """What it encloses, by its width."""

    def has_room_for(self, name: str) -> bool:
        """Whether a name fits into it."""
        return len(name) * LETTER < self.width and self.mean_height > LINE


@dataclass(frozen=True, slots=True)
class RegionMap:
    areas: Sequence[Area]
    """In the order of the codes asked for; a code whose outline is not known is left out."""
    height: int
    width: int = WIDTH


@cache
def region_map(codes: tuple[str, ...]) -> RegionMap | None:
    """The authorities with these ONS codes, side by side as they lie. None if none is known."""
    known = {code: _outlines()[code] for code in codes if code in _outlines()}
    if not known:
        return None
    points = [point for rings in known.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree east is shorter than a degree north by the cosine of the latitude.
    shrink = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink)

    def place(point: Point) -> Point:
        longitude, latitude = point
        return (
            MARGIN + (longitude - west) * shrink * scale,
            MARGIN + (north - latitude) * scale,
        )

    areas = [
        _area(code, [[place(point) for point in ring] for ring in rings])
        for code, rings in known.items()
    ]
    return RegionMap(areas, height=math.ceil((north - south) * scale + 2 * MARGIN))


def _area(code: str, rings: Sequence[Ring]) -> Area:
    largest = max(rings, key=lambda ring: abs(_middle(ring)[1]))
    xs = [x for x, _ in largest]
    centre, enclosed = _middle(largest)
    width = max(xs) - min(xs)
    path = "".join(
        "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in _without_repeats(ring)) + "Z"
        for ring in rings
    )
    return Area(code, path, centre, width, mean_height=abs(enclosed) / width)


def _without_repeats(ring: Ring) -> Ring:
    """At the drawing's scale many points fall on one."""
    kept: list[Point] = []
    for x, y in ring:
        point = (round(x), round(y))
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _middle(ring: Ring) -> tuple[Point, float]:
    """The centre of gravity of what a ring encloses, and its area."""
    area = x_sum = y_sum = 0.0
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x * next_y - next_x * y
        area += cross
        x_sum += (x + next_x) * cross
        y_sum += (y + next_y) * cross
    if not area:
        return ring[0], 0.0
    return (x_sum / (3 * area), y_sum / (3 * area)), area / 2


@cache
def _outlines() -> Mapping[str, Sequence[Ring]]:
    """By ONS code: the rings of its parts, in degrees."""
    packed = json.loads(files(__package__).joinpath("boundaries.json").read_text())
    return {
        code: [
            [
                (longitude / 1000, latitude / 1000)
                for longitude, latitude in zip(ring[::2], ring[1::2], strict=True)
            ]
            for ring in rings
        ]
        for code, rings in packed.items()
    }
