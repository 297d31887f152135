"""The questions of `alliance setup` on a terminal."""

from __future__ import annotations

from collections.abc import Callable

from .answers import AUTHORITIES, SETTINGS, Cell, Column, Row, Sheets, judge

Ask = Callable[[str], str]


def ask_all(ask: Ask = input) -> Sheets:
    """Ask for everything, each question again until its answer makes sense."""
    print("Questions with a * need an answer; Enter leaves the others empty.\n")
    settings: dict[str, Cell] = {}
    host_authority = next(one for one in SETTINGS if one.key == "host_authority")
    for column in SETTINGS:
        if column is not host_authority:
            settings[column.key] = _ask_setting(ask, column)
    print("\nThe authorities, one after another; Enter instead of a name when all are named.")
    authorities: list[Row] = []
    while row := _ask_authority(ask, len(authorities) + 1):
        authorities.append(row)
    settings[host_authority.key] = _ask(ask, host_authority)
    return Sheets(settings, authorities, [])


def _ask(ask: Ask, column: Column, prefix: str = "") -> Cell:
    hint = f" ({column.hint})" if column.hint else ""
    mark = " *" if column.required else ""
    return Cell(ask(f"{prefix}{column.label}{mark}{hint}: ").strip(), column.label)


def _ask_setting(ask: Ask, column: Column) -> Cell:
    while True:
        cell = _ask(ask, column)
        faults = [
            fault
            for fault in judge(Sheets({column.key: cell}, [], []), {})[1]
            if fault.startswith(column.label)
        ]
        if not faults:
            return cell
        print(f"  {faults[0]}")


def _ask_authority(ask: Ask, number: int) -> Row | None:
    while True:
        name = _ask(ask, AUTHORITIES[0], f"{number}. ")
        if not name.text:
            return None
        row = {AUTHORITIES[0].key: name} | {
            column.key: _ask(ask, column, "   ") for column in AUTHORITIES[1:]
        }
        faults = [
            fault
            for fault in judge(Sheets({}, [row], []), {})[1]
            if fault.startswith(tuple(column.label for column in AUTHORITIES))
        ]
        if not faults:
            return row
        print(f"  {faults[0]}")
