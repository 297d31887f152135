"""Text files (CSV, TSV and their like): bytes to a sheet.

A regular file, which nearly all are, is cut into columns by splitting alone, some lines at a time; one with
quotes round some cells, rows of differing length or blank rows is read row by row.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from .recognise import HEADS_WITHIN, heads_among
from .sheets import Block, Irregular, Sheet, counted, from_rows, left_out_above

DELIMITERS: Final = (",", ";", "\t", "|")
_CHARACTERS_AT_A_TIME: Final = 1 << 17
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


_ODD: Final = re.compile("[\0-\x08\x0b\x0d-\x1f\ufffd]")
"""What text does not have, or seldom: control characters, and letters that an encoding does not know."""
LONGEST_CELL: Final = 128 * 1024
"""Characters; no cell of a return has so many."""


class NotText(Exception):
    """Bytes that no encoding makes text of."""


class NoHeads(Exception):
    """Text without a row of heads that any table of the return has; `nearest` is its first row."""

    def __init__(self, nearest: Sequence[str]) -> None:
        super().__init__()
        self.nearest = nearest


def read_text(file: str, names: tuple[str, ...], content: bytes, *, regular: bool = True) -> Sheet:
    """The sheet that a text file holds; raises NotText, NoHeads, csv.Error (a cell beyond measure).

    regular: it is taken for regular until a line says otherwise: then its blocks raise Irregular.
    """
    csv.field_size_limit(LONGEST_CELL)  # of the whole process: who reads next sets their own
    text, mends = decode(content)
    delimiter, above, heads = _find_heads(text)
    if above and (
        said := left_out_above(
            [line.strip(f'"{delimiter} ') for line in islice(_lines(text), above)]
        )
    ):
        mends.append(said)
    quotes = text.count('"')
    if quotes % 2:
        mends.append("A quotation mark is never closed: each line was read by itself. Look for it.")
        rows = _lines_alone(text, delimiter)
    else:
        start = _after_lines(text, above + 1)
        cut = _Regular.of(text[start:], delimiter, len(heads), above + 2) if regular else None
        if cut is not None:
            return Sheet(file, names, heads, above + 1, cut.blocks, (), tuple(mends))
        rows = _records(text, delimiter)
    body = ((line, row) for line, row in rows if line > above + 1)
    return from_rows(file, names, heads, above + 1, body, mends)


def decode(content: bytes) -> tuple[str, list[str]]:
    """Text with `\\n` at line ends and no NUL, and what had to be mended."""
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), None)
    mends: list[str] = []
    if encoding is None:
        encoding = _utf_16_without_mark(content) or "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            text = content.decode("cp1252", "replace")
            mends.append("Letters were read as Windows-1252, for the file is not UTF-8.")
        else:
            text = content.decode(encoding, "replace")
            mends.append("Some letters are damaged. Export the file again.")
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        count = text.count("\0")
        mends.append(f"{counted(count, 'NUL character was', 'NUL characters were')} left out.")
        text = text.replace("\0", "")
    if _is_binary(text[:4096]):
        raise NotText
    return text, mends


def _utf_16_without_mark(content: bytes) -> str | None:
    """UTF-16 betrays itself: every other byte of plain English is NUL."""
    start = content[:400]
    for encoding, odd in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(odd) > 4 and odd.count(0) > 0.8 * len(odd):
            return encoding
    return None


def _is_binary(start: str) -> bool:
    return len(_ODD.findall(start)) > 0.02 * len(start)


def _find_heads(text: str) -> tuple[str, int, tuple[str, ...]]:
    """The delimiter, how many lines are above the heads, and the heads."""
    first = list(islice(_lines(text), HEADS_WITHIN))
    for delimiter in DELIMITERS:
        rows = [_cells(line, delimiter) for line in first]
        found = heads_among(rows)
        if found is not None:
            return delimiter, found, tuple(rows[found])
    nearest = max(
        (_cells(line, delimiter) for line in first if line.strip() for delimiter in DELIMITERS),
        key=len,
        default=[],
    )
    raise NoHeads(nearest)


def _lines(text: str) -> Iterator[str]:
    """Lines of a text, one at a time: `splitlines` would cut at more than line ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield text[start:end]
        start = end + 1


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a cell of more than 128 KB
        return line.replace('"', "").split(delimiter)


def _after_lines(text: str, count: int) -> int:
    start = 0
    for _ in range(count):
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        start = end + 1
    return start


def _lines_alone(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    for number, line in enumerate(_lines(text), 1):
        yield number, _cells(line.replace('"', ""), delimiter)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows as a CSV reader sees them, each with the line it begins on."""
    reader = csv.reader((line + "\n" for line in _lines(text)), delimiter=delimiter)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


class _Regular:
    """Text of which every line has the same number of cells, cut into columns by splitting alone."""

    def __init__(self, text: str, delimiter: str, width: int, line: int) -> None:
        self.text = text
        self.delimiter = delimiter
        self.width = width
        self.line = line

    @classmethod
    def of(cls, text: str, delimiter: str, width: int, line: int) -> _Regular | None:
        """The text as a regular one, unless quotes say already that it is not."""
        text = text.rstrip("\n")
        quotes = text.count('"')
        if quotes:
            # Exact only where every cell is quoted: else a quoted comma could make up for a cell that lacks.
            if quotes != 2 * width * (text.count("\n") + 1):
                return None
            text = text.replace(f'"{delimiter}"', delimiter).replace('"\n"', "\n")
            text = text.removeprefix('"').removesuffix('"')
            if '"' in text:
                return None
        return cls(text, delimiter, width, line)

    def blocks(self) -> Iterator[Block]:
        """Its rows, some at a time; raises Irregular at a line that has more or fewer cells."""
        between, step = f"{self.delimiter}\n{self.delimiter}", self.width + 1
        start, line = 0, self.line
        while start < len(self.text):
            end = self.text.find("\n", start + _CHARACTERS_AT_A_TIME)
            if end < 0:
                end = len(self.text)
            part = self.text[start:end]
            rows = part.count("\n") + 1
            # A line end becomes a cell of its own: all of them are where they must be, or lines differ.
            cells = part.replace("\n", between).split(self.delimiter)
            if len(cells) != rows * step - 1 or cells[self.width :: step].count("\n") != rows - 1:
                raise Irregular
            columns = [cells[column::step] for column in range(self.width)]
            yield Block(range(line, line + rows), columns)
            start, line = end + 1, line + rows
