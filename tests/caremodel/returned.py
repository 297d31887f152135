"""Returns for tests: from CSV folders as authorities hold them, or written row by row."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from caremodel.returns import Cell, Place, Return, Table
from caremodel.tables import TABLES

SAMPLE = Path(__file__).parents[2].parent / "shared/data/ssda903_sample"


def table(name: str, rows: Iterable[Mapping[str, Cell]]) -> Table:
    rows = list(rows)
    return Table(
        name,
        {column.name: [row.get(column.name) for row in rows] for column in TABLES[name].columns},
        [Place(f"{name}.csv", line) for line in range(2, len(rows) + 2)],
    )


def from_folder(folder: Path, authority: str | None = None) -> Return:
    tables = {}
    for name, layout in TABLES.items():
        path = folder / f"{name}.csv"
        if path.exists():
            dates = {column.name for column in layout.columns if column.kind == "date"}
            with path.open(encoding="utf-8-sig", newline="") as file:
                tables[name] = table(
                    name,
                    (
                        {column: _cell(text, column in dates) for column, text in row.items()}
                        for row in csv.DictReader(file)
                    ),
                )
    return Return(int(folder.name), authority, tables)


def sample(authority: str | None = None) -> list[Return]:
    return [from_folder(SAMPLE / str(year), authority) for year in (2022, 2023, 2024, 2025)]


def _cell(text: str, date: bool) -> Cell:
    if not text:
        return None
    return dt.datetime.strptime(text, "%d/%m/%Y").date() if date else text  # noqa: DTZ007


DATES = frozenset({"DECOM", "DEC", "DOB", "DUC"})


def row(text: str, **facts: Cell) -> dict[str, Cell]:
    """An episode from words: child, start, RNE, LS, PLACE, end, REC; `-` for blank.

    >>> row("a 1/5/2021 S C2 U6 - -")["RNE"]
    'S'
    """
    child, decom, rne, ls, place, dec, rec = (
        None if word == "-" else word for word in text.split()
    )
    cells: dict[str, Cell] = {
        "CHILD": child,
        "DECOM": day(decom) if decom else None,
        "RNE": rne,
        "LS": ls,
        "CIN": "N1",
        "PLACE": place,
        "PLACE_PROVIDER": "PR1",
        "DEC": day(dec) if dec else None,
        "REC": rec,
    }
    return cells | facts


def day(text: str) -> dt.date:
    """A day from d/m/yyyy."""
    one, month, year = map(int, text.split("/"))
    return dt.date(year, month, one)


def returned(
    year: int,
    *episodes: str | Mapping[str, Cell],
    authority: str | None = None,
    header: Iterable[Mapping[str, Cell]] = (),
    uasc: Iterable[Mapping[str, Cell]] = (),
) -> Return:
    """A return whose episodes are given as `row` reads them."""
    rows = [row(one) if isinstance(one, str) else one for one in episodes]
    return Return(
        year,
        authority,
        {
            "header": table("header", header),
            "episodes": table("episodes", rows),
            "uasc": table("uasc", uasc),
        },
    )
