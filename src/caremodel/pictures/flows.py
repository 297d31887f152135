"""How many children came into care and how many left, year by year: bars up and down from nought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .canvas import (
    BAND_90,
    BRAND,
    INK,
    MARGIN,
    QUIET,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    figure,
    text_width,
)

PLOT = 210.0
FEWEST = 14.0
"""Units above and below the bars for their figures."""


class Flow(NamedTuple):
    """What happened in a time: who came in and who left."""

    label: str
    came: int
    left: int


def flows(years: Sequence[Flow], *, title: str, finding: str, source: str) -> Picture:
    """Draw entries upward and leavers downward, to one scale, with the difference under each."""
    canvas = Canvas(title, finding)
    largest_up = max((one.came for one in years), default=0)
    largest_down = max((one.left for one in years), default=0)
    scale = (PLOT - 2 * FEWEST) / max(largest_up + largest_down, 1)
    zero = canvas.y + FEWEST + largest_up * scale + 4
    left = MARGIN + text_width("came in", SMALL) + 8
    room = (WIDTH - MARGIN - left) / max(len(years), 1)
    canvas.text(MARGIN, zero - 8, "came in", size=SMALL, bold=True, fill=BRAND)
    canvas.text(MARGIN, zero + 16, "left", size=SMALL, bold=True)
    foot = zero + largest_down * scale + FEWEST + 18
    canvas.text(MARGIN, foot + 17, "change", size=SMALL, fill=QUIET)
    for number, year in enumerate(years):
        x = left + number * room + room * 0.15
        wide = room * 0.7
        middle = x + wide / 2
        canvas.bar(x, zero - year.came * scale, wide, year.came * scale)
        canvas.text(
            middle, zero - year.came * scale - 4, figure(year.came), size=SMALL, anchor="middle"
        )
        canvas.bar(x, zero, wide, year.left * scale, fill=BAND_90, edge=INK, dashes="3 2")
        canvas.text(
            middle, zero + year.left * scale + 13, figure(year.left), size=SMALL, anchor="middle"
        )
        canvas.text(middle, foot, year.label, size=SMALL, bold=True, anchor="middle")
        canvas.text(middle, foot + 17, _change(year), size=SMALL, fill=QUIET, anchor="middle")
    canvas.line([(left, zero), (WIDTH - MARGIN, zero)], width=1.4)
    canvas.y = foot + 22
    return canvas.svg(source)


def _change(year: Flow) -> str:
    difference = year.came - year.left
    return "0" if not difference else f"{difference:+,}".replace("-", "−")
