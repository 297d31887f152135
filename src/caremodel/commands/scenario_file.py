"""A scenario as people write it: a TOML file with a table for each change.

name = "More foster carers"

[[step_across]]
since = 2026-04-01
monthly = 0.02
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .refusals import Unreadable

if TYPE_CHECKING:
    from ..forecast.scenario import Change, Scenario

NUMBERS = frozenset({"factor", "share", "monthly", "stable_a_year"})
WHOLE_NUMBERS = frozenset({"places", "months_to_fill", "months_in_care"})
LISTS = frozenset({"ages", "categories", "drawing_from"})


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file.

    Raises:
        Unreadable: with every fault of the file, a sentence each.
    """
    from ..forecast.scenario import Scenario, ScenarioFault

    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Unreadable(
            f"{path}: cannot be read ({error.strerror or error}); check the path."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"{path}: is not TOML ({error}). An example is in docs/care/guide.md."
        ) from None
    name = document.pop("name", "")
    faults = [] if isinstance(name, str) else ["name: is text, in quotes."]
    changes: list[Change] = []
    for kind, entries in document.items():
        changes += _changes(kind, entries, faults)
    if not document:
        faults.append(f"There is no change in it; known are {', '.join(map(_head, _kinds()))}.")
    if not faults:
        try:
            return Scenario(tuple(changes), name)
        except ScenarioFault as fault:
            faults.append(str(fault))
    raise Unreadable("\n".join(f"{path}: {fault}" for fault in faults))


def _kinds() -> Mapping[str, type[Change]]:
    """Tables of the file and what they become."""
    from ..forecast import scenario

    return {
        "rates": scenario.RateChange,
        "entries": scenario.EntryChange,
        "early_help": scenario.EarlyHelp,
        "places": scenario.Places,
        "step_across": scenario.StepAcross,
    }


def _head(kind: str) -> str:
    return f"[[{kind}]]"


def _changes(kind: str, entries: object, faults: list[str]) -> list[Change]:
    """The changes of one kind; what is wrong is added to `faults`."""
    known = _kinds()
    if kind not in known:
        faults.append(f"{kind}: is no change that is known; write {', '.join(map(_head, known))}.")
        return []
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        faults.append(f"{kind}: write it with two brackets on each side, {_head(kind)}.")
        return []
    made = []
    for number, entry in enumerate(entries, 1):
        found = _values(f"{_head(kind)} number {number}", known[kind], entry)
        if isinstance(found, list):
            faults += found
        else:
            made.append(known[kind](**found))
    return made


def _values(where: str, kind: type[Change], entry: Mapping[str, Any]) -> dict[str, Any] | list[str]:
    """The entry as the change takes it, or its faults."""
    names = {one.name: one for one in fields(kind)}
    faults = [
        f"{where}: {name} is not known; known are {', '.join(names)}."
        for name in entry
        if name not in names
    ]
    faults += [
        f"{where}: {name} is lacking."
        for name, one in names.items()
        if one.default is MISSING and name not in entry
    ]
    values = {}
    for name, value in entry.items():
        if name in names:
            expected = _expected(name, value)
            if expected:
                faults.append(f"{where}: {name} is {value!r}; write {expected}.")
            values[name] = tuple(value) if isinstance(value, list) else value
    return faults or values


def _expected(name: str, value: object) -> str:
    """What should have been written; empty where it was."""
    if name in NUMBERS:
        right = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if right else "a number, as 0.9"
    if name in WHOLE_NUMBERS:
        right = isinstance(value, int) and not isinstance(value, bool)
        return "" if right else "a whole number, as 6"
    if name in LISTS:
        right = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return "" if right else 'a list of words, as ["10-15", "16-17"]'
    if name == "since":
        right = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        return "" if right else "a day without quotes, as 2026-04-01"
    return "" if isinstance(value, str) else 'a word in quotes, as "fostering"'
