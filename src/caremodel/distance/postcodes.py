"""Every postcode of Great Britain: found one at a time, an area unpacked when it is first asked for."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .authorities import authority_of
from .measures import Located, miles
from .packing import BYTES, Block, places_along, read_columns, read_contents
from .points import ELSEWHERE, LETTERS, Parts, Point, take_apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .bulk import Bulk


class Area:
    """The units of one postcode area, in order: where each is, and how to count up to one."""

    __slots__ = ("bits", "block", "districts", "eastings", "first", "northings")

    def __init__(self, packed: bytes, block: Block) -> None:
        columns = read_columns(packed, block)
        self.block = block
        self.districts = columns.districts
        self.eastings: array[int] = places_along(columns.east)
        self.northings: array[int] = places_along(columns.north)
        self.bits: dict[str, int] = {}
        """By outward part: which units exist, as the bits of a number."""
        self.first: dict[str, int] = {}
        """By outward part: how many units of the area come before."""
        count = 0
        for at, outward in enumerate(block.outward):
            bits = int.from_bytes(columns.bits[at * BYTES : (at + 1) * BYTES], "little")
            self.bits[outward], self.first[outward] = bits, count
            count += bits.bit_count()

    def has(self, parts: Parts) -> bool:
        """Whether there is such a unit, with or without a place."""
        return bool(self.bits.get(parts.outward, 0) >> parts.number & 1)

    def unit(self, parts: Parts) -> Point | None:
        """Where a unit is; None for one that does not exist or has no place."""
        if not self.has(parts):
            return None
        at = self._before(parts.outward, parts.number)
        if not self.districts[at]:
            return None
        district = self._district(self.districts[at])
        return Point(
            self.eastings[at], self.northings[at], authority_of(district), "unit", district
        )

    def sector(self, parts: Parts) -> Point | None:
        """The mean of the units of a sector that have a place; None where there are none."""
        if parts.outward not in self.bits:
            return None
        start = self._before(parts.outward, parts.first_unit)
        end = self._before(parts.outward, parts.first_unit + LETTERS * LETTERS)
        units = [at for at in range(start, end) if self.districts[at]]
        if not units:
            return None
        districts = {self._district(self.districts[at]) for at in units}
        around = {authority_of(district) for district in districts}
        return Point(
            _mean([self.eastings[at] for at in units]),
            _mean([self.northings[at] for at in units]),
            around.pop() if len(around) == 1 else None,
            "sector",
            districts.pop() if len(districts) == 1 else None,
        )

    def _district(self, number: int) -> str:
        return self.block.districts[number - 1]

    def _before(self, outward: str, number: int) -> int:
        """How many units of the area come before one."""
        return self.first[outward] + (self.bits[outward] & (1 << number) - 1).bit_count()


class Postcodes:
    """The postcodes of a packed file."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self.contents = read_contents(packed)
        self._blocks = {block.area: block for block in self.contents.blocks}
        self._areas: dict[str, Area] = {}
        self._bulk: Bulk | None = None

    def __len__(self) -> int:
        return self.contents.postcodes

    def find(self, postcode: str | None) -> Point | None:
        """Where a postcode is, in any case and spacing; the mean of its sector where only that is known.

        None for what is no postcode, an outward part alone, Northern Ireland and the islands: `remark` says which.
        """
        parts = take_apart(postcode or "")
        if parts is None or not parts.sector or parts.area not in self._blocks:
            return None
        area = self.area(parts.area)
        return (area.unit(parts) if parts.unit else None) or area.sector(parts)

    def remark(self, postcode: str | None) -> str:
        """What to say of a postcode that `find` does not find to the unit; empty for one that it does."""
        if not (postcode or "").strip():
            return "no postcode"
        said = (postcode or "").strip()
        parts = take_apart(said)
        if parts is None:
            return f"“{said}” is no postcode"
        if parts.area in ELSEWHERE:
            return f"{said}: {ELSEWHERE[parts.area]}"
        if not parts.sector:
            return f"{said}: the first half alone is too wide to measure from"
        point = self.find(postcode)
        if point is None:
            return f"{said}: not among the postcodes of {self.contents.source}"
        if point.precision == "unit":
            return ""
        sector = f"{parts.outward} {parts.sector}"
        where = "" if point.authority else ", which lies in several authorities"
        return f"{said}: only its sector {sector} is known{where}; measured from the middle of that"

    def miles(self, home: str | None, place: str | None) -> float | None:
        """Miles between two postcodes, to one decimal (`measures.miles`); None where either is not found."""
        return miles(self.find(home), self.find(place))

    def locate(
        self, home: str | None, place: str | None, *, seeking_asylum: bool = False
    ) -> Located:
        """Miles from home to placement and the authorities of both.

        An unaccompanied child seeking asylum has no home to measure from: the DfE leaves the distance blank.
        """
        one, other = (None if seeking_asylum else self.find(home)), self.find(place)
        return Located(
            miles(one, other), one.authority if one else None, other.authority if other else None
        )

    def miles_of_many(
        self, homes: Sequence[str | None], places: Sequence[str | None]
    ) -> NDArray[np.float64]:
        """`miles` for two columns of equal length, a million in a second: an array; NaN where there is none.

        Needs numpy and unpacks the whole of Great Britain. Units by arithmetic, what is left by `find`.
        """
        return self.bulk().miles(homes, places)

    def bulk(self) -> Bulk:
        """All areas in one, for `miles_of_many`; needs numpy."""
        if self._bulk is None:
            from .bulk import Bulk

            self._bulk = Bulk(self._packed, self.contents, self.find)
        return self._bulk

    def area(self, name: str) -> Area:
        """The units of one area; KeyError for one that Great Britain has not."""
        if name not in self._areas:
            self._areas[name] = Area(self._packed, self._blocks[name])
        return self._areas[name]


@cache
def open_postcodes() -> Postcodes:
    """The postcodes in the package."""
    return Postcodes(files(__package__).joinpath("postcodes.bin").read_bytes())


def _mean(values: Sequence[int]) -> int:
    return round(sum(values) / len(values))
