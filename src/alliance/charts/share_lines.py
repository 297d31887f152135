"""Shares over time as lines from 0 to 100 %, with the target across: where things stand in a drawing.

Small enough to be read on a telephone, so it has few marks: the first and last day, nought, the
target. Lines differ by dashes and their names beside them, and need no colour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 340, 180
LEFT, TOP, BOTTOM = 46.0, 12.0, 26.0
LETTER = 7.4
"""Room for a letter of a label, in units."""
APART = 16.0
"""How far two labels, or two marks, stand from each other at least."""
Point = tuple[dt.date, float]


@dataclass(frozen=True, slots=True)
class Series:
    """One line: shares in per cent by day, in order."""

    points: Sequence[Point]
    label: str
    """Stands where it ends."""
    look: str = "own"


@dataclass(frozen=True, slots=True)
class Drawn:
    label: str
    look: str
    path: str
    """The `d` of an SVG path."""
    dots: Sequence[tuple[float, float]]
    label_at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    lines: Sequence[Drawn]
    right: float
    """Where the plot ends; labels stand beyond it."""
    target_y: float
    days: Sequence[tuple[float, str, str]]
    """The first and the last: where, how it is anchored, and what it says."""
    shares: Sequence[tuple[float, str]]
    left: float = LEFT
    bottom: float = HEIGHT - BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def share_chart(series: Sequence[Series], *, first: dt.date, last: dt.date, target: float) -> Chart:
    """The drawing of some lines between two days; a line of one figure is its dot."""
    right = WIDTH - max((len(each.label) for each in series), default=0) * LETTER - 8
    days = max((last - first).days, 1)

    def place(point: Point) -> tuple[float, float]:
        day, share = point
        ahead = min(max((day - first).days / days, 0), 1)
        return round(LEFT + ahead * (right - LEFT), 1), _y(share)

    lines = [
        _drawn(each, [place(point) for point in each.points]) for each in series if each.points
    ]
    shares = [(_y(share), f"{share:.0f} %") for share in (0.0, target)]
    if abs(_y(100) - _y(target)) >= APART:
        shares.append((_y(100), "100 %"))
    return Chart(
        _apart(lines),
        round(right, 1),
        _y(target),
        [(LEFT, "start", _short(first)), (round(right, 1), "end", _short(last))],
        shares,
    )


def _y(share: float) -> float:
    return round(TOP + (100 - min(max(share, 0), 100)) / 100 * (HEIGHT - BOTTOM - TOP), 1)


def _drawn(series: Series, dots: list[tuple[float, float]]) -> Drawn:
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in dots)
    x, y = dots[-1]
    return Drawn(series.label, series.look, path, dots, (x + 7, y))


def _apart(lines: list[Drawn]) -> list[Drawn]:
    """Labels that would lie on each other are moved down, and all up again if that is too far."""
    found: list[Drawn] = []
    lowest = HEIGHT - BOTTOM
    for place, line in enumerate(sorted(lines, key=lambda each: each.label_at[1])):
        room = lowest - (len(lines) - 1 - place) * APART
        least = found[-1].label_at[1] + APART if found else TOP
        x, y = line.label_at
        moved = round(max(least, min(y, room)), 1)
        found.append(Drawn(line.label, line.look, line.path, line.dots, (x, moved)))
    return found


def _short(day: dt.date) -> str:
    return f"{day.day} {day:%b}"
