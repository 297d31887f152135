"""Codes that no list has, and dates and numbers that are none: one rule for each column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .. import codes
from ..tables import TABLES
from .record import Record
from .rows import Hit, Row
from .rules import Hits, OfOneYear, rule

_CODES: Final = (
    # number, column, whether it must not be blank, what it says
    ("101", "header.SEX", True, "Sex"),
    ("103", "header.ETHNIC", True, "Ethnicity"),
    ("143", "episodes.RNE", True, "The reason for the new episode"),
    ("144", "episodes.LS", True, "Legal status"),
    ("145", "episodes.CIN", True, "The category of need"),
    ("146", "episodes.PLACE", True, "The placement type"),
    ("149", "episodes.REC", False, "The reason that the episode ceased"),
    ("178", "episodes.PLACE_PROVIDER", False, "The placement provider"),
    ("1009", "episodes.REASON_PLACE_CHANGE", False, "The reason for the change of placement"),
    ("167", "reviews.REVIEW_CODE", True, "The way of taking part in the review"),
    ("196", "oc2.SDQ_REASON", False, "The reason for no SDQ score"),
    ("131", "oc3.IN_TOUCH", True, "Being in touch"),
    ("132", "oc3.ACTIV", False, "Activity after leaving care"),
    ("133", "oc3.ACCOM", False, "Accommodation after leaving care"),
    ("176", "ad1.SEX_ADOPTR", False, "The sex of the adopters"),
    ("177", "ad1.LS_ADOPTR", False, "The legal status of the adopters"),
    (
        "120",
        "placed_for_adoption.REASON_PLACED_CEASED",
        False,
        "The reason that the decision was reversed",
    ),
    ("631", "previous_permanence.PREV_PERM", False, "The earlier permanent home"),
    ("1006", "missing.MISSING", False, "The kind of absence"),
)

_NUMBERS: Final = (
    # number, columns of one table, whether they must not be blank, values, what they say
    ("114", "ad1.FOSTER_CARE", range(2), "Whether the foster carer adopted"),
    ("175", "ad1.NB_ADOPTR", range(1, 3), "The number of adopters"),
    ("180", "oc2.SDQ_SCORE", range(41), "The SDQ score"),
    (
        "181",
        "oc2.CONVICTED oc2.HEALTH_CHECK oc2.IMMUNISATIONS oc2.TEETH_CHECK oc2.HEALTH_ASSESSMENT"
        " oc2.SUBSTANCE_MISUSE oc2.INTERVENTION_RECEIVED oc2.INTERVENTION_OFFERED",
        range(2),
        "A field of health or conviction",
    ),
)

_DATES: Final = (
    ("102", "header.DOB", True, "date of birth"),
    ("171", "header.MC_DOB", False, "date of birth of the mother’s child"),
    ("141", "episodes.DECOM", True, "day the episode began"),
    ("147", "episodes.DEC", False, "day the episode ceased"),
    ("166", "reviews.REVIEW", True, "day of the review"),
    ("112", "ad1.DATE_INT", False, "day the child should be placed for adoption"),
    ("113", "ad1.DATE_MATCH", False, "day of matching child and adopters"),
    ("115", "placed_for_adoption.DATE_PLACED", False, "day of the decision to place for adoption"),
    (
        "116",
        "placed_for_adoption.DATE_PLACED_CEASED",
        False,
        "day of the decision to place no longer for adoption",
    ),
    ("1004", "missing.MIS_START", False, "day the absence began"),
    ("1005", "missing.MIS_END", False, "day the absence ended"),
    ("SW04STG1", "sw_episodes.SW_DECOM", False, "day the social worker began"),
    ("SW05STG1", "sw_episodes.SW_DEC", False, "day the social worker ended"),
    ("700", "dolo.DOLO_START", False, "day the deprivation of liberty order began"),
    ("701", "dolo.DOLO_END", False, "day the deprivation of liberty order ended"),
)


def _not_of_the_list(column: str, needed: bool) -> OfOneYear:
    table, _, name = column.partition(".")
    (listed,) = (one.codes for one in TABLES[table].columns if one.name == name)

    def finds(record: Record) -> Hits:
        valid = codes.valid(listed, record.year)
        cell = _cell(table, name)
        return [
            row
            for row in record.rows_of(table)
            if (needed if (code := cell(row)) is None else code not in valid)
        ] or record.not_understood(table, name)

    return finds


def _not_of_the_values(columns: tuple[str, ...], values: range) -> OfOneYear:
    def finds(record: Record) -> Hits:
        for column in columns:
            table, _, name = column.partition(".")
            cell = _cell(table, name)
            yield from (
                row
                for row in record.rows_of(table)
                if (number := cell(row)) is not None and number not in values
            )
            yield from record.unread.get((table, name), {}).values()

    return finds


def _no_date(column: str, needed: bool) -> OfOneYear:
    table, _, name = column.partition(".")

    def finds(record: Record) -> Hits:
        if not needed:
            return record.not_understood(table, name)
        cell = _cell(table, name)
        return [row for row in record.rows_of(table) if cell(row) is None]

    return finds


def _cell(table: str, column: str) -> Callable[[Row], Any]:
    place = 1 + [one.name for one in TABLES[table].columns].index(column)
    return lambda row: row[place]


for _number, _column, _needed, _what in _CODES:
    _or_blank = ", or is blank" if _needed else ""
    rule(
        _number,
        _column,
        f"{_what} is no code of this collection year’s list{_or_blank}. Put in one of the year’s guide; a code of "
        "an earlier year has a successor there.",
    )(_not_of_the_list(_column, _needed))

for _number, _columns, _values, _what in _NUMBERS:
    rule(
        _number,
        _columns,
        f"{_what} is no number from {_values[0]} to {_values[-1]}. Put in the right one, or leave it blank where "
        "nothing is to be said.",
    )(_not_of_the_values(tuple(_columns.split()), _values))

for _number, _column, _needed, _what in _DATES:
    _or_blank = " or is blank" if _needed else ""
    rule(
        _number,
        _column,
        f"The {_what} is no date{_or_blank}. Write it as day, month and year, such as 28/10/2023.",
        since=2027 if _column.startswith("dolo") else None,
    )(_no_date(_column, _needed))

_WITH_A_NUMBER = frozenset(
    column for columns in (*_CODES, *_NUMBERS, *_DATES) for column in columns[1].split()
) | {"header.MOTHER", "uasc.DUC"}


@rule("A001", "", "A cell was not understood. It was taken as blank: write it as the column asks.")
def cell_not_understood(record: Record) -> list[Hit]:
    return [
        fault
        for fault in record.given.faults
        if fault.kind == "cell" and f"{fault.table}.{fault.column}" not in _WITH_A_NUMBER
    ]


@rule("A002", "", "A row was set aside in reading. None of it was checked: mend the row.")
def row_set_aside(record: Record) -> list[Hit]:
    return [fault for fault in record.given.faults if fault.kind == "row"]


@rule("A003", "", "A file was set aside in reading. None of it was checked: mend the file.")
def file_set_aside(record: Record) -> list[Hit]:
    return [fault for fault in record.given.faults if fault.kind == "file"]
