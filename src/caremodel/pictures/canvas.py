"""What every picture is drawn on: a sheet of fixed width with its title, its finding and its source.

A sheet is 400 units wide with text of 14, so that shown 320 pixels wide its text is 11 pixels tall; it grows
without loss. Attributes stand on each mark: no style sheet is needed, in a page, in a document or in print.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from itertools import count
from typing import Final

WIDTH: Final = 400.0
MARGIN: Final = 12.0
TEXT: Final = 14.0
SMALL: Final = 12.0
FACE: Final = "'Atkinson Hyperlegible Next', system-ui, sans-serif"
PAPER, INK, QUIET, RULE = "#ffffff", "#16242b", "#4a5a62", "#c9d0d3"
BRAND, BAND_50, BAND_90, BAND_95 = "#0f3d4a", "#84aab5", "#b4cdd4", "#dbe7ea"
"""The bands differ in lightness, so they differ in grey too."""

_WIDE = frozenset("mMW@%—")
_THIN = frozenset("iljtfrI.,:;'’|!()[] ")
_BOLDER = 1.07


class Picture(str):
    """An SVG as text, which a notebook shows as the picture that it is."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


class Canvas:
    """A sheet that is filled from the top; `y` is where the next thing goes."""

    def __init__(self, title: str, finding: str) -> None:
        self.title, self.finding = title, finding
        self.y = MARGIN
        self._marks: list[str] = []
        self.paragraph(title, size=16, bold=True)
        self.paragraph(finding, fill=QUIET)
        self.y += 6

    def paragraph(
        self, text: str, *, size: float = TEXT, bold: bool = False, fill: str = INK
    ) -> None:
        """Text from margin to margin, in as many lines as it needs."""
        for line in wrapped(text, WIDTH - 2 * MARGIN, size, bold=bold):
            self.y += size * 1.1
            self.text(MARGIN, self.y, line, size=size, bold=bold, fill=fill)
            self.y += size * 0.2

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        bold: bool = False,
        fill: str = INK,
        anchor: str = "start",
    ) -> None:
        weight = ' font-weight="700"' if bold else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._marks.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{weight} fill="{fill}"{where}>'
            f"{escape(words, quote=False)}</text>"
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = INK,
        width: float = 1.0,
        dashes: str = "",
    ) -> None:
        """A line through points; `dashes` as SVG's stroke-dasharray."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._marks.append(
            f'<path d="M{_path(points)}" fill="none" stroke="{stroke}" stroke-width="{width:g}"'
            f' stroke-linejoin="round"{dashed}/>'
        )

    def area(self, points: Sequence[tuple[float, float]], *, fill: str) -> None:
        self._marks.append(f'<path d="M{_path(points)}Z" fill="{fill}"/>')

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = BRAND,
        edge: str = "",
        dashes: str = "",
    ) -> None:
        around = f' stroke="{edge}" stroke-width="1.2"' if edge else ""
        around += f' stroke-dasharray="{dashes}"' if dashes else ""
        self._marks.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" fill="{fill}"{around}/>'
        )

    def dot(self, x: float, y: float, *, fill: str = BRAND, edge: str = "") -> None:
        around = f' stroke="{edge}" stroke-width="1.6"' if edge else ""
        self._marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}"{around}/>')

    def svg(self, source: str) -> Picture:
        """The whole picture, with its source and period at the foot."""
        self.y += 4
        self.paragraph(source, size=SMALL, fill=QUIET)
        height = self.y + MARGIN
        number = next(_numbers)
        names = f"picture-{number}-title picture-{number}-finding"
        return Picture(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:.0f}" width="{WIDTH:g}"'
            f' height="{height:.0f}" role="img" aria-labelledby="{names}" font-family="{FACE}">'
            f'<title id="picture-{number}-title">{escape(self.title, quote=False)}</title>'
            f'<desc id="picture-{number}-finding">{escape(self.finding, quote=False)}</desc>'
            f'<rect width="{WIDTH:g}" height="{height:.0f}" fill="{PAPER}"/>'
            + "".join(self._marks)
            + "</svg>\n"
        )


_numbers = count(1)
"""Ids are told apart when several pictures stand in one page."""


def text_width(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """About how wide a text is, in units; in our face rather too wide than too narrow."""
    width = sum(
        0.87
        if one in _WIDE
        else 0.31
        if one in _THIN
        else 0.63
        if one.isupper() or one.isdigit() or one == "w"
        else 0.535
        for one in text
    )
    return size * width * (_BOLDER if bold else 1)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def ticks(largest: float, most: int = 5) -> list[float]:
    """Round figures from nought to the largest or just beyond, no more than `most` steps.

    >>> ticks(518), ticks(7), ticks(0.9)
    ([0.0, 200.0, 400.0, 600.0], [0.0, 2.0, 4.0, 6.0, 8.0], [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    """
    if largest <= 0:
        return [0.0, 1.0]
    scale = 10.0**-3
    while True:
        for step in (1, 2, 5):
            steps = -int(-largest // (step * scale)) if step * scale else 0
            if steps <= most:
                return [round(number * step * scale, 6) for number in range(steps + 1)]
        scale *= 10


def apart(
    places: Sequence[float], *, least: float = SMALL + 3, low: float, high: float
) -> list[float]:
    """Where labels stand that want to be at `places`: in that order, `least` apart, within low and high."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    moved = [0.0] * len(places)
    floor = low
    for number, one in enumerate(order):
        room = high - (len(order) - 1 - number) * least
        moved[one] = max(floor, min(places[one], room))
        floor = moved[one] + least
    return moved


def long_date(day: dt.date) -> str:
    """As prose has it: 13 November 2020."""
    return f"{day.day} {day:%B %Y}"


def figure(value: float) -> str:
    """A count with its thousands apart: 1,470."""
    return f"{value:,.0f}"


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
