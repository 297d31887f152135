"""Folders of CSV files as returns, for benches and tests, until `caremodel.reading` is joined."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from caremodel.returns import Cell, Fault, Kind, Place, Return, Table
from caremodel.tables import TABLES


def read_folder(folder: Path, year: int, authority: str | None = None) -> Return:
    """A folder with a CSV file for each table (`episodes.csv`), columns named as in the return."""
    tables, faults = {}, []
    for name, layout in TABLES.items():
        file = folder / f"{name}.csv"
        if not file.exists():
            continue
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        given = rows[0].keys() if rows else {column.name for column in layout.columns}
        columns: dict[str, list[Cell]] = {}
        for column in layout.columns:
            cells: list[Cell] = []
            for row, line in enumerate(rows):
                text = (line.get(column.name) or "").strip()
                cell = _cell(text, column.kind)
                if text and cell is None:
                    place = Place(file.name, row + 2)
                    message = f"{text} is not understood as a {column.kind}."
                    faults.append(Fault("cell", message, place, name, row, column.name, text))
                cells.append(cell)
            columns[column.name] = cells
        places = [Place(file.name, line + 2) for line in range(len(rows))]
        missing = tuple(column.name for column in layout.columns if column.name not in given)
        tables[name] = Table(name, columns, places, missing)
    return Return(year, authority, tables, tuple(faults), tuple(f"{name}.csv" for name in tables))


def _cell(text: str, kind: Kind) -> Cell:
    if not text:
        return None
    try:
        if kind == "date":
            day, month, year = text.split("/")
            return dt.date(int(year), int(month), int(day))
        if kind == "number":
            return int(text)
    except ValueError:
        return None
    return text.upper() if kind in ("code", "postcode") else text
