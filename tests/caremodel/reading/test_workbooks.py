"""Workbooks as Excel and others write them: a sheet for each table, real dates, numbers as text, serial numbers."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from caremodel.reading import Reading, read_files
from tests.caremodel.reading.returns import EPISODES, HEADER, faults, only_table, read_text, said

EXPECTED = only_table(read_text("2024/e.csv", EPISODES)).columns


def workbook(**tabs: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in tabs.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(text: str) -> list[list[object]]:
    return [[cell or None for cell in line.split(",")] for line in text.splitlines()]


def with_dates(rows: list[list[object]]) -> list[list[object]]:
    return [
        [
            dt.date(*(int(part) for part in reversed(cell.split("/")))) if re.fullmatch(r"../../....", str(cell)) else cell
            for cell in row
        ]
        for row in rows
    ]  # fmt: skip


def read_book(content: bytes, name: str = "2024/return.xlsx") -> Reading:
    return read_files([(name, content)])


@pytest.mark.parametrize("made", [rows_of, lambda text: with_dates(rows_of(text))])
def test_a_sheet_is_a_table(made: Callable[[str], list[list[object]]]) -> None:
    reading = read_book(workbook(Sheet1=made(EPISODES), Children=made(HEADER)))
    (one,) = reading.returns
    assert one.year == 2024
    assert one.tables["episodes"].columns == EXPECTED
    assert len(one.tables["header"]) == 2
    assert sorted(one.files) == ["2024/return.xlsx › Children", "2024/return.xlsx › Sheet1"]
    assert faults(reading) == []


def test_the_year_may_be_in_the_sheet_or_the_workbook_or_its_dates() -> None:
    for name, tab in (("all.xlsx", "Episodes 2023-24"), ("2024.xlsx", "a"), ("all.xlsx", "a")):
        (one,) = read_book(workbook(**{tab: rows_of(EPISODES)}), name).returns
        assert one.year == 2024


def test_numbers_are_text_without_a_point() -> None:
    rows = rows_of(EPISODES)
    for row, child in zip(rows[1:], (123456789012, 4711.0, 15), strict=True):
        row[0] = child
    table = only_table(read_book(workbook(e=rows)))
    assert table.columns["CHILD"] == ("123456789012", "4711", "15")


def test_counts_of_days_that_are_not_shown_as_dates_are_read_and_said() -> None:
    rows = rows_of(EPISODES)
    rows[1][1] = 45019
    reading = read_book(workbook(e=rows))
    assert only_table(reading).columns["DECOM"][0] == dt.date(2023, 4, 3)
    assert "count of days" in said(reading)


def test_a_workbook_that_counts_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in with_dates(rows_of(EPISODES)):
        book.active.append(row)
    assert only_table(read_book(saved(book))).columns == EXPECTED


def test_rows_keep_their_line_and_titles_and_blank_rows_are_passed_over() -> None:
    rows = [["Return"], [], *rows_of(EPISODES)]
    rows.insert(4, [])
    table = only_table(read_book(workbook(e=rows)))
    assert table.columns == EXPECTED
    assert [place.line for place in table.places] == [4, 6, 7]


def test_errors_yes_and_no_and_rich_text() -> None:
    rows = rows_of(HEADER)
    rows[1][4], rows[2][5] = "#N/A", True
    table = only_table(read_book(workbook(h=rows)))
    assert table.columns["UPN"][0] is None
    assert table.columns["MOTHER"] == (None, 1)


def test_a_sheet_that_is_no_table_is_said_and_one_that_is_blank_is_not() -> None:
    reading = read_book(workbook(Notes=[["Made by", "us"]], Blank=[], e=rows_of(EPISODES)))
    (fault,) = faults(reading)
    assert fault.place.file == "2024/return.xlsx › Notes"
    assert len(reading.returns) == 1


def test_strings_in_place_and_prefixed_names_are_read() -> None:
    """What LibreOffice, reporting tools and strict writers make."""
    cells = "".join(
        "<x:row>"
        + "".join(
            f'<x:c t="inlineStr"><x:is><x:t>{cell}</x:t></x:is></x:c>' for cell in line.split(",")
        )
        + "</x:row>"
        for line in EPISODES.splitlines()
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="e" r:id="R1"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="R1" Target="/xl/worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<x:worksheet xmlns:x="m"><x:sheetData>{cells}</x:sheetData></x:worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert only_table(read_book(out.getvalue())).columns == EXPECTED


def _changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == part else text)
    return out.getvalue()


def test_what_is_damaged_or_made_to_do_harm_is_said() -> None:
    good = workbook(e=rows_of(EPISODES))
    sheet = "xl/worksheets/sheet1.xml"
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert "document type" in said(read_book(_changed(good, sheet, lambda text: entities + text)))
    assert "damaged" in said(read_book(_changed(good, sheet, lambda text: text[:200])))
    assert "damaged" in said(read_book(_changed(good, "xl/workbook.xml", lambda _: b"")))
    assert "no workbook" in said(read_book(_changed(_renamed(good), "", bytes)))
    far = _changed(
        good,
        sheet,
        lambda text: text.replace(b'r="A2"', b'r="XFD2"').replace(b'r="3"', b'r="99999999"'),
    )
    assert [place.line for place in only_table(read_book(far)).places] == [99999999, 4]


def _renamed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("xl/", "word/"), old.read(name))
    return out.getvalue()
