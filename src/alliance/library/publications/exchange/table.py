"""CSV: a line a version, with the columns that a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from alliance.library.kinds import Kind
from alliance.text.similarity import fold
from alliance.text.spreadsheets import harmless
from alliance.text.tables import Cell, Column, read_table

from .records import Read, Record, one_line

COLUMNS = (
    Column("title", "Title", is_required=True),
    Column("publisher", "Publisher", ("Published by",)),
    Column("kind", "Kind", ("Type",)),
    Column("published_on", "Published or updated", ("Published", "Date", "Updated")),
    Column("url", "Address", ("URL", "Link", "Web address")),
    Column("label", "Version", ("Edition",)),
    Column("what_changed", "What changed", ("Changes",)),
    Column("topics", "Topics", ("Topic",)),
)
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes the text for one in an old Windows encoding."""
NOTHING = Cell(None, "")


def write_csv(records: Iterable[Record]) -> str:
    """Records as CSV that a spreadsheet opens and runs nothing of."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.label for column in COLUMNS)
    for record in records:
        kind = Kind(record.kind).label if record.kind in Kind.values else ""
        day = record.published_on.isoformat() if record.published_on else ""
        said = [record.title, record.publisher, kind, day, record.url, record.label]
        said += [record.what_changed, "; ".join(record.topics)]
        writer.writerow(harmless(text) for text in said)
    return BYTE_ORDER_MARK + out.getvalue()


def read_csv(data: bytes, name: str) -> Read:
    """The lines of a table; a day that is none and a kind that is none are faults.

    Raises:
        Unreadable: it is no table with these headings.
    """
    read = Read()
    kinds = {fold(said): kind.value for kind in Kind for said in (kind.value, kind.label)}
    for row in read_table(data, name, COLUMNS):
        cells = {column.key: row.get(column.key, NOTHING) for column in COLUMNS}
        text = {key: _plain(cell) for key, cell in cells.items()}
        line = next(cell.where for cell in row.values()).partition(",")[0]
        day = cells["published_on"].day
        if text["published_on"] and day is None:
            where, said = cells["published_on"].where, text["published_on"]
            read.faults.append(f"{where}: “{said}” is no day; write it as 13 November 2020.")
        if text["kind"] and fold(text["kind"]) not in kinds:
            known = ", ".join(kind.label for kind in Kind)
            where, said = cells["kind"].where, text["kind"]
            read.faults.append(f"{where}: “{said}” is not a kind. There are: {known}.")
        read.records.append(
            Record(
                title=text["title"],
                publisher=text["publisher"],
                kind=kinds.get(fold(text["kind"]), "") if text["kind"] else "",
                published_on=day,
                url=text["url"],
                label=text["label"],
                what_changed=text["what_changed"],
                topics=tuple(filter(None, (one_line(each) for each in text["topics"].split(";")))),
                where=line,
            )
        )
    return read


def _plain(cell: Cell) -> str:
    """The text of a cell without the apostrophe that keeps a spreadsheet from running it."""
    text = one_line(cell.text)
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
