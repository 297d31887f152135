"""How far from home children live: a histogram in steps of five miles, over 20 miles marked."""

from __future__ import annotations

from collections.abc import Sequence

from .canvas import (
    BAND_90,
    BRAND,
    INK,
    MARGIN,
    QUIET,
    RULE,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    figure,
    text_width,
    ticks,
)  # fmt: skip

PLOT = 180.0
STEP = 5
LAST = 50
FAR = 20
"""Miles: what the DfE counts as placed at a distance is over 20."""


def distances(miles: Sequence[float], *, title: str, finding: str, source: str) -> Picture:
    """Draw how many placements lie in each five miles; one column holds all beyond 50."""
    canvas = Canvas(title, finding)
    columns = [0] * (LAST // STEP + 1)
    for one in miles:
        # 5.0 is in “0 to 5” and 20.0 is not “over 20”: each column takes its upper edge
        columns[min(max(-int(-one // STEP) - 1, 0), LAST // STEP)] += 1
    scale = ticks(max(columns))
    left = MARGIN + text_width(figure(scale[-1]), SMALL) + 6
    top = canvas.y + 20
    bottom = top + PLOT
    room = (WIDTH - MARGIN - left) / (len(columns) + 0.6)

    def x(column: int) -> float:
        return left + room * (column + (0.6 if column == len(columns) - 1 else 0))

    for tick in scale:
        height = bottom - PLOT * tick / scale[-1]
        canvas.line([(left, height), (WIDTH - MARGIN, height)], stroke=RULE if tick else INK)
        canvas.text(left - 6, height + 4, figure(tick), size=SMALL, fill=QUIET, anchor="end")
    for number, many in enumerate(columns):
        far = number * STEP >= FAR
        tall = PLOT * many / scale[-1]
        if many:
            canvas.bar(
                x(number) + 1, bottom - tall, room - 2, tall,
                fill=BAND_90 if far else BRAND, edge=INK if far else "", dashes="3 2" if far else "",
            )  # fmt: skip
    edge = x(FAR // STEP)
    canvas.line([(edge, top - 10), (edge, bottom)], stroke=INK, dashes="2 3")
    beyond = sum(columns[FAR // STEP :])
    canvas.text(edge + 5, top - 2, f"over {FAR} miles: {figure(beyond)}", size=SMALL, bold=True)
    for mark in range(0, LAST + 1, 10):
        canvas.text(
            x(0) + room * mark / STEP, bottom + 16, str(mark), size=SMALL, fill=QUIET,
            anchor="middle" if mark < LAST else "end",
        )  # fmt: skip
    last = x(len(columns) - 1)
    canvas.text(last + room / 2, bottom + 16, "more", size=SMALL, fill=QUIET, anchor="middle")
    canvas.text(left, bottom + 33, "miles from home, in steps of five", size=SMALL, fill=QUIET)
    canvas.y = bottom + 40
    return canvas.svg(source)
