"""The return as XML: CHILD elements with a HEADER, EPISODEs and groups of other tables in them.

What a group is is told by the names of its fields, as a table is by its columns, so wrappers of any name and
depth are looked through. Fields that stand in no group of their own (of HEADER and of the child) make the rows
of header, uasc, oc3 and ad1, and complete the groups (a review has no date of birth of its own).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..tables import TABLES
from .naming import year_in
from .recognise import head, table_of
from .safe_xml import parse
from .sheets import Sheet, from_rows

_UASC = "UASC"
"""A field of HEADER, 0 or 1, in the place of the table."""
_OF_HEADER_ALONE = frozenset({"ETHNIC", "UPN", "MOTHER"})
_OF_THE_CHILD = {
    "uasc": ("DUC", _UASC),
    "oc3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": ("DATE_INT", "DATE_MATCH"),
    "previous_permanence": ("PREV_PERM",),
    "header": ("SEX", "DOB", "ETHNIC", "UPN"),
}
"""Tables whose fields may stand among the child's own: a row where one of these is filled in."""


@dataclass(slots=True)
class _Element:
    name: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    parent: bool = False


@dataclass(slots=True)
class _Row:
    table: str
    line: int
    fields: dict[str, str]


class _Rows:
    """Rows of all tables, gathered while the elements go by."""

    def __init__(self) -> None:
        self.of: dict[str, list[tuple[int, dict[str, str]]]] = {}
        self.outside: dict[str, str] = {}
        self._open: list[_Element] = []
        self._children_open = 0
        self._groups: list[_Row] = []

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        if self._open:
            self._open[-1].parent = True
        element = _Element(name.upper(), line)
        for attribute, text in attributes.items():
            _put(element.fields, attribute.rpartition(":")[2], text)
        self._open.append(element)
        self._children_open += element.name == "CHILD"

    def end(self, name: str, text: str) -> None:
        element = self._open.pop()
        self._children_open -= element.name == "CHILD"
        outer = self._open[-1] if self._open else None
        if not element.parent and not element.fields:
            if outer is not None:
                _put(outer.fields, name, text)
        elif element.name == "CHILD" and not self._children_open:
            self._child(element)
        elif self._children_open:
            self._group(element)
        elif "CHILD" in element.fields and table_of(set(element.fields)):
            self._child(element)
        else:
            self.outside |= {
                key: element.fields[key] for key in ("LA", "YEAR") if key in element.fields
            }

    def _group(self, element: _Element) -> None:
        """A row of a table by itself; or fields of the child, in a HEADER or another wrapper."""
        table = table_of(set(element.fields))
        if table and element.name != "HEADER" and _OF_HEADER_ALONE.isdisjoint(element.fields):
            self._groups.append(_Row(table, element.line, element.fields))
        else:
            for name, text in element.fields.items():
                self._open[-1].fields.setdefault(name, text)

    def _child(self, element: _Element) -> None:
        own = element.fields
        for table, telling in _OF_THE_CHILD.items():
            if any(own.get(name, "").strip() not in ("", "0") for name in telling):
                self._add(table, element.line, own)
        flat = table_of(set(own))
        if flat is not None and flat not in _OF_THE_CHILD:
            self._add(flat, element.line, own)
        for row in self._groups:
            self._add(row.table, row.line, {**own, **row.fields})
        self._groups = []

    def _add(self, table: str, line: int, fields: dict[str, str]) -> None:
        self.of.setdefault(table, []).append((line, fields))


def _put(fields: dict[str, str], name: str, text: str) -> None:
    column = _UASC if name.upper() == _UASC else head(name)
    if column is not None:
        fields.setdefault(column, text)


def read_xml(file: str, names: tuple[str, ...], content: bytes) -> list[Sheet]:
    """A sheet for each table that the document has rows of; raises BadXml."""
    rows = _Rows()
    parse(content, rows.start, rows.end)
    outside = {name: text for name, text in rows.outside.items() if text.strip()}
    if not year_in(outside.get("YEAR", "")):
        outside.pop("YEAR", None)
    sheets = []
    for table, found in rows.of.items():
        heads = [column.name for column in TABLES[table].columns]
        needed = _OF_THE_CHILD.get(table, ())
        heads = [
            name for name in heads if name in needed or any(name in fields for _, fields in found)
        ]
        heads += [name for name in ("LA", "YEAR") if name in outside or name in found[0][1]]
        cells = (
            (line, [fields.get(name, outside.get(name, "")) for name in heads])
            for line, fields in found
        )
        sheets.append(from_rows(f"{file} › {table}", (*names, table), heads, 1, cells))
    return sheets
