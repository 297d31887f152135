"""Errors planted on purpose, so that a checker can be tried: each a known rule broken in a known row.

One planted error can set off other rules too; every one breaks at least the rule it names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from ..tables import TABLES
from .chance import Draw
from .model import Planted, Rows

Row = dict[str, str]


class _Fault(NamedTuple):
    rule: str
    table: str
    field: str
    told: str
    spoil: str | Callable[[Row], str]
    """What to write in the field."""
    fits: Callable[[Row], bool] = bool
    """Rows in which it can be planted."""


def _later(text: str, days: int) -> str:
    day, month, year = map(int, text.split("/"))
    moved = dt.date(year, month, day) + dt.timedelta(days=days)
    return f"{moved:%d/%m/%Y}"


def _ended(row: Row) -> bool:
    return row["REC"] not in ("", "X1")


def _continued(row: Row) -> bool:
    return row["REC"] == "X1"


_FAULTS: Final = (
    _Fault("101", "header", "SEX", "A sex that is no code", "3"),
    _Fault("103", "header", "ETHNIC", "An ethnicity that is no code", "WBXX"),
    _Fault("168", "header", "UPN", "A pupil number that is too short", "A12345"),
    _Fault("442", "header", "UPN", "No pupil number", ""),
    _Fault("141", "episodes", "DECOM", "A day that no calendar has", "31/02/2020", _ended),
    _Fault("143", "episodes", "RNE", "A reason for a new episode that is no code", "Q"),
    _Fault("144", "episodes", "LS", "A legal status that is no code", "C9"),
    _Fault("145", "episodes", "CIN", "A need that is no code", "N9"),
    _Fault("146", "episodes", "PLACE", "A placement that is no code", "U7"),
    _Fault("178", "episodes", "PLACE_PROVIDER", "A provider that is no code", "PR7", lambda row: bool(row["URN"])),
    _Fault("149", "episodes", "REC", "A reason for ceasing that is no code", "E99", _ended),
    _Fault("148", "episodes", "REC", "An end without a reason", "", _ended),
    _Fault("1009", "episodes", "REASON_PLACE_CHANGE", "A reason for a move that is no code", "WHIM",
           lambda row: bool(row["REASON_PLACE_CHANGE"])),
    _Fault("225", "episodes", "REASON_PLACE_CHANGE", "A move without a reason", "",
           lambda row: bool(row["REASON_PLACE_CHANGE"])),
    _Fault("218", "episodes", "URN", "A children's home without URN", "", lambda row: row["PLACE"] == "K2"),
    _Fault("356", "episodes", "DEC", "An end before the beginning", lambda row: _later(row["DECOM"], -3), _ended),
    _Fault("355", "episodes", "DEC", "An episode of no day", lambda row: row["DECOM"], _ended),
    _Fault("501", "episodes", "DEC", "An episode that ends after the next began", lambda row: _later(row["DEC"], 4),
           _continued),
    _Fault("392c", "episodes", "HOME_POST", "A postcode cut short", lambda row: row["HOME_POST"][:-2],
           lambda row: bool(row["HOME_POST"])),
    _Fault("550", "episodes", "PLACE_PROVIDER", "A foster carer provided by the parents", "PR0",
           lambda row: row["PLACE"] == "U6"),
    _Fault("166", "reviews", "REVIEW", "A review without a day", ""),
    _Fault("167", "reviews", "REVIEW_CODE", "A way of taking part that is no code", "PN9"),
    _Fault("441", "reviews", "REVIEW_CODE", "A child under 4 who spoke for itself", "PN1",
           lambda row: row["REVIEW_CODE"] == "PN0"),
    _Fault("304", "uasc", "DUC", "Seeking asylum past the 18th birthday", lambda row: _later(row["DUC"], 400)),
    _Fault("180", "oc2", "SDQ_SCORE", "A score past 40", "41", lambda row: bool(row["SDQ_SCORE"])),
    _Fault("196", "oc2", "SDQ_REASON", "A reason for no score that is no code", "SDQ9",
           lambda row: bool(row["SDQ_REASON"])),
    _Fault("181", "oc2", "TEETH_CHECK", "Neither yes nor no", "2"),
    _Fault("131", "oc3", "IN_TOUCH", "In touch? No code", "MAYBE"),
    _Fault("132", "oc3", "ACTIV", "An activity that is no code", "F9"),
    _Fault("175", "ad1", "NB_ADOPTR", "Three adopters", "3"),
    _Fault("176", "ad1", "SEX_ADOPTR", "Sexes of adopters that are no code", "XX"),
    _Fault("631", "previous_permanence", "PREV_PERM", "An earlier order that is no code", "Q9"),
    _Fault("1006", "missing", "MISSING", "A kind of being missing that is no code", "X"),
    _Fault("567", "missing", "MIS_END", "Back before being gone", lambda row: _later(row["MIS_START"], -2),
           lambda row: bool(row["MIS_END"])),
    _Fault("SW02", "sw_episodes", "SW_ID", "A social worker's number without SW", "12345"),
    _Fault("SW13", "sw_episodes", "SW_REASON", "A reason for a social worker that is no code", "BORED"),
)  # fmt: skip


def plant(
    returns: Mapping[int, Mapping[str, Rows]], draw: Draw
) -> tuple[dict[int, Mapping[str, Rows]], tuple[Planted, ...]]:
    """The returns with each error once in the last year, each in another child, where a row fits; and the list."""
    year = max(returns)
    tables = {name: list(rows) for name, rows in returns[year].items()}
    used: set[str] = set()
    planted: list[Planted] = []
    for fault in _FAULTS:
        if fault.table not in tables:
            continue
        names = [column.name for column in TABLES[fault.table].columns]
        rows = tables[fault.table]
        fitting = [
            at
            for at, row in enumerate(rows)
            if row[0] not in used and fault.fits(dict(zip(names, row, strict=True)))
        ]
        if not fitting:
            continue
        at = fitting[int(draw() * len(fitting))]
        row = dict(zip(names, rows[at], strict=True))
        row[fault.field] = value = fault.spoil if isinstance(fault.spoil, str) else fault.spoil(row)
        rows[at] = tuple(row.values())
        used.add(row["CHILD"])
        planted.append(
            Planted(fault.rule, year, fault.table, row["CHILD"], fault.field, value, fault.told)
        )
    return {**returns, year: tables}, tuple(planted)
