"""Cells that need no thought: each value that was seen is looked up, a whole column at a time.

A column of which every cell is in its proper form is read here. One cell that is not (`Unclean`), and
the column is read by `careful` instead, which has all of it before it and says what it made of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import filterfalse
from typing import Final

from ..codes import all_codes
from ..returns import Cell
from ..tables import Column

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""No date of a return lies outside."""

POSTCODE: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
BLANKS: Final = frozenset(
    {
        "NULL",
        "NONE",
        "NAN",
        "NAT",
        "N/A",
        "#N/A",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "-",
        "--",
        "(BLANK)",
        "<NULL>",
    }
)
"""What other programs write for nothing."""

CAPITALS: Final = frozenset({"URN", "SW_ID"})
"""Columns of text that is written in capitals."""
LONGEST_TEXT: Final = 100
"""Characters; nothing longer is an identifier."""
_BLANK_WORDS: Final = frozenset(
    form for word in BLANKS for form in (word, word.lower(), word.title(), "NaN", "NaT")
)
_DAMAGED: Final = re.compile(r"\d+\.0+|\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


class Unclean(LookupError):
    """A cell that is not in its proper form."""


class Clean(dict[str, Cell]):
    """Cells as they stand → what they are; raises Unclean."""

    def __init__(self) -> None:
        super().__init__({"": None})

    def __missing__(self, text: str) -> Cell:
        value = self[text] = self.understand(text)
        return value

    def column(self, cells: Sequence[str]) -> list[Cell]:
        """A column of cells in proper form."""
        return list(map(self.__getitem__, cells))

    def understand(self, text: str) -> Cell:
        """One cell that was not seen before."""
        raise Unclean(text)


class Codes(Clean):
    """Codes of one list, of any year: whether it is of this year is for the checks."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.update({one.code: one.code for one in all_codes() if one.list == name})


class Dates(Clean):
    """dd/mm/yyyy, and yyyy-mm-dd."""

    def understand(self, text: str) -> Cell:
        try:
            if len(text) != 10 or not text.isascii():
                raise Unclean(text)
            if text[2] == text[5] == "/":
                day, month, year = text[:2], text[3:5], text[6:]
            elif text[4] == text[7] == "-":
                year, month, day = text[:4], text[5:7], text[8:]
            else:
                raise Unclean(text)
            if not (day + month + year).isdigit() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
                raise Unclean(text)
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            raise Unclean(text) from None


class Numbers(Clean):
    """Whole numbers, not negative, of up to four digits."""

    def understand(self, text: str) -> Cell:
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            raise Unclean(text)
        return int(text)


class Postcodes(Clean):
    """Whole postcodes with one space."""

    def understand(self, text: str) -> Cell:
        if not POSTCODE.fullmatch(text):
            raise Unclean(text)
        return text


class Texts(Clean):
    """Identifiers and other text that no spreadsheet has been at.

    Identifiers of children are as many as rows, so new ones are looked at all at once: letters and numbers
    alone cannot be damaged, for damage leaves a point or a sign.
    """

    def column(self, cells: Sequence[str]) -> list[Cell]:
        """A column, its new cells learnt together where they are plain."""
        known = list(map(self.get, cells))
        if known.count(None) == cells.count(""):
            return known
        new = set(filterfalse(self.__contains__, cells))
        whole = "".join(new)
        if (
            whole.isascii()
            and whole.isalnum()
            and _BLANK_WORDS.isdisjoint(new)
            and max(map(len, new)) <= LONGEST_TEXT
        ):
            self.update(zip(new, new, strict=True))
        return super().column(cells)

    def understand(self, text: str) -> Cell:
        return understood_text(text)


class Capitals(Clean):
    """Identifiers that are written in capitals: URN and SW_ID."""

    def understand(self, text: str) -> Cell:
        if text != text.upper():
            raise Unclean(text)
        return understood_text(text)


class Upns(Clean):
    """UPNs: a letter and 12 more, or UN1 to UN7 for none."""

    def understand(self, text: str) -> Cell:
        if len(text) not in (3, 13) or not (
            text.isascii() and text.isalnum() and text == text.upper()
        ):
            raise Unclean(text)
        return text


class Loose(Clean):
    """DATE_PERM: a date of which days may be unknown (zz/05/2019), kept as text."""

    def understand(self, text: str) -> Cell:
        if not re.fullmatch(r"(?:\d\d|zz)/(?:\d\d|zz)/(?:\d{4}|zzzz)", text):
            raise Unclean(text)
        return text


def understood_text(text: str) -> str:
    """Text that is in its proper form; raises Unclean."""
    if (
        text != text.strip()
        or not text.isprintable()
        or is_damaged(text)
        or len(text) > LONGEST_TEXT
    ):
        raise Unclean(text)
    return text


def is_damaged(text: str) -> bool:
    """Whether text stands for nothing, or is a number as a spreadsheet writes it."""
    return text.upper() in BLANKS or _DAMAGED.fullmatch(text) is not None


class Seen:
    """All values seen in one reading, by kind: what is equal is one object, however many rows have it."""

    def __init__(self) -> None:
        self._of: dict[str, Clean] = {}
        self._names: dict[str, str] = {}

    def name(self, text: str) -> str:
        """The same text, held once."""
        return self._names.setdefault(text, text)

    def of(self, column: Column) -> Clean:
        """The values of a column."""
        key, new = self._kind(column)
        if key not in self._of:
            self._of[key] = new(key) if new is Codes else new()
        return self._of[key]

    def read(self, column: Column, cells: Sequence[str]) -> list[Cell]:
        """A column of cells in proper form; raises Unclean at the first that is not."""
        return self.of(column).column(cells)

    @staticmethod
    def _kind(column: Column) -> tuple[str, type[Clean]]:
        if column.kind == "code":
            return column.codes, Codes
        if column.name in ("UPN", "DATE_PERM"):
            return column.name, Upns if column.name == "UPN" else Loose
        if column.name in CAPITALS:
            return column.name, Capitals
        kinds: dict[str, type[Clean]] = {"date": Dates, "number": Numbers, "postcode": Postcodes}
        return column.kind if column.kind in kinds else column.name, kinds.get(column.kind, Texts)
