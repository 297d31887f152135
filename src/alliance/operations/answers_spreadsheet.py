"""The answers of `alliance setup` as a spreadsheet: reading one, and writing an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from alliance.refusals import Unreadable

from .answers import AUTHORITIES, PEOPLE, SETTINGS, SIZE_BANDS, Cell, Column, Row, Sheets

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET_OF_SETTINGS, SHEET_OF_AUTHORITIES, SHEET_OF_PEOPLE = "Alliance", "Authorities", "People"


def read_spreadsheet(path: Path) -> Sheets:
    """Read the three sheets; raises `Unreadable`."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as fault:
        raise Unreadable(f"{path} cannot be read as a spreadsheet: {fault}.") from fault
    wanted = (SHEET_OF_SETTINGS, SHEET_OF_AUTHORITIES, SHEET_OF_PEOPLE)
    if missing := [name for name in wanted if name not in book.sheetnames]:
        raise Unreadable(
            f"{path} has no sheet called “{missing[0]}”. “alliance setup --template answers.xlsx” "
            "writes a spreadsheet with all of them."
        )
    return Sheets(
        _settings(book[SHEET_OF_SETTINGS]),
        _rows(book[SHEET_OF_AUTHORITIES], AUTHORITIES),
        _rows(book[SHEET_OF_PEOPLE], PEOPLE),
    )


def write_spreadsheet(path: Path, role_labels: Sequence[str]) -> None:
    """Write an empty spreadsheet to fill in, with what is expected beside each answer."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET_OF_SETTINGS
    sheet.append(["Question", "Answer", "For example"])
    for column in SETTINGS:
        sheet.append([column.label + (" *" if column.required else ""), None, column.hint])
    for name, columns in ((SHEET_OF_AUTHORITIES, AUTHORITIES), (SHEET_OF_PEOPLE, PEOPLE)):
        table = book.create_sheet(name)
        table.append([column.label for column in columns])
    for each in book.worksheets:
        each.freeze_panes = "A2"
        for cell in each[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True)
        for letter in "ABCDEF":
            each.column_dimensions[letter].width = 38
    _choices(book[SHEET_OF_AUTHORITIES], "C2:C500", SIZE_BANDS)
    _choices(book[SHEET_OF_PEOPLE], "B2:B2000", role_labels)
    book.save(path)


def _settings(sheet: Worksheet) -> dict[str, Cell]:
    keys = {column.label.casefold(): column.key for column in SETTINGS}
    found = {}
    for number, (question, answer) in enumerate(
        sheet.iter_rows(min_row=2, max_col=2, values_only=True), 2
    ):
        asked = str(question or "").removesuffix("*").strip()
        if asked:
            where = f"sheet {sheet.title}, row {number}, column B ({asked})"
            found[keys.get(asked.casefold(), asked)] = Cell(answer, where)
    return found


def _rows(sheet: Worksheet, columns: tuple[Column, ...]) -> list[Row]:
    from openpyxl.utils import get_column_letter

    keys = {column.label.casefold(): column.key for column in columns}
    header = [str(cell.value or "").strip() for cell in next(iter(sheet.iter_rows(max_row=1)), ())]
    rows: list[Row] = []
    for cells in sheet.iter_rows(min_row=2):
        if all(cell.value in (None, "") for cell in cells):
            continue
        rows.append(
            {
                keys.get(label.casefold(), label): Cell(
                    cell.value,
                    f"sheet {sheet.title}, row {cell.row}, "
                    f"column {get_column_letter(number)} ({label})",
                )
                for number, (label, cell) in enumerate(zip(header, cells, strict=False), 1)
                if label
            }
        )
    return rows


def _choices(sheet: Worksheet, cells: str, choices: Sequence[str]) -> None:
    """A list to choose from; a spreadsheet holds one of at most 255 characters in itself."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = sheet.parent
    if book is None:
        return
    lists = book["Lists"] if "Lists" in book.sheetnames else book.create_sheet("Lists")
    column = lists.max_column + 1 if lists["A1"].value else 1
    for row, choice in enumerate(choices, 1):
        lists.cell(row=row, column=column, value=choice)
    letter = get_column_letter(column)
    validation = DataValidation(
        type="list", formula1=f"=Lists!${letter}$1:${letter}${len(choices)}", allow_blank=True
    )
    validation.add(cells)
    sheet.add_data_validation(validation)
    lists.sheet_state = "hidden"
