"""Rows as CSV that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args

from alliance.text.spreadsheets import harmless

from .shapes import Shape

Path = tuple[str, ...]
BETWEEN = "; "


def as_csv(shape: type[Shape], rows: Sequence[Shape]) -> str:
    """A line of names, then a line a row. What nests is a column each; lists stand in one cell.

    HTML is left out (its words are in the column beside it), and so are addresses of the API.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    paths = columns(shape)
    writer.writerow("_".join(path) for path in paths)
    writer.writerows([cell(_at(row, path)) for path in paths] for row in rows)
    return out.getvalue()


@cache
def columns(shape: type[Shape]) -> list[Path]:
    """Where each column is found in a row."""
    return list(_columns(shape))


def _columns(shape: type[Shape]) -> Iterator[Path]:
    for name, field in shape.model_fields.items():
        if name.endswith("_html") or name == "api_url":
            continue
        kinds = [field.annotation, *(k for k in get_args(field.annotation) if k is not type(None))]
        nested = next((k for k in kinds if isinstance(k, type) and issubclass(k, Shape)), None)
        if nested is None or getattr(field.annotation, "__origin__", None) is list:
            yield (name,)
        else:
            yield from ((name, *path) for path in _columns(nested))


def _at(row: Any, path: Path) -> Any:
    for name in path:
        row = getattr(row, name, None)
    return row


def cell(value: Any) -> str:
    """A value as the text of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | dt.date():
            return str(value)
        case list():
            return harmless(BETWEEN.join(str(each) for each in value))
        case _:
            return harmless(str(value))
