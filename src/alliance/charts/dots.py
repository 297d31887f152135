"""Figures of several things on one scale, each a row of dots with its mean as a line across.

Small enough for a telephone. Dots on the same place are drawn beside each other, so that all are seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH = 340
RIGHT, TOP, ROW = 14.0, 24.0, 26.0
LETTER = 7.4
"""Room for a letter of a label, in units."""
APART = 5.0


@dataclass(frozen=True, slots=True)
class DotRow:
    """One thing: its figures and their mean."""

    label: str
    points: Sequence[float]
    mean: float


@dataclass(frozen=True, slots=True)
class Drawn:
    label: str
    y: float
    dots: Sequence[tuple[float, float]]
    mean_x: float
    line: str
    """From the least figure to the greatest: the `d` of a path."""
    bar: str
    """Where the mean is: the `d` of a path."""


@dataclass(frozen=True, slots=True)
class DotChart:
    rows: Sequence[Drawn]
    marks: Sequence[tuple[float, str]]
    """Points of the scale: where, and what they say."""
    grid: str
    height: float
    width: int = WIDTH


def dot_chart(rows: Sequence[DotRow], *, lowest: int, highest: int) -> DotChart:
    """The drawing of some rows, in order, on a scale of whole points."""
    left = max((len(row.label) for row in rows), default=0) * LETTER + 12
    bottom = TOP + len(rows) * ROW

    def across(value: float) -> float:
        ahead = (min(max(value, lowest), highest) - lowest) / max(highest - lowest, 1)
        return round(left + ahead * (WIDTH - RIGHT - left), 1)

    marks = [(across(point), str(point)) for point in range(lowest, highest + 1)]
    grid = "".join(f"M{x:g} {TOP - 6:g}V{bottom:g}" for x, _ in marks)
    return DotChart(
        [_drawn(row, TOP + (place + 0.5) * ROW, across) for place, row in enumerate(rows)],
        marks,
        grid,
        bottom + 6,
    )


def _drawn(row: DotRow, y: float, across: Callable[[float], float]) -> Drawn:
    seen: Counter[float] = Counter()
    dots = []
    for x in (across(point) for point in sorted(row.points)):
        dots.append((x, round(y + _beside(seen[x]), 1)))
        seen[x] += 1
    ends = [across(point) for point in (min(row.points), max(row.points))] if row.points else []
    mean = across(row.mean)
    return Drawn(
        row.label,
        y,
        dots,
        mean,
        f"M{ends[0]:g} {y:g}H{ends[1]:g}" if ends else "",
        f"M{mean:g} {y - 9:g}V{y + 9:g}",
    )


def _beside(number: int) -> float:
    """0, then above and below in turn."""
    return ((number + 1) // 2) * APART * (-1 if number % 2 else 1)
