"""Asking every rule of a year of a return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from ..returns import Fault, Return
from ..tables import TABLES
from .finding import Finding
from .record import Record
from .rows import TABLE_OF, Hit
from .rules import Rule, registered

_BROKEN: Final = "A999"


def check(returns: Sequence[Return], *, year: int | None = None) -> list[Finding]:
    """Findings in the latest return of each authority, or in those of one collection year.

    `returns` may hold other years too: a return is compared with the one of the year before, and what was
    earlier is asked where a rule looks back. Findings come by authority, year, rule, table and row. A rule
    that fails itself is a finding (A999) and stops no other.
    """
    found: list[Finding] = []
    for history in _histories(returns):
        chosen = [one for one in history if one.year == (year or history[-1].year)]
        for given in chosen[-1:]:
            found += _check(_record(given, history))
    return found


def _histories(returns: Iterable[Return]) -> list[list[Return]]:
    """Returns of each authority by year, in order."""
    held: dict[str, list[Return]] = {}
    for one in returns:
        held.setdefault(one.authority or "", []).append(one)
    return [sorted(those, key=lambda one: one.year) for _, those in sorted(held.items())]


def _record(given: Return, history: Sequence[Return]) -> Record:
    records: list[Record] = []
    for one in history:
        if one.year < given.year:
            records.insert(0, Record(one, tuple(records)))
    return Record(given, tuple(records))


def _check(record: Record) -> list[Finding]:
    found: list[Finding] = []
    for rule in registered():
        if rule.holds_in(record.year) and _can_be_asked(rule, record):
            found += _ask(rule, record)
    return found


def _can_be_asked(rule: Rule, record: Record) -> bool:
    if not record.has(field for field in rule.fields if field):
        return False
    if rule.finds:
        return True
    return record.before is not None and record.before.has(rule.tables)


def _ask(rule: Rule, record: Record) -> list[Finding]:
    try:
        before = record.before
        if rule.finds:
            hits = list(rule.finds(record))
        elif rule.compares and before:
            hits = list(rule.compares(record, before))
        else:
            hits = []
        return sorted(
            dict.fromkeys(_finding(rule, hit, record) for hit in hits),
            key=lambda one: (one.table, -1 if one.row is None else one.row, one.field),
        )
    except Exception as fault:  # a rule at fault must not hide what the others find
        return [_broken(rule, fault, record)]


def _broken(rule: Rule, fault: Exception, record: Record) -> Finding:
    message = (
        f"Rule {rule.number} could not be asked ({type(fault).__name__}), so nothing is known by it. Tell those "
        "who keep the rules; all others were asked."
    )
    return Finding(_BROKEN, message, rule.tables[0], None, "", "", rule.number, record.year, None)


def _finding(rule: Rule, hit: Hit, record: Record) -> Finding:
    if isinstance(hit, Fault):
        return _of_fault(rule, hit, record)
    table = TABLE_OF[type(hit)]
    column = rule.columns.get(table, "CHILD")
    unread = record.unread.get((table, column), {}).get(hit.row)
    cell = hit[1 + _position(table, column)]
    return Finding(
        rule.number,
        rule.message,
        table,
        hit.row,
        hit.child,
        column,
        unread.text if unread else written(cell),
        record.year,
        record.given.tables[table].places[hit.row],
    )


def _of_fault(rule: Rule, fault: Fault, record: Record) -> Finding:
    child = ""
    if fault.row is not None and fault.table in record.given.tables:
        child = str(record.given.tables[fault.table].columns["CHILD"][fault.row] or "")
    message = rule.message if not rule.number.startswith("A") else fault.message
    return Finding(
        rule.number,
        message,
        fault.table,
        fault.row,
        child,
        fault.column,
        fault.text,
        record.year,
        fault.place,
    )


def _position(table: str, column: str) -> int:
    return [one.name for one in TABLES[table].columns].index(column)


def written(cell: object) -> str:
    """A cell as people write it: dates day first, blank as nothing."""
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)
