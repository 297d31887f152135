"""The code lists of the statutory return, by collection year.

`codes.csv` has the codes with meanings in our words and the days they were in use. Source: the DfE's guides
to the SSDA903 collections; `doubt` says where the wording was not checked against a guide.
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..returns import first_day, last_day


class Code(NamedTuple):
    """A code of a list, what it means, and the first and last day that it is in use (None: no bound)."""

    list: str
    code: str
    meaning: str
    begins: dt.date | None
    ends: dt.date | None
    doubt: str


@cache
def all_codes() -> tuple[Code, ...]:
    """Every code of every list."""
    text = files(__package__).joinpath("codes.csv").read_text("utf-8")
    return tuple(
        Code(
            row["list"],
            row["code"],
            row["meaning"],
            _day(row["from"]),
            _day(row["to"]),
            row["doubt"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def valid(name: str, year: int) -> frozenset[str]:
    """The codes of a list that were in use on any day of a collection year.

    >>> "K3" in valid("PLACE", 2023), "K3" in valid("PLACE", 2024), "H5" in valid("PLACE", 2024)
    (False, True, True)
    """
    return frozenset(
        code.code
        for code in all_codes()
        if code.list == name
        and (code.begins is None or code.begins <= last_day(year))
        and (code.ends is None or code.ends >= first_day(year))
    )


@cache
def meaning(name: str, code: str) -> str:
    """What a code means; empty for one that no list has."""
    return next((one.meaning for one in all_codes() if (one.list, one.code) == (name, code)), "")


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
