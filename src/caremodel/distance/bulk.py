"""Distances by the million, with numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .measures import METRES_IN_MILE
from .packing import BYTES, Contents, read_columns
from .points import LETTERS, UNITS, Point

_WORDS = -(-UNITS // 64)
"""Words of 64 bits that hold the bits of one outward part."""
_SPACE, _LINE = 32, 10
_CAPITAL = np.frombuffer(bytes(range(256)).upper(), np.uint8)


class Bulk:
    """Every postcode of a packed file in columns.

    Which units exist stays a bit each; the place of a unit in the columns is how many come before it: counted up
    to its word beforehand, and within the word by counting bits.
    """

    def __init__(
        self, packed: bytes, contents: Contents, find: Callable[[str | None], Point | None]
    ) -> None:
        self._find = find
        outward = [name for block in contents.blocks for name in block.outward]
        bits = np.zeros((len(outward), _WORDS * 8), np.uint8)
        self._east = np.zeros(contents.postcodes, np.int32)
        self._north = np.zeros(contents.postcodes, np.int32)
        self._placed = np.zeros(contents.postcodes, np.bool_)
        part = unit = 0
        for block in contents.blocks:
            columns = read_columns(packed, block)
            parts = slice(part, part := part + len(block.outward))
            units = slice(unit, unit := unit + len(columns.districts))
            bits[parts, :BYTES] = np.frombuffer(columns.bits, np.uint8).reshape(-1, BYTES)
            placed = np.frombuffer(columns.districts, np.uint8) > 0
            self._placed[units] = placed
            self._east[units] = _metres(columns.east) * placed
            self._north[units] = _metres(columns.north) * placed
        self._bits = bits.view("<u8").ravel()
        counts = np.bitwise_count(self._bits)
        self._before = (np.cumsum(counts, dtype=np.int32) - counts).astype(np.int32)
        keys = np.array([_key(name) for name in outward], np.uint32)
        self._order = np.argsort(keys).astype(np.int32)
        self._outward = keys[self._order]
        self._sectors = self._middles(len(outward))

    def miles(
        self, homes: Sequence[str | None], places: Sequence[str | None]
    ) -> NDArray[np.float64]:
        """Miles between postcodes, pair by pair; NaN where either is not found."""
        (east, north), (east2, north2) = self.points(homes), self.points(places)
        metres = np.hypot(east - east2, north - north2)
        return np.floor(metres / METRES_IN_MILE * 10 + 0.5) / 10

    def points(
        self, postcodes: Sequence[str | None]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Eastings and northings, of units and else of sectors; NaN for what is not found."""
        parts = self._take_apart(postcodes)
        if parts is None:
            return self._one_by_one(postcodes)
        outward, number = parts
        word = outward * _WORDS + (number >> 6)
        bit = np.uint64(1) << (number & 63).astype(np.uint64)
        rows = self._count(word, bit)
        unit = (self._bits[word] & bit) != 0
        rows[~unit] = 0
        unit &= self._placed[rows] & (outward >= 0)
        sector = np.where(outward >= 0, outward * 10 + number // (LETTERS * LETTERS), -1)
        east = np.where(unit, self._east[rows], self._sectors[0][sector])
        north = np.where(unit, self._north[rows], self._sectors[1][sector])
        odd = np.flatnonzero(outward < 0)
        if len(odd):
            east[odd], north[odd] = self._one_by_one([postcodes[at] for at in odd.tolist()])
        return east, north

    def _count(self, word: NDArray[np.int64], bit: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many units come before one."""
        below = np.bitwise_count(self._bits[word] & (bit - np.uint64(1)))
        count: NDArray[np.int64] = self._before[word].astype(np.int64) + below
        return count

    def _middles(self, outward: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Mean place of the units of each sector, ten to an outward part; NaN for one without, and at the end."""
        first = np.arange(10) * LETTERS * LETTERS
        word = (np.arange(outward)[:, None] * _WORDS + (first >> 6)).ravel()
        bit = np.tile(np.uint64(1) << (first & 63).astype(np.uint64), outward)
        bounds = np.append(self._count(word, bit), len(self._placed))
        placed = _sums(self._placed, bounds)
        with np.errstate(invalid="ignore"):
            means = [
                np.rint(_sums(metres, bounds) / placed) for metres in (self._east, self._north)
            ]
        east, north = (np.append(mean, np.nan) for mean in means)
        return east, north

    def _one_by_one(
        self, postcodes: Sequence[str | None]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        known = {text: self._find(text) for text in dict.fromkeys(postcodes)}
        found = [known[text] for text in postcodes]
        places = np.array([point[:2] if point else (np.nan, np.nan) for point in found], float)
        return places.reshape(-1, 2)[:, 0], places.reshape(-1, 2)[:, 1]

    def _take_apart(
        self, postcodes: Sequence[str | None]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
        """Outward part (its place in the file; −1 where the text is no whole postcode of ours) and number of unit.

        All texts are looked at as one long text; None where that cannot be told apart again.
        """
        try:
            text = "\n".join(postcodes)  # type: ignore[arg-type]
        except TypeError:  # some are None
            text = "\n".join([each or "" for each in postcodes])
        letters = np.frombuffer((text + "\n").encode("ascii", "replace"), np.uint8)
        letters = _CAPITAL[letters[letters != _SPACE]]
        ends = np.flatnonzero(letters == _LINE)
        if len(ends) != len(postcodes):
            return None
        lengths = np.diff(ends, prepend=-1) - 1
        padded = np.concatenate([np.zeros(8, np.uint8), letters])
        at = ends + 8
        digit = padded[at - 3].astype(np.int64) - ord("0")
        first, second = (padded[at - back].astype(np.int64) - ord("A") for back in (2, 1))
        whole = (lengths >= 5) & (lengths <= 7) & _within(digit, 10)
        whole &= _within(first, LETTERS) & _within(second, LETTERS)
        key = np.zeros(len(ends), np.uint32)
        for back in (7, 6, 5, 4):
            key = (key << np.uint32(8)) | np.where(lengths >= back, padded[at - back], 0)
        found = np.searchsorted(self._outward, key).clip(max=len(self._outward) - 1)
        whole &= self._outward[found] == key
        number = np.where(whole, (digit * LETTERS + first) * LETTERS + second, 0)
        return np.where(whole, self._order[found], -1), number


def _key(outward: str) -> int:
    return int.from_bytes(outward.encode(), "big")


def _within(values: NDArray[np.int64], below: int) -> NDArray[np.bool_]:
    return (values >= 0) & (values < below)


def _sums(values: NDArray[Any], bounds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sums between each bound and the next; 0 where they are one."""
    starts = bounds[:-1][bounds[:-1] < len(values)]
    sums = np.zeros(len(bounds) - 1, np.int64)
    if len(starts):
        sums[: len(starts)] = np.add.reduceat(values, starts, dtype=np.int64)
    sums[bounds[1:] == bounds[:-1]] = 0
    return sums


def _metres(steps: Sequence[bytes]) -> NDArray[np.int32]:
    wide = np.zeros((len(steps[0]), 4), np.uint8)
    for at, column in enumerate(steps):
        wide[:, at] = np.frombuffer(column, np.uint8)
    written = wide.view("<u4").ravel()
    signed = (written >> 1).astype(np.int32) ^ -(written & 1).astype(np.int32)
    return np.cumsum(signed, dtype=np.int32)
