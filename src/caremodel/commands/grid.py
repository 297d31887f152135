"""Tables in plain text, 80 to 120 columns wide."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

from ..sheets import Sheet, shown

NARROW, WIDE = 80, 120
BETWEEN = "  "
LEAST = 8
"""What a column of text keeps when there is little room."""
WHOLE_HEAD = 12
"""Letters of a heading that stand in one line where there is room."""


def width() -> int:
    """Columns of the terminal, within what is readable."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, NARROW), WIDE)


def grid(sheet: Sheet, *, within: int | None = None) -> Iterator[str]:
    """The headings, a rule and the rows; long text runs on in the lines beneath it."""
    room = within or width()
    cells = [
        [shown(value, column) for value, column in zip(row, sheet.columns, strict=True)]
        for row in sheet.rows
    ]
    heads = [column.name for column in sheet.columns]
    right = [column.decimals is not None for column in sheet.columns]
    widths = _widths(heads, cells, right, room)
    yield from _lines(heads, widths, right)
    yield BETWEEN.join("-" * one for one in widths)
    for row in cells:
        yield from _lines(row, widths, right)


def prose(text: str, *, indent: str = "") -> str:
    """A paragraph that fits the terminal."""
    return textwrap.fill(text, width(), initial_indent=indent, subsequent_indent=indent)


def _widths(
    heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], room: int
) -> list[int]:
    """As wide as cells and headings ask; where that is too much, first headings give way, then columns of text."""
    need = [max([len(row[at]) for row in cells] or [1]) for at in range(len(heads))]
    words = [max(map(len, head.split()), default=0) for head in heads]
    for most in (WHOLE_HEAD, 0):
        widths = [
            max(cell, word, min(len(head), most))
            for cell, word, head in zip(need, words, heads, strict=True)
        ]
        if _across(widths) <= room:
            return widths
    texts = [at for at, number in enumerate(right) if not number]
    while _across(widths) > room and texts:
        widest = max(texts, key=lambda at: widths[at])
        if widths[widest] <= LEAST:
            break
        widths[widest] -= 1
    return widths


def _across(widths: Sequence[int]) -> int:
    return sum(widths) + len(BETWEEN) * (len(widths) - 1)


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    parts = [
        textwrap.wrap(cell, size, break_long_words=True) or [""]
        for cell, size in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, parts))):
        line = BETWEEN.join(
            (part[number] if number < len(part) else "").rjust(size)
            if to_right
            else (part[number] if number < len(part) else "").ljust(size)
            for part, size, to_right in zip(parts, widths, right, strict=True)
        )
        yield line.rstrip()
