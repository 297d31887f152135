"""Tables that people hand in, CSV or XLSX: rows of cells that know where they stood.

Nothing is judged here but whether the file is a table at all.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliance.refusals import Unreadable

from .similarity import fold

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 60 * 1024 * 1024
"""Bytes of what a spreadsheet holds packed."""
MOST_ROWS = 5000
ENCRYPTED = b"\xd0\xcf\x11\xe0"
"""How a spreadsheet with a password begins, and one of before 2007."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be there: its key, and the headings that people give it."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(fold(heading) for heading in (self.label, *self.also))


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and where a person finds it again."""

    value: Any
    where: str

    @property
    def text(self) -> str:
        return "" if self.value is None else " ".join(str(self.value).split())

    @property
    def day(self) -> dt.date | None:
        """The value as a day, written as 13 November 2020, 13/11/2020 or 2020-11-13; or None."""
        match self.value:
            case dt.datetime():
                return self.value.date()
            case dt.date():
                return self.value
        for form in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d"):
            try:
                return dt.datetime.strptime(self.text, form).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
        return None


Row = Mapping[str, Cell]


def read_table(data: bytes, name: str, columns: Sequence[Column]) -> list[Row]:
    """The rows below the headings, each cell by its column's key; empty rows are left out.

    Args:
        name: of the file, for its ending and for what is said of it.
        columns: that may be there, in any order; others are an error, as a slip in a heading is.

    Raises:
        Unreadable: it is no table with these headings; the sentence says why and what to do.
    """
    lines = lines_of(data, name)
    return _rows(lines, name, columns)


def lines_of(data: bytes, name: str, *, largest: int = LARGEST) -> Iterator[Sequence[Any]]:
    """All lines of a table, the headings among them, as they stand.

    Args:
        largest: bytes that the file may have.

    Raises:
        Unreadable: it is no table, or too large; it may say so only while the lines are read.
    """
    if len(data) > largest:
        mega = largest // 1024 // 1024
        raise Unreadable(f"“{name}” is larger than {mega} MB. Split it, or leave out pictures.")
    if name.lower().endswith(".xlsx"):
        return _spreadsheet(data, name)
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _separated(data, name)
    raise Unreadable(f"“{name}” is neither a .csv nor an .xlsx file. Save it as one of them.")


def _rows(lines: Iterable[Sequence[Any]], name: str, columns: Sequence[Column]) -> list[Row]:
    numbered = enumerate(lines, 1)
    headings = next(
        (line for _, line in numbered if any(str(each or "").strip() for each in line)), None
    )
    if headings is None:
        raise Unreadable(f"“{name}” is empty.")
    keys = _keys(headings, name, columns)
    labels = {column.key: column.label for column in columns}
    rows: list[Row] = []
    for number, line in numbered:
        row = {
            key: Cell(value, f"line {number}, {labels[key]}")
            for key, value in zip(keys, line, strict=False)
            if key
        }
        if any(cell.text for cell in row.values()):
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Unreadable(f"“{name}” has more than {MOST_ROWS:,} rows. Split it.")
    if not rows:
        raise Unreadable(f"“{name}” has headings and no row below them.")
    return rows


def _keys(headings: Sequence[Any], name: str, columns: Sequence[Column]) -> list[str]:
    by_heading = {heading: column.key for column in columns for heading in column.headings}
    keys = [by_heading.get(fold(str(heading or "")), "") for heading in headings]
    known = ", ".join(column.label for column in columns)
    for heading, key in zip(headings, keys, strict=True):
        if str(heading or "").strip() and not key:
            raise Unreadable(f"“{name}”: no column is called “{heading}”. There are: {known}.")
        if key and keys.count(key) > 1:
            raise Unreadable(f"“{name}”: the column “{heading}” is there twice.")
    if missing := [each.label for each in columns if each.is_required and each.key not in keys]:
        raise Unreadable(
            f"“{name}” has no column {', '.join(missing)}. The first line names the columns: {known}."
        )
    return keys


def _separated(data: bytes, name: str) -> Iterator[list[str]]:
    text = _decoded(data, name)
    headings = next((line for line in text.splitlines() if line.strip()), "")
    between = max(",;\t", key=headings.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=between)
    except csv.Error as fault:
        raise Unreadable(f"“{name}” cannot be read as CSV: {fault}.") from fault


def _decoded(data: bytes, name: str) -> str:
    """As spreadsheets save it: UTF-8, UTF-16 with its mark, or the Windows set."""
    if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"“{name}” is no text, whatever its name says. Save it as CSV.")
    encodings = (
        ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    )
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"“{name}” cannot be read as text. Save it as CSV in UTF-8.")


def _spreadsheet(data: bytes, name: str) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if data.startswith(ENCRYPTED):
        raise Unreadable(
            f"“{name}” has a password, or is of before 2007. Save it as .xlsx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(f"“{name}” holds far more than a list of this kind. Save it anew.")
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as fault:
        raise Unreadable(f"“{name}” cannot be read as a spreadsheet. Save it as .xlsx.") from fault
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is not None:
            yield from sheet.iter_rows(values_only=True)
    finally:
        book.close()
