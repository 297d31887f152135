"""How many children are in care on a day, by age and kind of placement: a table whose figures have lengths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .canvas import BRAND, INK, MARGIN, QUIET, SMALL, WIDTH, Canvas, Picture, figure, text_width

LINE = 38.0
SUPPRESSED = "under 5"


def stock(
    counts: Mapping[tuple[str, str], int | None],
    *,
    ages: Sequence[str],
    categories: Sequence[str],
    title: str,
    finding: str,
    source: str,
) -> Picture:
    """Draw a bar for each age and category, all to one scale, its figure above it.

    Args:
        counts: (age, category) → children; None where it is suppressed, absent: none.
    """
    canvas = Canvas(title, finding)
    left = MARGIN + max(text_width(age) for age in ages) + 8
    room = (WIDTH - MARGIN - left) / len(categories)
    largest = max((one for one in counts.values() if one), default=1)
    canvas.y += 12
    for number, category in enumerate(categories):
        canvas.text(left + number * room, canvas.y, category, size=SMALL, bold=True)
    for age in ages:
        canvas.y += LINE
        canvas.text(MARGIN, canvas.y - 8, age)
        for number, category in enumerate(categories):
            x = left + number * room
            children = counts.get((age, category), 0)
            canvas.line([(x, canvas.y - 18), (x, canvas.y + 4)], stroke=INK)
            words = SUPPRESSED if children is None else figure(children)
            canvas.text(x + 4, canvas.y - 8, words, size=SMALL, fill=INK if children else QUIET)
            if children:
                canvas.bar(x, canvas.y - 4, (room - 12) * children / largest, 8, fill=BRAND)
    canvas.y += 12
    return canvas.svg(source)
