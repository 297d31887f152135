"""A call's document as tables: one CSV for each kind of thing, packed together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alliance.actions.export import Value, csv_of

from .document import Document

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that packed files carry: the same document makes the same bytes."""


def packed(document: Document) -> bytes:
    """All tables as one ZIP file. Cells that a spreadsheet would run are made harmless."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (heads, lines) in tables(document).items():
            entry = zipfile.ZipInfo(f"{name}.csv", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, csv_of(heads, lines))
    return out.getvalue()


def tables(document: Document) -> Mapping[str, tuple[Sequence[str], Sequence[Sequence[Value]]]]:
    """Of each table its heads and lines. A reference or a key joins one to another."""
    rows = document["submissions"]
    criteria = [each["key"] for each in document["call"]["criteria"]]
    return {
        "headings": _table(document["call"]["headings"]),
        "themes": _table(document["themes"]),
        "submissions": _table([_without(row, "answers", "enclosures") for row in rows]),
        "answers": (
            ("reference", "heading", "text"),
            [(row["reference"], key, text) for row in rows for key, text in row["answers"].items()],
        ),
        "enclosures": _table(
            [{"reference": row["reference"]} | each for row in rows for each in row["enclosures"]]
        ),
        "assessments": _table([_without(each, "scores") for each in document["assessments"]]),
        "scores": (
            ("submission", "reader", *criteria),
            [
                (each["submission"], each["reader"], *(each["scores"].get(key) for key in criteria))
                for each in document["assessments"]
            ],
        ),
        "decisions": _table(document["decisions"]),
        "replies": _table(document["replies"]),
    }


def _table(rows: Sequence[Document]) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
    """Rows of the same fields; none makes an empty table with nothing to head it."""
    heads = list(rows[0]) if rows else []
    return heads or ["none"], [[_cell(row[name]) for name in heads] for row in rows]


def _without(row: Document, *names: str) -> Document:
    return {name: value for name, value in row.items() if name not in names}


def _cell(value: Any) -> Value:
    match value:
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return _joined(value)
        case None | str() | int() | float():
            return value
    return str(value)


def _joined(values: Iterable[Any]) -> str:
    return "; ".join(str(each) for each in values)
