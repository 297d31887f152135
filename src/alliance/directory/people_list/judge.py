"""What a list of people says, and everything that is wrong with it. Needs no database."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import process

from alliance.directory.recognise import authority_key, name_key
from alliance.text.similarity import fold
from alliance.text.tables import Cell, Column, Row

EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
COLUMNS = (
    Column("name", "Name", ("Full name",), is_required=True),
    Column("email", "E-mail address", ("E-mail", "Email", "Email address")),
    Column("organisation", "Organisation"),
    Column("authority", "Authority", ("Local authority", "Council")),
    Column("role", "Role", is_required=True),
    Column("title", "Title", ("Job title",)),
    Column("network", "Network"),
    Column("starts_on", "From", ("Start", "Start date")),
    Column("ends_on", "To", ("End", "End date", "Until")),
    Column("visibility", "Who may see them", ("Visibility",)),
)
ALIKE = 70
"""Of 100: from there on a name is offered as the one that was meant."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the directory has, each by what a person may write for it, folded."""

    authorities: Mapping[str, int]
    networks: Mapping[str, int]
    roles: Mapping[str, str]
    visibilities: Mapping[str, str]
    names: Sequence[str]
    """Authorities, networks and roles as they are written, to suggest from."""
    of_an_authority: frozenset[str]
    """Roles that nobody holds without an authority."""
    addresses: Mapping[str, str]
    """E-mail addresses of the directory, and whose each is."""


class Listed(NamedTuple):
    """One line: a person in a role."""

    line: str
    name: str
    email: str
    organisation: str
    authority: int | None
    role: str
    title: str
    network: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    visibility: str
    """Empty where the list does not say."""


@dataclass(slots=True)
class Judged:
    people: list[Listed] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """All of them, a sentence each, saying where and what to do."""


def judge(rows: Sequence[Row], known: Known) -> Judged:
    """The people of a list; they are only worth anything if there is no fault."""
    judged = Judged()
    judging = _Judging(known, judged.faults)
    judged.people = [judging.listed(row) for row in rows]
    _compare(judged)
    return judged


NOTHING = Cell(None, "")


@dataclass(slots=True)
class _Judging:
    known: Known
    faults: list[str]

    def listed(self, row: Row) -> Listed:
        cells = {column.key: row.get(column.key, NOTHING) for column in COLUMNS}
        if not cells["name"].text:
            self.faults.append(f"{cells['name'].where}: write the name.")
        if len(cells["name"].text) > 200:
            self._fault(cells["name"], "is too long for a name.")
        email = cells["email"].text.lower()
        if email and not EMAIL.fullmatch(email):
            self._fault(cells["email"], "is no e-mail address.")
        owner = self.known.addresses.get(email, cells["name"].text)
        if name_key(owner) != name_key(cells["name"].text):
            self._fault(cells["email"], f"is the address of {owner} in the directory.")
        role = self._role(cells["role"])
        authority = self._found(cells["authority"], self.known.authorities, "an authority")
        if role in self.known.of_an_authority and not cells["authority"].text:
            self._fault(cells["role"], "is a role in an authority: say in which.")
        starts_on, ends_on = self._day(cells["starts_on"]), self._day(cells["ends_on"])
        if starts_on and ends_on and ends_on < starts_on:
            self._fault(cells["ends_on"], "is before the term begins.")
        return Listed(
            line=cells["name"].where.partition(",")[0],
            name=cells["name"].text,
            email=email,
            organisation=cells["organisation"].text[:200],
            authority=authority,
            role=role,
            title=cells["title"].text[:200],
            network=self._found(cells["network"], self.known.networks, "a network"),
            starts_on=starts_on,
            ends_on=ends_on,
            visibility=self._visibility(cells["visibility"]),
        )

    def _fault(self, cell: Cell, sentence: str) -> None:
        self.faults.append(f"{cell.where}: “{cell.text}” {sentence}")

    def _role(self, cell: Cell) -> str:
        if not cell.text:
            self.faults.append(f"{cell.where}: write the role.")
            return ""
        role = self.known.roles.get(fold(cell.text), "")
        if not role:
            self._fault(cell, f"is not a role.{self._meant(cell)}")
        return role

    def _found(self, cell: Cell, places: Mapping[str, int], what: str) -> int | None:
        if not cell.text:
            return None
        found = places.get(fold(cell.text)) or places.get(authority_key(cell.text))
        if found is None:
            self._fault(cell, f"is not {what} of the directory.{self._meant(cell)}")
        return found

    def _meant(self, cell: Cell) -> str:
        near = process.extractOne(cell.text, self.known.names, score_cutoff=ALIKE)
        return f" Is it “{near[0]}”?" if near else ""

    def _visibility(self, cell: Cell) -> str:
        if not cell.text:
            return ""
        said = self.known.visibilities.get(fold(cell.text), "")
        if not said:
            self._fault(cell, "does not say who may see them; write private, members or public.")
        return said

    def _day(self, cell: Cell) -> dt.date | None:
        if cell.text and cell.day is None:
            self._fault(cell, "is no day; write it as 13 November 2020.")
        return cell.day


def _compare(judged: Judged) -> None:
    """Lines that say the same twice, or two things of one person."""
    lines: dict[tuple[object, ...], str] = {}
    names: dict[str, tuple[str, str]] = {}
    for one in judged.people:
        said = (name_key(one.name), one.email, one.authority, one.role, one.network, one.title)
        if one.name and said in lines:
            judged.faults.append(f"{one.line}: says the same of {one.name} as {lines[said]}.")
        lines.setdefault(said, one.line)
        if one.email:
            name, line = names.setdefault(one.email, (one.name, one.line))
            if name_key(name) != name_key(one.name):
                judged.faults.append(
                    f"{one.line}: {one.email} is the address of {name} in {line}; "
                    f"{one.name} needs another."
                )
