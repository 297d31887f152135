"""How many children there were, and how many there may be: a line, then a fan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from .canvas import (
    BAND_50,
    BAND_90,
    BAND_95,
    BRAND,
    INK,
    MARGIN,
    QUIET,
    RULE,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    apart,
    figure,
    long_date,
    text_width,
    ticks,
)  # fmt: skip

PLOT = 210.0
"""Height of the plot, in units."""
BANDS = ((95, BAND_95), (90, BAND_90), (50, BAND_50))
FIGURES = 16.0
"""What two figures at the ends of lines are apart, one above the other."""
SAME = "5 4"
"""Dashes of the line “same as today”."""


class Month(Protocol):
    """A month's end as the forecast has it."""

    @property
    def date(self) -> dt.date: ...
    @property
    def mean(self) -> float: ...
    @property
    def lo50(self) -> float: ...
    @property
    def hi50(self) -> float: ...
    @property
    def lo90(self) -> float: ...
    @property
    def hi90(self) -> float: ...
    @property
    def lo95(self) -> float: ...
    @property
    def hi95(self) -> float: ...
    @property
    def same_as_today(self) -> float: ...


def fan(
    history: Sequence[tuple[dt.date, float]],
    months: Sequence[Month],
    *,
    title: str,
    finding: str,
    source: str,
) -> Picture:
    """Draw counts of the past and the forecast's month ends.

    Args:
        history: day and count, in order; the last is the day that the forecast starts from.
        months: at least one, in order.
    """
    canvas = Canvas(title, finding)
    last = months[-1]
    start_day, start = history[-1]
    begins = history[0][0]
    scale = ticks(
        max(max(n for _, n in history), *(max(one.hi95, one.same_as_today) for one in months))
    )
    labels = (figure(last.mean), figure(last.same_as_today))
    right = WIDTH - MARGIN - max(text_width("same as", SMALL), *(text_width(n) for n in labels)) - 8
    left = MARGIN + text_width(figure(scale[-1]), SMALL) + 6
    top, bottom = canvas.y + 8, canvas.y + 8 + PLOT
    days = (last.date - begins).days

    def x(day: dt.date) -> float:
        return left + (right - left) * (day - begins).days / days

    def y(number: float) -> float:
        return bottom - PLOT * number / scale[-1]

    for tick in scale:
        canvas.line([(left, y(tick)), (right, y(tick))], stroke=RULE if tick else INK)
        canvas.text(left - 6, y(tick) + 4, figure(tick), size=SMALL, fill=QUIET, anchor="end")
    at = [(x(one.date), one) for one in months]
    for share, fill in BANDS:
        upper = [(x(start_day), y(start))] + [(px, y(getattr(one, f"hi{share}"))) for px, one in at]
        lower = [(px, y(getattr(one, f"lo{share}"))) for px, one in reversed(at)]
        canvas.area(upper + lower, fill=fill)
    canvas.line(
        [(x(start_day), y(start))] + [(px, y(one.same_as_today)) for px, one in at],
        stroke=INK, width=1.6, dashes=SAME,
    )  # fmt: skip
    canvas.line([(x(day), y(number)) for day, number in history], stroke=INK, width=2.4)
    canvas.line(
        [(x(start_day), y(start))] + [(px, y(one.mean)) for px, one in at], stroke=BRAND, width=2.4
    )
    canvas.line([(x(start_day), top), (x(start_day), bottom)], stroke=QUIET, dashes="2 3")
    _name_the_ends(canvas, right + 6, y(last.mean), y(last.same_as_today), labels, top, bottom)
    canvas.y = bottom + 16
    _name_the_days(canvas, (begins, start_day, last.date), (left, x(start_day), right))
    canvas.y += 4
    _name_the_bands(canvas, last)
    return canvas.svg(source)


def _name_the_ends(
    canvas: Canvas,
    x: float,
    mean: float,
    same: float,
    labels: tuple[str, str],
    top: float,
    bottom: float,
) -> None:
    """Each line's figure where it ends; what it is stands over the upper and under the lower, so both keep close."""
    names = (("forecast",), ("same as", "today"))
    above = 0 if mean <= same else 1
    row = SMALL + 1
    if abs(mean - same) < FIGURES:  # half of what is missing up, half down
        middle = (mean + same) / 2
        mean, same = (middle + side * FIGURES / 2 for side in ((-1, 1), (1, -1))[above])
    places = apart(
        [mean, same],
        least=FIGURES,
        low=top + len(names[above]) * row,
        high=bottom - len(names[1 - above]) * row,
    )
    for which, (place, number, name) in enumerate(zip(places, labels, names, strict=True)):
        bold = which == 0
        canvas.text(x, place + 4, number, bold=bold, fill=BRAND if bold else INK)
        begins = place + 3 - len(name) * row if which == above else place + 4 + row
        for line, words in enumerate(name):
            canvas.text(x, begins + line * row, words, size=SMALL, fill=QUIET)


def _name_the_days(
    canvas: Canvas, days: tuple[dt.date, dt.date, dt.date], places: tuple[float, float, float]
) -> None:
    words = [f"{day:%b} {day.year}" for day in days]
    room = text_width("Mar 2026", SMALL) * 1.55  # half of the one in the middle, and one at an end
    for number, (word, place) in enumerate(zip(words, places, strict=True)):
        if number != 1 or min(place - places[0], places[2] - place) > room:
            anchor = ("start", "middle", "end")[number]
            canvas.text(place, canvas.y, word, size=SMALL, fill=QUIET, anchor=anchor)


def _name_the_bands(canvas: Canvas, last: Month) -> None:
    """What each band means, in words, beside a piece of it."""
    canvas.y += 8
    canvas.text(MARGIN, canvas.y + 4, f"By {long_date(last.date)}:", size=SMALL, bold=True)
    canvas.y += 19
    for share, fill, chance in (
        (50, BAND_50, "an even chance"),
        (90, BAND_90, "9 chances in 10"),
        (95, BAND_95, "19 chances in 20"),
    ):
        low, high = getattr(last, f"lo{share}"), getattr(last, f"hi{share}")
        canvas.bar(MARGIN, canvas.y - 9, 22, 12, fill=fill, edge=QUIET)
        canvas.text(
            MARGIN + 30, canvas.y + 1, f"{figure(low)} to {figure(high)}: {chance}", size=SMALL
        )
        canvas.y += 18
    canvas.line([(MARGIN, canvas.y - 4), (MARGIN + 22, canvas.y - 4)], width=1.6, dashes=SAME)
    canvas.text(MARGIN + 30, canvas.y, "as many as today of each age and placement", size=SMALL)
    canvas.y += 6
