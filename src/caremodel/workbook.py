"""Tables as a workbook (.xlsx) that can be handed to somebody who was not there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Final

from .sheets import Sheet, harmless, shown

if TYPE_CHECKING:
    from openpyxl import Workbook

NARROWEST, WIDEST = 10, 60
"""Widths of a column, in letters."""
MEASURED: Final = 200
"""Rows that a column's width is taken from: enough to know it, and quick on a long list."""
NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with one table a sheet.

    On each: title, period, source and note, then the headings, which stay in sight, then the rows with numbers as
    numbers and dates as dates. Text that would run as a formula has an apostrophe before it.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    used: set[str] = set()
    for sheet in sheets:
        _add(book, sheet, _free_name(sheet.name, used))
    if not book.worksheets:
        raise ValueError("A workbook needs at least one table.")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(book: Workbook, sheet: Sheet, name: str) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(name)
    said = [sheet.title, sheet.period, sheet.source and f"Source: {sheet.source}", sheet.note]
    lines = [one for one in said if one]
    for line in lines:
        page.append([harmless(line)])
    page["A1"].font = Font(bold=True, size=14)
    page.append([])
    page.append([harmless(column.name) for column in sheet.columns])
    heads = len(lines) + 2
    for row in sheet.rows:
        page.append([harmless(one) if isinstance(one, str) else one for one in row])
    page.freeze_panes = f"B{heads + 1}"
    if sheet.rows:
        last = get_column_letter(len(sheet.columns))
        page.auto_filter.ref = f"A{heads}:{last}{heads + len(sheet.rows)}"
    for number, column in enumerate(sheet.columns, 1):
        head = page.cell(heads, number)
        head.font = Font(bold=True)
        head.alignment = Alignment(
            wrap_text=True,
            vertical="top",
            horizontal="left" if column.decimals is None else "right",
        )
        sample = islice((row[number - 1] for row in sheet.rows), MEASURED)
        longest = max((len(shown(one, column)) for one in sample), default=0)
        width = min(max(longest + 2, NARROWEST, min(len(column.name) + 2, 18)), WIDEST)
        page.column_dimensions[get_column_letter(number)].width = width
        if column.decimals is not None:
            form = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
            for (cell,) in page.iter_rows(heads + 1, heads + len(sheet.rows), number, number):
                cell.number_format = form
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{heads}:{heads}"


def _free_name(name: str, used: set[str]) -> str:
    """A tab's name as Excel allows it: 31 letters, none of its signs, no two alike."""
    base = NOT_IN_A_NAME.sub(" ", name).strip()[:31] or "Table"
    found, number = base, 2
    while found.casefold() in used:
        ending = f" {number}"
        found = base[: 31 - len(ending)] + ending
        number += 1
    used.add(found.casefold())
    return found
