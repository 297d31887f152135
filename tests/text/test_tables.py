"""Tables that people hand in: read as they come, or refused with a sentence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from alliance.refusals import Unreadable
from alliance.text.tables import LARGEST, Cell, Column, read_table

COLUMNS = (
    Column("name", "Name", ("Full name",), is_required=True),
    Column("starts_on", "From"),
)


def read(data: bytes | str, name: str = "people.csv") -> list[dict[str, Any]]:
    data = data.encode() if isinstance(data, str) else data
    return [
        {key: cell.value for key, cell in row.items()} for row in read_table(data, name, COLUMNS)
    ]


def spreadsheet(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def refusal(data: bytes | str, name: str = "people.csv") -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    return str(refused.value)


ANN = [{"name": "Ann", "starts_on": "1 April 2026"}]


@pytest.mark.parametrize(
    "data",
    [
        "Name,From\nAnn,1 April 2026\n",
        "name;from\r\nAnn;1 April 2026\r\n",
        "Full name\tFROM\nAnn\t1 April 2026",
        "\n ,\nName,From\n\nAnn,1 April 2026\n,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_as_spreadsheets_save_it(data: str, encoding: str) -> None:
    assert read(data.encode(encoding)) == ANN


def test_a_spreadsheet_s_first_sheet_is_read_days_as_days() -> None:
    data = spreadsheet(["Name", "From"], ["Ann", dt.date(2026, 4, 1)])
    rows = read_table(data, "people.xlsx", COLUMNS)
    assert rows[0]["starts_on"].day == dt.date(2026, 4, 1)
    assert rows[0]["starts_on"].where == "line 2, From"


@pytest.mark.parametrize("written", ["13 November 2020", "13 Nov 2020", "13/11/2020", "2020-11-13"])
def test_a_day_is_understood_as_people_write_it(written: str) -> None:
    assert Cell(written, "").day == dt.date(2020, 11, 13)


def test_what_is_no_day_is_none() -> None:
    for written in ("soon", "31/02/2020", "", None, 44000):
        assert Cell(written, "").day is None


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1),
        min_size=1,
        max_size=20,
    )
)
def test_whatever_is_in_the_cells_comes_back(names: list[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["Name", "From"], *([name, ""] for name in names)])
    assert [row["name"] for row in read(text.getvalue())] == names


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    for name in ("people.csv", "people.xlsx"):
        try:
            rows = read_table(data, name, COLUMNS)
        except Unreadable as refused:
            said = str(refused)
        else:
            said = name if rows else ""
        assert name in said


def test_what_is_wrong_with_the_file_is_said() -> None:
    assert "is empty" in refusal("")
    assert "no row below" in refusal("Name,From\n")
    assert "no column is called “Nmae”. There are: Name, From." in refusal("Nmae,From\nAnn,\n")
    assert "is there twice" in refusal("Name,Full name\nAnn,Ann\n")
    assert "has no column Name" in refusal("From\n1 April 2026\n")
    assert "neither a .csv nor an .xlsx" in refusal("Name\nAnn", "people.xlsm")
    assert "is no text" in refusal(b"Name\0\0", "people.csv")
    assert "has more than 5,000 rows" in refusal("Name\n" + "Ann\n" * 5001)
    assert "larger than 5 MB" in refusal(b"x" * (LARGEST + 1))


def test_a_spreadsheet_with_a_password_says_so() -> None:
    assert "has a password" in refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "people.xlsx")


def test_a_bomb_is_not_unpacked() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 70_000_000)
    assert "far more than a list" in refusal(data.getvalue(), "people.xlsx")


def test_a_word_file_called_a_spreadsheet_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert "cannot be read as a spreadsheet" in refusal(data.getvalue(), "people.xlsx")
