"""Who the children of one authority are, over all its returns."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from ..returns import Cell, Return
from .changes import in_words, year_in_words
from .model import Link

_SEX: Final = MappingProxyType({"1": "M", "2": "F"})
"""Codes until the collection of 2023-24 → those since."""

_NOT_TOLD: Final = frozenset({"NOBT", "REFU"})
_PUPIL_NUMBER: Final = re.compile(r"[A-Z]\d{11}[A-Z\d]")


class Person(NamedTuple):
    """What returns say of a child whatever the day."""

    born: dt.date | None = None
    sex: str | None = None
    """M, F or U, whatever the year's codes."""
    ethnic: str | None = None
    upn: str | None = None


NOBODY: Final = Person()

NotePerson = Callable[[str, str, str, int], None]
"""Takes child, kind, message and year."""


def people(returns: Sequence[Return], note: NotePerson) -> Mapping[str, Person]:
    """Everybody in the headers; returns in order of years, the latest word wins.

    A birthday that no header has is taken from any table that has it.
    """
    said: dict[Cell, tuple[Cell, ...]] = {}
    known: dict[str, Person] = {}
    for one in returns:
        for child, facts in _facts(one):
            if said.get(child) == facts:  # nearly always, and then there is nothing to do
                continue
            said[child] = facts
            if isinstance(child, str):
                person, before = _person(facts), known.get(child)
                known[child] = (
                    _later_word(child, before, person, one.year, note) if before else person
                )
    for one in returns:
        for table in one.tables:
            if table != "header" and "DOB" in one.tables[table].columns:
                _birthdays(known, _rows(one, table, "CHILD", "DOB"))
    return known


def _facts(one: Return) -> Iterable[tuple[Cell, tuple[Cell, ...]]]:
    header = one.tables.get("header")
    if header is None:
        return ()
    columns = (header.columns[name] for name in ("DOB", "SEX", "ETHNIC", "UPN"))
    return zip(header.columns["CHILD"], zip(*columns, strict=True), strict=True)


def _person(facts: tuple[Cell, ...]) -> Person:
    born, sex, ethnic, upn = facts
    return Person(
        cast("dt.date | None", born),
        _SEX.get(cast(str, sex), cast("str | None", sex)),
        cast("str | None", ethnic),
        cast("str | None", upn),
    )


def seeking_asylum(returns: Sequence[Return]) -> Mapping[str, dt.date | None]:
    """Unaccompanied children who seek asylum, and until when (DUC), as the latest return says."""
    until: dict[str, dt.date | None] = {}
    for one in returns:
        for child, day in _rows(one, "uasc", "CHILD", "DUC"):
            if child is not None:
                name = cast(str, child)
                until[name] = cast("dt.date | None", day) or until.get(name)
    return until


def linked(everybody: Iterable[tuple[str | None, str, Person]]) -> tuple[Link, ...]:
    """Children with one valid pupil number whose birthdays do not differ: (authority, id, person)."""
    by_number = defaultdict(list)
    for authority, child, person in everybody:
        if person.upn and _PUPIL_NUMBER.fullmatch(person.upn):
            by_number[person.upn].append((authority, child, person.born))
    links = []
    for found in by_number.values():
        days = {born for _, _, born in found if born}
        if len(found) > 1 and len(days) < 2:
            keys = sorted(
                ((authority, child) for authority, child, _ in found),
                key=lambda key: (key[0] or "", key[1]),
            )
            links.append(Link(tuple(keys)))
    return tuple(sorted(links, key=lambda link: [(a or "", c) for a, c in link.children]))


def _rows(one: Return, table: str, *columns: str) -> Iterable[tuple[Cell, ...]]:
    found = one.tables.get(table)
    return zip(*(found.columns[name] for name in columns), strict=True) if found else ()


def _birthdays(known: dict[str, Person], rows: Iterable[tuple[Cell, ...]]) -> None:
    for child, born in rows:
        if isinstance(child, str) and isinstance(born, dt.date):
            person = known.get(child, NOBODY)
            if person.born is None:
                known[child] = person._replace(born=born)


def _later_word(child: str, before: Person, after: Person, year: int, note: NotePerson) -> Person:
    ethnic = after.ethnic
    if ethnic is None or (ethnic in _NOT_TOLD and before.ethnic is not None):
        ethnic = before.ethnic
    person = Person(
        after.born or before.born, after.sex or before.sex, ethnic, after.upn or before.upn
    )
    for title, old, new in (
        ("birthday", before.born, person.born),
        ("sex", before.sex, person.sex),
        ("ethnicity", before.ethnic, person.ethnic),
    ):
        if old is not None and old != new and old not in _NOT_TOLD:
            first, second = (
                in_words(day) if isinstance(day, dt.date) else day for day in (old, new)
            )
            note(
                child,
                "person",
                f"The {title} was {first}; the return of {year_in_words(year)} has {second}, which is believed.",
                year,
            )
    return person
