"""A table for people: what a screen, a workbook, a CSV file and the local page all show."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

Value = str | int | float | dt.date | None

AGE_WORDS: Final = MappingProxyType(
    {"<1": "under 1", "1-4": "1 to 4", "5-9": "5 to 9", "10-15": "10 to 15", "16-17": "16 to 17"}
)
"""Bands in words: a spreadsheet that opens a CSV file takes “5-9” for the fifth of September."""
BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it a spreadsheet takes the text for one in an old Windows encoding."""
BEGINS_A_FORMULA: Final = "=+-@＝＋－＠"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how many decimals its numbers have (None: it holds text or dates)."""

    name: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with everything that makes it understood when it stands alone."""

    name: str
    """Short: the tab in a workbook, the file's name in a folder."""
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    period: str = ""
    source: str = ""
    note: str = ""


def age_words(band: str) -> str:
    """An age band as people read it; `all` and any other as it is."""
    return AGE_WORDS.get(band, band)


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula."""
    begins = text.lstrip()[:1]
    risky = (begins and begins in BEGINS_A_FORMULA) or text[:1] in {"\t", "\r", "\n"}
    return f"'{text}" if risky else text


def shown(value: Value, column: Column) -> str:
    """A value as a person reads it: thousands apart, dates as 13 Nov 2020, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, str):
        return value
    return f"{value:,.{column.decimals or 0}f}"


def as_csv(sheet: Sheet) -> bytes:
    """Headings and rows as a spreadsheet opens them; numbers plain, dates ISO, no line before the headings."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(column.name) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_plain(value, at) for value, at in zip(row, sheet.columns, strict=True)])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def as_json(sheet: Sheet) -> Mapping[str, object]:
    """The table as plain values: names of columns, rows, and what is said about them."""
    return {
        "name": sheet.name,
        "title": sheet.title,
        "period": sheet.period,
        "source": sheet.source,
        "note": sheet.note,
        "columns": [column.name for column in sheet.columns],
        "rows": [
            [value.isoformat() if isinstance(value, dt.date) else value for value in row]
            for row in sheet.rows
        ],
    }


def _plain(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return harmless(value)
    return f"{value:.{column.decimals or 0}f}"
