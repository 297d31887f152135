"""Tables that are handed on: as a workbook and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from caremodel.sheets import Column, Sheet, Value, as_csv, as_json, harmless, shown
from caremodel.workbook import workbook


def a_sheet(rows: list[tuple[Value, ...]], name: str = "Stock") -> Sheet:
    return Sheet(
        name,
        "Children in care",
        (Column("Who"), Column("When"), Column("Children", 0), Column("Share", 1)),
        rows,
        period="On 31 March 2025",
        source="SSDA903",
        note="A note.",
    )


ROW: tuple[Value, ...] = ("5 to 9", dt.date(2025, 3, 31), 1470, 12.25)


def test_a_sheet_says_what_it_is_before_its_rows() -> None:
    page = load_workbook(io.BytesIO(workbook([a_sheet([ROW])])))["Stock"]
    assert [page.cell(row, 1).value for row in range(1, 8)] == [
        "Children in care", "On 31 March 2025", "Source: SSDA903", "A note.", None, "Who", "5 to 9",
    ]  # fmt: skip


def test_headings_stay_in_sight() -> None:
    page = load_workbook(io.BytesIO(workbook([a_sheet([ROW])])))["Stock"]
    assert page.freeze_panes == "B7"


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    page = load_workbook(io.BytesIO(workbook([a_sheet([ROW])])))["Stock"]
    when, many, share = (page.cell(7, column) for column in (2, 3, 4))
    assert when.is_date
    assert (many.value, many.number_format) == (1470, "#,##0")
    assert (share.value, share.number_format) == (12.25, "#,##0.0")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", " =1", "\t=1", "＝1"])
def test_text_that_would_run_as_a_formula_is_text(text: str) -> None:
    page = load_workbook(io.BytesIO(workbook([a_sheet([(text, None, 1, 1.0)])])))["Stock"]
    assert page.cell(7, 1).data_type == "s"
    assert page.cell(7, 1).value == f"'{text}"
    rows = list(
        csv.reader(io.StringIO(as_csv(a_sheet([(text, None, 1, 1.0)])).decode("utf-8-sig")))
    )
    assert rows[1][0] == f"'{text}"


def test_plain_text_and_a_negative_number_are_left_as_they_are() -> None:
    assert harmless("PR1 - own") == "PR1 - own"
    page = load_workbook(io.BytesIO(workbook([a_sheet([("a", None, -3, 1.0)])])))["Stock"]
    assert page.cell(7, 3).value == -3


def test_sheets_of_one_name_and_names_that_excel_refuses() -> None:
    made = workbook(
        [a_sheet([], "In/out: [all]"), a_sheet([], "In/out: [all]"), a_sheet([], "x" * 40)]
    )
    names = load_workbook(io.BytesIO(made)).sheetnames
    assert names == ["In out   all", "In out   all 2", "x" * 31]


def test_csv_has_plain_numbers_and_iso_days() -> None:
    text = as_csv(a_sheet([ROW, ("all", None, None, None)])).decode("utf-8-sig")
    assert text.splitlines() == ["Who,When,Children,Share", "5 to 9,2025-03-31,1470,12.2", "all,,,"]


def test_json_keeps_what_is_said_about_the_table() -> None:
    document = as_json(a_sheet([ROW]))
    assert document["rows"] == [["5 to 9", "2025-03-31", 1470, 12.25]]
    assert document["period"] == "On 31 March 2025"


def test_a_person_reads_thousands_and_days() -> None:
    assert shown(1470, Column("Children", 0)) == "1,470"
    assert shown(dt.date(2025, 3, 1), Column("When")) == "1 Mar 2025"
    assert shown(None, Column("Children", 0)) == ""
