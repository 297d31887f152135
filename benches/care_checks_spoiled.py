"""A return with faults put in at random, by seed: what people mistype, forget, double and mix up."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

from caremodel import codes
from caremodel.tables import TABLES, Column

SHARE = 0.12
"""Of the rows of each table."""


def spoil(source: Path, target: Path, year: int, seed: int, share: float = SHARE) -> None:
    """Write the CSV files of a return's folder anew, with faults."""
    dice = random.Random(seed)
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.glob("*.csv")):
        if file.stem not in TABLES:
            continue
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        columns = TABLES[file.stem].columns
        spoiled = [each for row in rows for each in _spoilt(row, columns, year, dice, share)]
        with (target / file.name).open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, [column.name for column in columns])
            writer.writeheader()
            writer.writerows(spoiled)


def _spoilt(
    row: dict[str, str], columns: tuple[Column, ...], year: int, dice: random.Random, share: float
) -> list[dict[str, str]]:
    if dice.random() > share:
        return [row]
    fate = dice.random()
    if fate < 0.06:
        return []
    if fate < 0.1:
        return [row, dict(row)]
    row = dict(row)
    for column in dice.sample(columns[1:], k=dice.choice((1, 1, 2))):
        row[column.name] = _cell(row.get(column.name, ""), column, year, dice)
    return [row]


def _cell(text: str, column: Column, year: int, dice: random.Random) -> str:
    if dice.random() < 0.15:
        return ""
    if column.kind == "date":
        return _day(text, year, dice)
    if column.kind == "number":
        return str(dice.choice((0, 1, 1, 2, 41)))
    if column.kind == "code":
        valid = sorted(codes.valid(column.codes, year))
        return dice.choice(valid) if dice.random() < 0.9 else "Q9"
    if column.name == "UPN":
        return dice.choice(("UN1", "UN2", "UN4", "A1", "A123456789012"))
    if column.kind == "postcode":
        return dice.choice(("BN1 1AA", "NOWHERE"))
    if column.name == "DATE_PERM":
        return dice.choice(("zz/05/2015", "1/1/2030", "soon"))
    return text


def _day(text: str, year: int, dice: random.Random) -> str:
    if dice.random() < 0.05:
        return "31/02/2020"
    try:
        day = dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    except ValueError:
        day = dt.date(year - 1, 4, 1) + dt.timedelta(days=dice.randrange(365))
    moved = day + dt.timedelta(days=dice.choice((-4000, -365, -31, -1, 1, 2, 31, 365, 1500)))
    return f"{moved:%d/%m/%Y}"
