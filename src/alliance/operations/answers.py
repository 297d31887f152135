"""What `alliance setup` must know, read from a file, with everything wrong with it at once.

A file is read into cells, each knowing where it stood; the cells are then judged into `Answers`.
No database is needed for either.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance.refusals import Unreadable

ONS_CODE = re.compile(r"[EWSN]\d{8}")
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
SIZE_BANDS = ("large", "small")


@dataclass(frozen=True, slots=True)
class Column:
    """One thing asked: its key in TOML, its label in a spreadsheet, whether it must be said."""

    key: str
    label: str
    required: bool = False
    hint: str = ""


SETTINGS = (
    Column("name", "Name of the alliance", True, "South Coast Improvement Alliance"),
    Column("short_name", "Short name", True, "SCIA"),
    Column("region", "Region", False, "South Coast"),
    Column("purpose", "One line of what it is", False, "Authorities improving together"),
    Column("contact_email", "Programme's e-mail address", False, "programme@example.gov.uk"),
    Column("host_authority", "Authority that hosts the programme", False, "Name or ONS code"),
    Column("host", "Address of the site", True, "alliance.example.gov.uk"),
    Column("database_url", "PostgreSQL address", False, "Empty for SQLite in the data folder"),
    Column("email_url", "Mail server", False, "smtp://user:password@mail.example.gov.uk:587"),
    Column("email_from", "Sender of mail", False, "alliance@example.gov.uk"),
    Column("administrator_name", "First administrator's name", True, "Sam Example"),
    Column("administrator_email", "First administrator's e-mail", True, "sam@example.gov.uk"),
)
AUTHORITIES = (
    Column("name", "Name", True),
    Column("ons_code", "ONS code", True, "E10000014"),
    Column("size_band", "Size band", False, "large or small"),
)
PEOPLE = (
    Column("name", "Name", True),
    Column("role", "Role", True, "as: director of children's services"),
    Column("authority", "Authority", False, "name or ONS code"),
    Column("email", "E-mail address"),
    Column("from", "From", False, "1 April 2026"),
    Column("to", "To"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and where a person finds it again."""

    value: Any
    where: str

    @property
    def text(self) -> str:
        return "" if self.value is None else str(self.value).strip()


Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheets:
    """A file as it was read: nothing judged yet."""

    settings: Row
    authorities: list[Row]
    people: list[Row]


@dataclass(frozen=True, slots=True)
class AuthorityAnswer:
    name: str
    ons_code: str
    size_band: str


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    name: str
    role: str
    """A value of `RoleKind`."""
    ons_code: str
    """Of the authority, or empty."""
    email: str
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Answers:
    settings: Mapping[str, str]
    host_ons_code: str
    authorities: tuple[AuthorityAnswer, ...]
    people: tuple[PersonAnswer, ...]


def read(path: Path) -> Sheets:
    """Read a file by its ending; raises `Unreadable`."""
    if not path.exists():
        raise Unreadable(f"There is no file {path}.")
    if path.suffix.lower() == ".toml":
        return _read_toml(path)
    if path.suffix.lower() == ".xlsx":
        from .answers_spreadsheet import read_spreadsheet

        return read_spreadsheet(path)
    raise Unreadable(
        f"{path} is neither .xlsx nor .toml. “alliance setup --template answers.xlsx” writes a "
        "spreadsheet to fill in."
    )


def _read_toml(path: Path) -> Sheets:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Unreadable(f"{path} cannot be read as TOML: {fault}.") from fault

    def rows(name: str) -> list[Row]:
        entries = content.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise Unreadable(f"{path}: write each of the {name} under a line [[{name}]].")
        return [
            {key: Cell(value, f"{name}, entry {number}, {key}") for key, value in entry.items()}
            for number, entry in enumerate(entries, 1)
        ]

    alliance = content.get("alliance", {})
    if not isinstance(alliance, dict):
        raise Unreadable(f"{path}: write the alliance's own answers under a line [alliance].")
    settings = {key: Cell(value, f"[alliance], {key}") for key, value in alliance.items()}
    return Sheets(settings, rows("authorities"), rows("people"))


def judge(sheets: Sheets, role_kinds: Mapping[str, str]) -> tuple[Answers | None, list[str]]:
    """The answers, or all that is wrong with them, a sentence each saying where.

    Args:
        role_kinds: the label of each kind of role by its value.
    """
    judged = _Judge(role_kinds)
    answers = judged.answers(sheets)
    return (None if judged.faults else answers), judged.faults


class _Judge:
    """Goes through the sheets once and notes every fault."""

    def __init__(self, role_kinds: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self.roles = {name.casefold(): value for value, name in role_kinds.items()}
        self.roles |= {value: value for value in role_kinds}
        self.role_labels = list(role_kinds.values())
        self.codes: dict[str, str] = {}

    def answers(self, sheets: Sheets) -> Answers:
        self._unknown_keys(sheets.settings, SETTINGS)
        settings = {
            column.key: self._said(sheets.settings, column, "the alliance") for column in SETTINGS
        }
        self._setting_forms(sheets.settings)
        if not sheets.authorities:
            self.faults.append("authorities: there are none; name at least one.")
        authorities = tuple(self._authority(row) for row in sheets.authorities)
        host = sheets.settings.get("host_authority", Cell("", ""))
        people = tuple(self._person(row) for row in sheets.people)
        return Answers(settings, self._code_of(host), authorities, people)

    def fault(self, cell: Cell, sentence: str) -> None:
        self.faults.append(f"{cell.where}: “{cell.text}” {sentence}")

    def _said(self, row: Row, column: Column, what: str) -> str:
        cell = row.get(column.key)
        if cell is None or not cell.text:
            if column.required:
                where = cell.where if cell else f"{what}, {column.key}"
                self.faults.append(f"{where}: write the {column.label.lower()}.")
            return ""
        return cell.text

    def _unknown_keys(self, row: Row, columns: tuple[Column, ...]) -> None:
        known = {column.key for column in columns}
        for key, cell in row.items():
            if key not in known:
                names = ", ".join(column.key for column in columns)
                self.faults.append(f"{cell.where}: nothing is called so; there are {names}.")

    def _setting_forms(self, row: Row) -> None:
        forms = {
            "host": (HOST, "is no host name; write it without https://, as alliance.example.uk."),
            "contact_email": (EMAIL, "is no e-mail address."),
            "email_from": (EMAIL, "is no e-mail address."),
            "administrator_email": (EMAIL, "is no e-mail address."),
            "email_url": (re.compile(r"smtps?://\S+"), "does not begin with smtp:// or smtps://."),
            "database_url": (
                re.compile(r"postgres(ql)?://\S+"), "does not begin with postgresql://.",
            ),
        }  # fmt: skip
        for key, (form, sentence) in forms.items():
            cell = row.get(key)
            if cell and cell.text and not form.fullmatch(cell.text):
                self.fault(cell, sentence)

    def _authority(self, row: Row) -> AuthorityAnswer:
        self._unknown_keys(row, AUTHORITIES)
        where = _place(row, "authorities")
        name = self._said(row, AUTHORITIES[0], where)
        code = self._said(row, AUTHORITIES[1], where).upper()
        band = (self._said(row, AUTHORITIES[2], where) or "small").lower()
        if code and not ONS_CODE.fullmatch(code):
            self.fault(row["ons_code"], "is no ONS code; write nine characters, as E10000014.")
        for key in filter(None, (code, name)):
            if key.casefold() in self.codes:
                self.fault(row["ons_code" if key == code else "name"], "is there twice.")
            self.codes[key.casefold()] = code
        if band not in SIZE_BANDS:
            self.fault(row["size_band"], "is no size band; write large or small.")
        return AuthorityAnswer(name, code, band)

    def _person(self, row: Row) -> PersonAnswer:
        self._unknown_keys(row, PEOPLE)
        where = _place(row, "people")
        role = self._said(row, PEOPLE[1], where)
        if role and role.casefold() not in self.roles:
            self.fault(row["role"], f"is no role; there are: {'; '.join(self.role_labels)}.")
        email = self._said(row, PEOPLE[3], where)
        if email and not EMAIL.fullmatch(email):
            self.fault(row["email"], "is no e-mail address.")
        starts_on, ends_on = self._day(row.get("from")), self._day(row.get("to"))
        if starts_on and ends_on and ends_on < starts_on:
            self.fault(row["to"], "is before the term begins.")
        return PersonAnswer(
            self._said(row, PEOPLE[0], where),
            self.roles.get(role.casefold(), ""),
            self._code_of(row.get("authority", Cell("", ""))),
            email,
            starts_on,
            ends_on,
        )

    def _code_of(self, cell: Cell) -> str:
        if not cell.text:
            return ""
        if cell.text.casefold() not in self.codes:
            self.fault(cell, "is none of the authorities; write its name or ONS code as there.")
        return self.codes.get(cell.text.casefold(), "")

    def _day(self, cell: Cell | None) -> dt.date | None:
        if cell is None or not cell.text:
            return None
        if isinstance(cell.value, dt.datetime):
            return cell.value.date()
        if isinstance(cell.value, dt.date):
            return cell.value
        for form in ("%Y-%m-%d", "%d %B %Y", "%d/%m/%Y"):
            try:
                return dt.datetime.strptime(cell.text, form).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
        self.fault(cell, "is no date; write it as 1 April 2026.")
        return None


def _place(row: Row, sheet: str) -> str:
    """Where a row is, from any cell of it."""
    first = next(iter(row.values()), None)
    return first.where.rpartition(", ")[0] if first else sheet
