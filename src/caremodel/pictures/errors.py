"""How wrong the forecast was when it was tried on the past, beside “same as today”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .canvas import (
    BRAND,
    INK,
    MARGIN,
    PAPER,
    QUIET,
    RULE,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    text_width,
    ticks,
)

LINE = 40.0


class Tried(NamedTuple):
    """Errors of one cut at one horizon, in per cent of the children there were."""

    label: str
    forecast: float
    same_as_today: float


def errors(tried: Sequence[Tried], *, title: str, finding: str, source: str) -> Picture:
    """Draw for each cut two dots on a line from nought: the forecast's error, and that of “same as today”."""
    canvas = Canvas(title, finding)
    scale = ticks(max((max(one.forecast, one.same_as_today) for one in tried), default=1))
    left = MARGIN + max((text_width(one.label, SMALL) for one in tried), default=0) + 14
    right = WIDTH - MARGIN - 18

    def x(share: float) -> float:
        return left + (right - left) * share / scale[-1]

    top = canvas.y + 14
    foot = top + LINE * len(tried) + 8
    canvas.dot(MARGIN + 5, top - 2)
    canvas.text(MARGIN + 15, top + 2, "forecast", size=SMALL, bold=True)
    canvas.dot(MARGIN + 95, top - 2, fill=PAPER, edge=INK)
    canvas.text(MARGIN + 105, top + 2, "same as today", size=SMALL)
    for tick in scale:
        canvas.line([(x(tick), top + 14), (x(tick), foot)], stroke=RULE if tick else INK)
        canvas.text(x(tick), foot + 15, f"{tick:g}%", size=SMALL, fill=QUIET, anchor="middle")
    for number, one in enumerate(tried):
        y = top + LINE * number + LINE * 0.8
        canvas.text(MARGIN, y + 4, one.label, size=SMALL)
        canvas.line(
            [(x(one.forecast), y), (x(one.same_as_today), y)], stroke=QUIET, width=1.4, dashes="2 2"
        )
        canvas.dot(x(one.same_as_today), y, fill=PAPER, edge=INK)
        canvas.dot(x(one.forecast), y, fill=BRAND)
        better = one.forecast <= one.same_as_today
        sides = (("end", -8.0), ("start", 8.0)) if better else (("start", 8.0), ("end", -8.0))
        for share, (anchor, away), bold in zip(
            (one.forecast, one.same_as_today), sides, (True, False), strict=True
        ):
            near = anchor == "end" and x(share) + away - 28 < left
            # no room before the axis: above the dot
            canvas.text(
                x(share) + (0 if near else away), y + (-8 if near else 4), f"{share:.1f}",
                size=SMALL, bold=bold, anchor="start" if near else anchor,
            )  # fmt: skip
    canvas.y = foot + 22
    return canvas.svg(source)
