"""Tables that do not fit together: children of no header, dates of birth that differ, rows given twice."""

from __future__ import annotations

from typing import Final

from .record import Record, by_child
from .rows import Episode, Row
from .rules import Hits, OfOneYear, rule

_TABLES: Final = (
    # table, not in the header, other date of birth, more than once
    ("ad1", "INT01", "INT11", "INT31"),
    ("placed_for_adoption", "INT02", "INT12", ""),
    ("episodes", "INT03", "", ""),
    ("missing", "INT04", "INT13", ""),
    ("oc2", "INT05", "INT14", "INT33"),
    ("oc3", "INT06", "INT15", "INT34"),
    ("previous_permanence", "INT07", "INT16", "INT35"),
    ("reviews", "INT08", "INT17", ""),
    ("uasc", "INT09", "INT18", "INT36"),
    ("header", "", "", "INT32"),
    ("sw_episodes", "A011", "A012", ""),
    ("dolo", "A013", "A014", ""),
)


_NOT_OF_OLD: Final = ("episodes", "URN")
"""A column that old returns rightly lack; nothing at hand says since which year exactly it is asked for."""
_FIRST_RULES: Final = 2023
"""The first collection year of which the DfE's rules are known here."""


def _unknown_child(table: str) -> OfOneYear:
    def finds(record: Record) -> Hits:
        known = record.children
        return [row for row in record.rows_of(table) if row.child and row.child not in known]

    return finds


def _born_otherwise(table: str) -> OfOneYear:
    def finds(record: Record) -> Hits:
        born = record.born
        for row in record.rows_of(table):
            dob = None if isinstance(row, Episode) else row.dob
            if dob and born.get(row.child, dob) != dob:
                yield row

    return finds


def _more_than_once(table: str) -> OfOneYear:
    def finds(record: Record) -> list[Row]:
        groups = by_child(record.rows_of(table)).values()
        return [row for rows in groups if len(rows) > 1 for row in rows]

    return finds


for _table, _unknown, _otherwise, _twice in _TABLES:
    if _unknown:
        rule(
            _unknown,
            f"{_table}.CHILD header.CHILD",
            f"A child of {_table} is not in the header. Add the child to the header, or mend the "
            "identifier.",
        )(_unknown_child(_table))
    if _otherwise:
        rule(
            _otherwise,
            f"{_table}.DOB header.DOB",
            f"The date of birth in {_table} is another than in the header. Put the right one in both.",
        )(_born_otherwise(_table))
    if _twice:
        rule(
            _twice,
            f"{_table}.CHILD",
            f"A child is in {_table} more than once. Keep the row that is right.",
        )(_more_than_once(_table))


@rule(
    "INT21",
    "uasc.SEX header.SEX",
    "The sex in uasc is another than in the header. Put the right one in both.",
)
def other_sex_among_those_seeking_asylum(record: Record) -> Hits:
    for row in record.uasc:
        child = record.children.get(row.child)
        if row.sex and child and child.sex and row.sex != child.sex:
            yield row


@rule(
    "EPI",
    "header.CHILD episodes.CHILD oc3.CHILD",
    "A child of the header has no episode and is no care leaver. Add the episodes, or take the child out.",
)
def child_without_episodes(record: Record) -> Hits:
    known = {row.child for row in record.episodes} | {row.child for row in record.oc3}
    return [row for row in record.header if row.child and row.child not in known]


@rule(
    "A004",
    "",
    "A column is missing from a table. The rules that need it were not asked: add the column.",
)
def columns_missing(record: Record) -> Hits:
    for table in record.given.tables.values():
        for column in table.missing:
            if (table.name, column) != _NOT_OF_OLD or record.year >= _FIRST_RULES:
                yield record.lack(table.name, column)


@rule(
    "A005",
    "",
    "A row has no identifier of a child. Put it in: the row can be joined to nothing without it.",
)
def row_of_no_child(record: Record) -> Hits:
    return [row for table in record.given.tables for row in record.rows_of(table) if not row.child]


@rule(
    "A006",
    "episodes.DECOM",
    "Two episodes of a child begin on one day. Keep the one that is right; a day has one episode.",
)
def two_episodes_of_one_day(record: Record) -> Hits:
    for earlier, after in record.pairs:
        if earlier.decom == after.decom:
            yield after
