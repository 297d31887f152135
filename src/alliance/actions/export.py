"""The grid and the answers to one action, as CSV and as a workbook."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils import timezone

from alliance.text.spreadsheets import harmless

from .grid import Grid
from .models import Action, Response
from .said import in_words

FORMATS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes the text for one in an old Windows encoding."""
CELLS = ("Action", "Asked", "By", "Weight", "Authority", "ONS code", "How it stands", "As of")
ANSWERS = (
    "Authority", "ONS code", "How it stands", "Counts", "Answer", "Note", "Why not for them",
    "Given", "Late", "How it came", "Who", "Acting for", "Question",
)  # fmt: skip
Value = str | int | float | dt.date | None
Line = Sequence[Value]


def grid_as(ending: str, grid: Grid, *, counted: bool = True) -> bytes:
    """A line a cell; in a workbook the grid too.

    Args:
        counted: whether it says of each authority how much is late and due.
    """
    if ending == "csv":
        return csv_of(CELLS, _cells(grid))
    table: list[Line] = [
        [
            row.authority.name,
            *(cell.word for cell in row.cells),
            *([row.late, row.due] if counted else []),
        ]
        for row in grid.rows
    ]
    heads = ["Authority", *(column.action.title for column in grid.columns)]
    heads += ["Late", "Due"] if counted else []
    return workbook_of({"Grid": (heads, table), "Every cell": (CELLS, _cells(grid))})


def answers_as(ending: str, action: Action, grid: Grid, responses: Sequence[Response]) -> bytes:
    """A line a response, the latest first, and one for each authority that said nothing."""
    lines = list(_answers(grid, responses))
    if ending == "csv":
        return csv_of(ANSWERS, lines)
    return workbook_of({"Answers": (ANSWERS, lines)})


def _cells(grid: Grid) -> Iterator[Line]:
    today = timezone.localdate()
    for place, column in enumerate(grid.columns):
        action = column.action
        for row in grid.rows:
            yield (
                action.title,
                timezone.localtime(action.opened_at).date() if action.opened_at else None,
                column.by.on if column.by else None,
                action.get_weight_display(),
                row.authority.name,
                row.authority.ons_code,
                row.cells[place].word,
                today,
            )


def _answers(grid: Grid, responses: Sequence[Response]) -> Iterator[Line]:
    by_authority: dict[int, list[Response]] = {}
    for response in responses:
        by_authority.setdefault(response.ask.authority_id, []).append(response)
    for row in grid.rows:
        stands = row.cells[0].word
        said = by_authority.get(row.authority.pk, [])
        if not said:
            yield (row.authority.name, row.authority.ons_code, stands, *([None] * 10))
        for response in said:
            yield (
                row.authority.name,
                row.authority.ons_code,
                stands,
                "yes" if response.counts else "no",
                float(response.number)
                if response.number is not None and response.whole is None
                else in_words(response, response.question),
                response.text,
                response.reason,
                timezone.localtime(response.at).date(),
                "yes" if response.is_late else "no",
                response.get_way_display(),
                who_of(response),
                str(response.principal) if response.principal else None,
                str(response.question),
            )


def who_of(response: Response) -> str:
    """Who gave it, by name."""
    if response.given_by:
        return response.given_by
    if response.person:
        return str(response.person)
    return response.holder.name if response.holder else "Somebody no longer on record"


def csv_of(heads: Line, lines: Iterable[Line]) -> bytes:
    """A line of heads, then the lines, as a spreadsheet opens them and runs nothing of them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(
        ["" if v is None else harmless(v) if isinstance(v, str) else v for v in line]
        for line in lines
    )
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def workbook_of(sheets: Mapping[str, tuple[Line, Iterable[Line]]]) -> bytes:
    """A workbook: of each sheet its name, its heads and its lines."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (heads, lines) in sheets.items():
        sheet = book.create_sheet(name)
        for line in (heads, *lines):
            sheet.append([harmless(v) if isinstance(v, str) else v for v in line])
        sheet.freeze_panes = "B2"
        for number, cell in enumerate(sheet[1], 1):
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(number)].width = 28 if number == 1 else 18
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
