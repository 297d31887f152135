"""The register as CSV, a line a cell, and as a workbook that has the grid too."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from alliance.library.models import CappedRole, PayCap
from alliance.text.spreadsheets import harmless

from .facts import Facts
from .register import Register

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes the text for one in an old Windows encoding."""
CELLS = (
    "Authority",
    "ONS code",
    "What",
    "Title",
    "How it stands",
    "Since",
    "Next",
    "From",
    "Exception",
    "As of",
)
Caps = Sequence[tuple[CappedRole, PayCap | None, Sequence[PayCap]]]
Value = str | int | float | dt.date | None


def written_as(ending: str, facts: Facts, register: Register, caps: Caps) -> bytes:
    return _csv(register) if ending == "csv" else _workbook(facts, register, caps)


def cells(register: Register) -> Iterator[tuple[Value, ...]]:
    """A line for each cell of the register."""
    kind = "Protocol" if register.agreement.is_by_protocol else "Signature"
    for row in register.rows:
        for column, cell in zip(register.columns, row.cells, strict=True):
            yield (
                row.authority.name,
                row.authority.ons_code,
                f"{kind} {column.heading}" if kind == "Protocol" else column.heading,
                column.title,
                cell.held.state.label,
                cell.held.since,
                cell.coming.state.label if cell.coming else None,
                cell.coming.since if cell.coming else None,
                "; ".join(cell.held.exceptions) or None,
                register.day,
            )


def _csv(register: Register) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CELLS)
    writer.writerows([_text(value) for value in line] for line in cells(register))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case _:
            return str(value)


def _workbook(facts: Facts, register: Register, caps: Caps) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    grid = book.worksheets[0]
    grid.title = "Register"
    _fill(
        grid,
        ["Authority", *(f"{c.heading}. {c.title}" for c in register.columns), "In all"],
        (
            [row.authority.name, *(cell.word for cell in row.cells), row.whole.note]
            for row in register.rows
        ),
    )
    _fill(book.create_sheet("Every cell"), CELLS, cells(register))
    _fill(
        book.create_sheet("Versions"),
        ["Version", "In force from", "In force to", "What changed", "Fingerprint (SHA-256)"],
        (
            [row.label, row.starts_on, row.ends_on, row.changes, row.sha256]
            for row in facts.versions
        ),
    )
    if caps:
        _fill(
            book.create_sheet("Pay caps"),
            ["Role", "£", "Per", "From", "To", "Note"],
            (
                [role.name, float(cap.amount), cap.per, cap.starts_on, cap.ends_on, cap.note]
                for role, now, others in caps
                for cap in ([now] if now else []) + list(others)
            ),
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, names: Sequence[str], lines: Iterable[Sequence[Value]]) -> None:
    """A bold head that stays, and lines in which no text is taken for a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for line in (names, *lines):
        sheet.append([harmless(value) if isinstance(value, str) else value for value in line])
    sheet.freeze_panes = "B2"
    for number, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = 24 if number == 1 else 18
