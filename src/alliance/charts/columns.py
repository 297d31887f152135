"""Counts over time as columns from nought: where things stand in a drawing.

Small enough to be read on a telephone, so it has few marks: the first and last day, and the largest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 340, 160
LEFT, RIGHT, TOP, BOTTOM = 8.0, 8.0, 22.0, 26.0
GAP = 0.25
"""Of the room of a column, what stays free beside it."""


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    count: int
    says: str
    """What it counts, in words."""
    is_largest: bool


@dataclass(frozen=True, slots=True)
class Chart:
    columns: Sequence[Column]
    first: str
    last: str
    ground: float = HEIGHT - BOTTOM
    left: float = LEFT
    right: float = WIDTH - RIGHT
    width: int = WIDTH
    height: int = HEIGHT


def column_chart(counts: Sequence[tuple[str, int]]) -> Chart | None:
    """The drawing of some counts in order, each with what it counts; none where there is nothing."""
    largest = max((count for _, count in counts), default=0)
    if not largest:
        return None
    room = (WIDTH - LEFT - RIGHT) / len(counts)
    tall = HEIGHT - TOP - BOTTOM
    top = next(n for n, (_, count) in enumerate(counts) if count == largest)
    columns = [
        Column(
            round(LEFT + n * room + room * GAP / 2, 1),
            round(HEIGHT - BOTTOM - tall * count / largest, 1),
            round(room * (1 - GAP), 1),
            round(tall * count / largest, 1),
            count,
            says,
            n == top,
        )
        for n, (says, count) in enumerate(counts)
    ]
    return Chart(columns, counts[0][0], counts[-1][0])
