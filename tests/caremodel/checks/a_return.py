"""A small return written in a line: what differs from one child whose return is in order.

    born 15/6/2014 | episodes DEC=1/9/2023 REC=E4A | before.episodes LS=C1

Statements are separated by bars. `year 2025` chooses the collection year (else 2024), `born` the child's
date of birth in every table. A table's name with cells gives a row of it, the cells not named being those of
the child in order; two of them, two rows; `oc2 -` a table without rows; `no oc2` a return without it; and
`no header.UPN` a table without the column. `before.` is the return of the year before, which there is only
if it is named. `_` stands for a space, and `DEC=!soon` for a cell that reading did not understand.
A statement marked with `>` is a row that the rule finds.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from caremodel.ages import birthday
from caremodel.returns import Cell, Fault, Place, Return, Table
from caremodel.tables import TABLES

YEAR = 2024
BORN = dt.date(2010, 6, 15)
IN_EVERY_RETURN = ("header", "episodes", "reviews", "oc2", "sw_episodes")


def in_order(table: str, year: int, born: dt.date) -> dict[str, str]:
    """The cells of the child whose return is in order."""
    first = year - 1
    sex = "M" if year >= 2025 else "1"
    return {
        "header": {"SEX": sex, "ETHNIC": "WBRI", "UPN": "A12345678901B"},
        "episodes": {
            "DECOM": "1/5/2020",
            "RNE": "S",
            "LS": "C2",
            "CIN": "N1",
            "PLACE": "U6",
            "PLACE_PROVIDER": "PR1",
            "HOME_POST": "BN1_1AA",
            "PL_POST": "BN2_2BB",
            "URN": "SC123456",
        },
        "reviews": {"REVIEW": f"10/9/{first}", "REVIEW_CODE": "PN1"},
        "uasc": {"SEX": sex, "DUC": f"{birthday(born, 18):%d/%m/%Y}"},
        "oc2": {
            "SDQ_SCORE": "10",
            "CONVICTED": "0",
            "IMMUNISATIONS": "1",
            "TEETH_CHECK": "1",
            "HEALTH_ASSESSMENT": "1",
            "SUBSTANCE_MISUSE": "0",
        },
        "oc3": {"IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "B1"},
        "ad1": {
            "DATE_INT": "1/3/2023",
            "DATE_MATCH": "1/5/2023",
            "FOSTER_CARE": "0",
            "NB_ADOPTR": "2",
            "SEX_ADOPTR": "MF",
            "LS_ADOPTR": "L11",
        },
        "placed_for_adoption": {"DATE_PLACED": "1/3/2023"},
        "previous_permanence": {"PREV_PERM": "Z1"},
        "missing": {"MISSING": "M", "MIS_START": f"1/9/{first}", "MIS_END": f"2/9/{first}"},
        "sw_episodes": {"SW_ID": "SW1234", "SW_DECOM": "1/5/2020", "SW_REASON": "MANAGE"},
        "dolo": {"DOLO_START": f"1/5/{first}", "DOLO_END": f"1/6/{first}"},
    }[table]


@dataclass
class Written:
    """What a line says of one return."""

    year: int
    born: dt.date
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def made(self) -> Return:
        tables = {}
        for name in TABLES:
            if name in self.absent:
                continue
            rows = self.rows.get(name, [{}] if name in IN_EVERY_RETURN else [])
            tables[name] = self._table(name, rows)
        return Return(self.year, "845", tables, tuple(self.faults), ("return.csv",))

    def _table(self, name: str, rows: list[dict[str, str]]) -> Table:
        whole = [
            {"CHILD": "A", "DOB": f"{self.born:%d/%m/%Y}"}
            | in_order(name, self.year, self.born)
            | row
            for row in rows
        ]
        columns = {
            column.name: [
                self._cell(name, index, column.name, column.kind, row.get(column.name, ""))
                for index, row in enumerate(whole)
            ]
            for column in TABLES[name].columns
        }
        places = [Place(f"{name}.csv", index + 2) for index in range(len(rows))]
        missing = tuple(column for column in columns if f"{name}.{column}" in self.absent)
        return Table(name, columns, places, missing)

    def _cell(self, table: str, row: int, column: str, kind: str, text: str) -> Cell:
        text = text.replace("_", " ")
        if text.startswith("!"):
            self.faults.append(
                Fault(
                    "cell",
                    f"{text[1:]} is not understood.",
                    Place(f"{table}.csv", row + 2),
                    table,
                    row,
                    column,
                    text[1:],
                )
            )
            return None
        if not text:
            return None
        if kind == "date":
            return day(text)
        return int(text) if kind == "number" else text


def day(text: str) -> dt.date:
    """A day written 1/5/2023."""
    number, month, year = text.split("/")
    return dt.date(int(year), int(month), int(number))


def a_return(line: str) -> tuple[list[Return], set[tuple[str, int]]]:
    """The returns that a line says, the year before first, and the rows that are marked."""
    statements = [one.strip() for one in line.split("|") if one.strip()]
    year, born = YEAR, BORN
    for one in statements:
        if one.startswith("year "):
            year = int(one.split()[1])
        if one.startswith("born "):
            born = day(one.split()[1])
    now, before = Written(year, born), Written(year - 1, born)
    marked: set[tuple[str, int]] = set()
    with_before = False
    for one in statements:
        mark, one = one.startswith(">"), one.removeprefix(">").strip()
        word, *cells = one.split()
        if word in ("year", "born", "in_order"):
            continue
        if word.startswith("before"):
            with_before, said = True, before
            word = word.removeprefix("before").removeprefix(".")
            if not word:
                continue
        else:
            said = now
        if word == "no":
            said.absent.add(cells[0])
            continue
        rows = said.rows.setdefault(word, [])
        if cells == ["-"]:
            continue
        rows.append(dict(cell.split("=", 1) for cell in cells))
        if mark:
            marked.add((word, len(rows) - 1))
    returns = [before.made()] if with_before else []
    return [*returns, now.made()], marked
