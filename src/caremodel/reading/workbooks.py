"""Workbooks (XLSX): a sheet for each table, cells as the text that they mean.

Read here, by Python alone, and not by openpyxl: in a browser tab there is no openpyxl, and a return needs no
more than values, dates and the line they are on. A row or column far out costs nothing.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from .files import bomb
from .recognise import HEADS_WITHIN, heads_among
from .safe_xml import BadXml, parse
from .sheets import Sheet, from_rows, left_out_above

_COLUMNS_AT_MOST: Final = 200
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_EPOCHS: Final = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}  # noqa: DTZ001 - no zone in a cell


class BadWorkbook(Exception):
    """A workbook that cannot be read: `str()` says why."""


class Tab(NamedTuple):
    """A sheet of a workbook: its name, its first rows, and all rows by line."""

    name: str
    rows: list[tuple[int, list[str]]]


def read_workbook(
    file: str, names: tuple[str, ...], content: bytes
) -> tuple[list[Sheet], list[Tab]]:
    """Sheets with a table of the return in them, and the tabs that have rows but no such table; raises BadWorkbook."""
    sheets: list[Sheet] = []
    others: list[Tab] = []
    for tab in _tabs(content):
        first = [row for _, row in tab.rows[:HEADS_WITHIN]]
        at = heads_among(first)
        if at is None:
            if tab.rows:
                others.append(tab)
            continue
        line, heads = tab.rows[at]
        mends = list(filter(None, [left_out_above(["".join(row) for row in first[:at]])]))
        # Blank cells at the end of a row are not in the file: that is no damage.
        body = (
            (number, [*row, *[""] * (len(heads) - len(row))]) for number, row in tab.rows[at + 1 :]
        )
        sheets.append(
            from_rows(f"{file} › {tab.name}", (*names, tab.name), heads, line, body, mends)
        )
    return sheets, others


def _tabs(content: bytes) -> Iterator[Tab]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if reason := bomb(archive.infolist()):
                raise BadWorkbook(reason)
            parts = set(archive.namelist())
            if "xl/workbook.xml" not in parts:
                raise BadWorkbook("It is no workbook of Excel. Save the tables as XLSX or CSV.")
            book = _Book(archive, parts)
            for name, part in book.sheets:
                if part in parts:
                    yield Tab(name, book.rows(part))
    except BadXml as fault:
        raise BadWorkbook(f"The workbook is damaged. Save it again in Excel. {fault}") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        RuntimeError,
    ):
        raise BadWorkbook("The workbook is damaged or locked. Save it again in Excel.") from None


class _Book:
    """What the sheets of one workbook share: texts, formats, the day that counting begins."""

    def __init__(self, archive: zipfile.ZipFile, parts: set[str]) -> None:
        self._archive = archive
        self._since_1904 = False
        self.sheets = self._find_sheets(parts)
        self._texts = self._read_texts() if "xl/sharedStrings.xml" in parts else []
        self._dates = self._read_formats() if "xl/styles.xml" in parts else frozenset()

    def _find_sheets(self, parts: set[str]) -> list[tuple[str, str]]:
        targets: dict[str, str] = {}

        def relation(name: str, attributes: Mapping[str, str], _: int) -> None:
            if name == "Relationship":
                target = attributes.get("Target", "")
                whole = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
                targets[attributes.get("Id", "")] = whole

        if "xl/_rels/workbook.xml.rels" in parts:
            parse(self._archive.read("xl/_rels/workbook.xml.rels"), relation, _nothing)
        found: list[tuple[str, str]] = []

        def sheet(name: str, attributes: Mapping[str, str], _: int) -> None:
            if name == "sheet":
                relation_id = next(
                    (text for key, text in attributes.items() if key.endswith(":id")), ""
                )
                found.append((attributes.get("name", ""), targets.get(relation_id, "")))
            elif name == "workbookPr":
                self._since_1904 = attributes.get("date1904") in ("1", "true")

        parse(self._archive.read("xl/workbook.xml"), sheet, _nothing)
        return found

    def _read_texts(self) -> list[str]:
        texts: list[str] = []
        pieces: list[str] = []
        spoken = 0

        def start(name: str, *_: object) -> None:
            nonlocal spoken
            spoken += name == "rPh"

        def end(name: str, text: str) -> None:
            nonlocal spoken
            if name == "t" and not spoken:
                pieces.append(text)
            elif name == "rPh":
                spoken -= 1
            elif name == "si":
                texts.append("".join(pieces))
                pieces.clear()

        parse(self._archive.read("xl/sharedStrings.xml"), start, end)
        return texts

    def _read_formats(self) -> frozenset[int]:
        """Numbers of the cell formats that show a date."""
        custom: dict[str, str] = {}
        formats: list[str] = []
        within: list[str] = []

        def start(name: str, attributes: Mapping[str, str], _: int) -> None:
            if name == "numFmt":
                custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif name == "xf" and "cellXfs" in within:
                formats.append(attributes.get("numFmtId", "0"))
            within.append(name)

        def end(*_: object) -> None:
            within.pop()

        parse(self._archive.read("xl/styles.xml"), start, end)
        return frozenset(
            number
            for number, code in enumerate(formats)
            if (
                _is_date(custom[code])
                if code in custom
                else code.isdigit() and int(code) in _BUILT_IN_DATES
            )
        )

    def rows(self, part: str) -> list[tuple[int, list[str]]]:
        """All rows that have cells, with their line."""
        found: list[tuple[int, list[str]]] = []
        cells: list[str] = []
        line = column = 0
        kind = value = style = ""

        def start(name: str, attributes: Mapping[str, str], _: int) -> None:
            nonlocal line, column, kind, style, value
            if name == "row":
                line = int(attributes.get("r", line + 1))
                column = 0
                cells.clear()
            elif name == "c":
                kind, style, value = attributes.get("t", "n"), attributes.get("s", "0"), ""
                column = _column(attributes["r"]) if "r" in attributes else column + 1

        def end(name: str, text: str) -> None:
            nonlocal value
            if name == "v":
                value = text
            elif name == "t":
                value += text
            elif name == "c" and value and 0 < column <= _COLUMNS_AT_MOST:
                cells.extend([""] * (column - len(cells)))
                cells[column - 1] = self._text(kind, style, value)
            elif name == "row" and any(cells):
                found.append((line, cells.copy()))

        parse(self._archive.read(part), start, end)
        return found

    def _text(self, kind: str, style: str, value: str) -> str:
        if kind == "s":
            number = int(value)
            return self._texts[number] if 0 <= number < len(self._texts) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":
            return value
        try:
            number_value = float(value)
            if style.isdigit() and int(style) in self._dates:
                return self._day(number_value)
            if number_value.is_integer() and abs(number_value) < 1e15:
                return str(int(number_value))
        except (ValueError, OverflowError):
            pass
        return value

    def _day(self, days: float) -> str:
        moment = _EPOCHS[self._since_1904] + dt.timedelta(days=days)
        if not days % 1:
            return moment.date().isoformat()
        return moment.replace(microsecond=0).isoformat(sep=" ")


def _is_date(code: str) -> bool:
    """Whether a number format shows a day: it has a d or a y outside quotes, brackets and escapes."""
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", code.split(";")[0]).lower()
    return "y" in plain or "d" in plain


def _column(reference: str) -> int:
    """1 for A5, 27 for AA1.

    >>> _column("A5"), _column("AA1")
    (1, 27)
    """
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def _nothing(*_: object) -> None:
    return None
