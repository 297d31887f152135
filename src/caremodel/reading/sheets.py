"""A sheet: rows under one row of heads, wherever they were read from, before anything is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

ROWS_AT_A_TIME = 20_000


class Block(NamedTuple):
    """Some rows of a sheet by columns, all text, and the line of the file that each row is on."""

    lines: Sequence[int]
    columns: Sequence[Sequence[str]]


class Irregular(Exception):
    """A sheet that was taken for regular has a line with more or fewer cells than its heads."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that cannot be placed under the heads, and why."""

    line: int
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under heads.

    `names` are what its folders, its file and its sheet are called, outermost first: they may tell the year
    and the authority. `blocks` may be called again and again: a large file is never held as cells.
    """

    file: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    head_line: int
    blocks: Callable[[], Iterator[Block]]
    asides: tuple[Aside, ...] = ()
    mends: tuple[str, ...] = ()
    """Sentences about the whole sheet."""


def from_rows(
    file: str,
    names: tuple[str, ...],
    heads: Sequence[str],
    head_line: int,
    rows: Iterable[tuple[int, Sequence[str]]],
    mends: Sequence[str] = (),
) -> Sheet:
    """A sheet of numbered rows of any length: blank ones left out, short ones filled up, long ones set aside."""
    width = len(heads)
    kept: dict[str, str] = {}
    lines: list[int] = []
    columns: list[list[str]] = [[] for _ in heads]
    asides: list[Aside] = []
    short = 0
    source = iter(rows)
    while batch := list(islice(source, ROWS_AT_A_TIME)):
        even: list[Sequence[str]] = []
        for line, row in batch:
            if len(row) != width:
                if len(row) < width:
                    blank = not any(cell.strip() for cell in row)
                    short += not blank
                    row = [*row, *[""] * (width - len(row))]
                elif any(cell.strip() for cell in row[width:]):
                    asides.append(_too_long(line, row, width))
                    continue
                else:
                    row = row[:width]
            if any(row) and any(cell.strip() for cell in row):
                even.append(row)
                lines.append(line)
        for column, cells in zip(columns, zip(*even, strict=True), strict=False):
            column.extend(map(kept.setdefault, cells, cells))
    if short:
        mends = [
            *mends,
            f"{counted(short, 'row ends', 'rows end')} before the last column: what is missing was read as blank.",
        ]
    block = Block(lines, columns)
    return Sheet(
        file, names, tuple(heads), head_line, lambda: iter((block,)), tuple(asides), tuple(mends)
    )


def left_out_above(lines: Sequence[str]) -> str:
    """That lines above the heads were left out; nothing of blank ones, or of the delimiter told to Excel.

    >>> left_out_above(["Return of Kent", "", "sep=;"])
    '1 row above the heads was left out.'
    """
    number = sum(1 for line in lines if line.strip() and not line.lower().startswith("sep="))
    if not number:
        return ""
    return f"{counted(number, 'row', 'rows')} above the heads {'was' if number == 1 else 'were'} left out."


def counted(number: int, one: str, many: str) -> str:
    """A number of things in words.

    >>> counted(1, "row ends", "rows end"), counted(2, "row ends", "rows end")
    ('1 row ends', '2 rows end')
    """
    return f"{number:,} {one if number == 1 else many}"


def _too_long(line: int, row: Sequence[str], width: int) -> Aside:
    return Aside(
        line,
        f"The row has {len(row)} cells, the heads are {width}, so its cells cannot be told apart. "
        "Put quotes round the cell that has a comma in it.",
        ",".join(row)[:80],
    )
