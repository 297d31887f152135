"""The packed file of postcodes: how it is written and read.

After eight letters that name the form and the length of the contents come the contents (JSON, compressed): where the
data are from, the codes of districts, and for each postcode area (`RH`) where its block lies and its outward parts,
in order. A block is compressed by zlib, which every Python has, browsers' too, and holds, one after the other:

- for each outward part, which of its 6,760 possible units exist, a bit each (`UNITS`);
- for each unit that exists, in that order: its district, as a number among the area's own (0: it has no place);
- how far east it is from the one before it with a place: the lowest bytes of all units, the middle, the highest;
- how far north, likewise.

Neighbours in the order of postcodes are mostly neighbours on the ground, so that most steps are small; a step s ≥ 0
is written 2s and s < 0 as −2s − 1. Alike bytes beside one another is what zlib shrinks best.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from .points import UNITS, Parts

FORM: Final = b"POSTGB01"
BYTES: Final = UNITS // 8
"""Of the bits of one outward part."""
_WIDTH: Final = 3
"""Bytes of a step: Great Britain is 1,300 km long."""


class Row(NamedTuple):
    """A postcode of the source; easting, northing and district None where the source gives no place."""

    parts: Parts
    easting: int | None
    northing: int | None
    district: str | None


class Block(NamedTuple):
    """Where the data of one area lie."""

    area: str
    start: int
    length: int
    outward: tuple[str, ...]
    districts: tuple[str, ...]
    """Codes; the number in the data is the position here plus one."""


class Contents(NamedTuple):
    """What a packed file says of itself."""

    source: str
    postcodes: int
    placed: int
    blocks: tuple[Block, ...]


class Columns(NamedTuple):
    """The data of one area as they lie in its block."""

    bits: bytes
    districts: bytes
    east: tuple[bytes, ...]
    north: tuple[bytes, ...]


def pack(rows: Collection[Row], source: str) -> bytes:
    """The packed file of some postcodes, in any order; ValueError for one that is there twice or has half a place."""
    if halves := [row for row in rows if len({row[at] is None for at in (1, 2, 3)}) > 1]:
        raise ValueError(f"These have a place only in part: {halves[:3]}")
    ordered = sorted(rows, key=lambda row: (row.parts.area, row.parts.outward, row.parts.number))
    blocks, data = [], bytearray()
    for area, of_area in groupby(ordered, key=lambda row: row.parts.area):
        block, packed = _pack_area(area, list(of_area))
        blocks.append([area, len(data), len(packed), *block])
        data += packed
    said = {
        "source": source,
        "postcodes": len(ordered),
        "placed": sum(row.district is not None for row in ordered),
        "blocks": blocks,
    }
    head = zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 9)
    return FORM + struct.pack("<I", len(head)) + head + bytes(data)


def read_contents(packed: bytes) -> Contents:
    """What is in a packed file; ValueError where it is none."""
    if packed[: len(FORM)] != FORM:
        raise ValueError("This is not a packed file of postcodes, or one of another form.")
    first = len(FORM) + 4
    (length,) = struct.unpack_from("<I", packed, len(FORM))
    said = json.loads(zlib.decompress(packed[first : first + length]))
    blocks = tuple(
        Block(area, first + length + start, size, tuple(outward), tuple(districts))
        for area, start, size, outward, districts in said["blocks"]
    )
    return Contents(said["source"], said["postcodes"], said["placed"], blocks)


def read_columns(packed: bytes, block: Block) -> Columns:
    """The columns of one area."""
    data = zlib.decompress(memoryview(packed)[block.start : block.start + block.length])
    end = len(block.outward) * BYTES
    count = (len(data) - end) // (1 + 2 * _WIDTH)
    columns = [data[at : at + count] for at in range(end, len(data), count)] if count else []
    return Columns(
        data[:end], columns[0], tuple(columns[1 : 1 + _WIDTH]), tuple(columns[1 + _WIDTH :])
    )


def places_along(steps: Sequence[bytes]) -> array[int]:
    """Metres, from the bytes of the steps between them."""
    wide = bytearray(4 * len(steps[0]))
    for at, column in enumerate(steps):
        wide[at::4] = column
    written = array("I")
    written.frombytes(wide)
    return array("i", accumulate((step >> 1) ^ -(step & 1) for step in written))


def _pack_area(area: str, rows: list[Row]) -> tuple[tuple[list[str], list[str]], bytes]:
    outward, bits = [], bytearray()
    for name, of_outward in groupby(rows, key=lambda row: row.parts.outward):
        numbers = [row.parts.number for row in of_outward]
        if len(set(numbers)) < len(numbers):
            raise ValueError(f"A postcode of {name} is there twice.")
        outward.append(name)
        bits += sum(1 << number for number in numbers).to_bytes(BYTES, "little")
    districts = sorted({row.district for row in rows if row.district is not None})
    number_of: dict[str | None, int] = {code: at for at, code in enumerate(districts, 1)}
    data = bytes(bits) + bytes(number_of.get(row.district, 0) for row in rows)
    data += _steps([row.easting for row in rows]) + _steps([row.northing for row in rows])
    return (outward, districts), zlib.compress(data, 9)


def _steps(metres: Iterable[int | None]) -> bytes:
    before, steps = 0, []
    for place in metres:
        step = 0 if place is None else place - before
        before += step
        steps.append(2 * step if step >= 0 else -2 * step - 1)
    return b"".join(bytes(step >> 8 * byte & 0xFF for step in steps) for byte in range(_WIDTH))
