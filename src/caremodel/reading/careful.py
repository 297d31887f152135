"""Columns with cells that are not in their proper form: each is mended where only one thing can be meant.

Every function takes the text of one cell and gives what it is and a remark: None where nothing was in
doubt, else that it was mended or not understood, and how to put it right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from ..codes import all_codes
from ..returns import Cell
from ..tables import Column
from .cells import BLANKS, CAPITALS, LONGEST_TEXT, POSTCODE, Clean, Unclean
from .dates import Order, read_date, read_loose_date


class Remark(NamedTuple):
    """`what` follows the place: “DECOM, line 7, “1/4/24”: ” + what."""

    understood: bool
    what: str


class Judged(NamedTuple):
    """A column that was read with care: its cells, and the remark on each text that needs one."""

    cells: list[Cell]
    remarks: Mapping[str, Remark]


_Reader = Callable[[str], tuple[Cell, Remark | None]]

_BLANK: Final = Remark(True, "this stands for nothing and was read as blank.")
_UPPER: Final = Remark(True, "the code was read in capitals and without spaces.")
_POINT: Final = Remark(True, "the point and nought that a spreadsheet added were taken off.")
_DIGITS_LOST: Final = Remark(
    False,
    "a spreadsheet has written the identifier as a power of ten and lost its digits. Export it again "
    "and open it with this column as text.",
)
_TOO_LONG: Final = Remark(
    False,
    f"this has more than {LONGEST_TEXT} characters and is no identifier. Look for a quotation mark that is "
    "closed too late.",
)
_NOT_NUMBER: Final = Remark(
    False, "this is not a whole number. Write one, or leave the cell blank."
)
_WORD: Final = Remark(True, "the word was read as its code.")
_MEANING: Final = Remark(True, "the code was read without the words after it.")
_WITH_MEANING: Final = re.compile(r"([A-Za-z0-9]{1,6})\s*[-–:=(]\s*[A-Za-z].*[A-Za-z]{3}.*")
"""A code with its meaning, as case systems show it: “U4 - Foster placement”."""
_SEXES: Final = {"MALE": "M", "FEMALE": "F", "BOY": "M", "GIRL": "F"}
"""Words for M and F (1 and 2 before 2024-25: which of them the year asks for is for the checks)."""
_YES_NO: Final = Remark(True, "yes and no were read as 1 and 0.")
_NOT_POSTCODE: Final = Remark(
    False,
    "this is no postcode of the United Kingdom. Write one as SW1A 1AA, or leave the cell blank.",
)
_LETTER_O: Final = Remark(True, "the letter O or I was read as the number that must stand there.")
_UPN_FILLED: Final = Remark(
    True, "the noughts that a UPN of 12 digits lacks were put back; its check letter agrees."
)
_WORDS: Final = {"TRUE": 1, "YES": 1, "Y": 1, "FALSE": 0, "NO": 0, "N": 0}


def read_carefully(column: Column, cells: Sequence[str], clean: Clean, order: Order) -> Judged:
    """A whole column; what is in its proper form comes from `clean`."""
    reader = _reader(column, order)
    known: dict[str, Cell] = {}
    remarks: dict[str, Remark] = {}
    for text in dict.fromkeys(cells):
        if order.plain or column.kind != "date":
            try:
                known[text] = clean[text]
                continue
            except Unclean:
                pass
        plain = "".join(filter(str.isprintable, " ".join(text.split())))
        if plain.upper() in BLANKS:
            known[text], remark = None, _BLANK
        elif not plain:
            known[text], remark = None, None
        else:
            known[text], remark = reader(plain)
        if remark is not None:
            remarks[text] = remark
    return Judged(list(map(known.__getitem__, cells)), remarks)


def _reader(column: Column, order: Order) -> _Reader:
    if column.kind == "date":
        return lambda text: _date(text, order)
    if column.kind == "code":
        listed = frozenset(one.code for one in all_codes() if one.list == column.codes)
        words = _SEXES if column.name == "SEX" else {}
        return lambda text: _code(text, listed, words)
    by_name: dict[str, _Reader] = {
        "UPN": _upn,
        "DATE_PERM": _loose,
        **dict.fromkeys(CAPITALS, _capitals),
    }
    by_kind: dict[str, _Reader] = {"number": _number, "postcode": _postcode, "text": _text}
    return by_name.get(column.name) or by_kind[column.kind]


def _date(text: str, order: Order) -> tuple[Cell, Remark | None]:
    found = read_date(text, order)
    return found.day, Remark(found.day is not None, found.remark) if found.remark else None


def _loose(text: str) -> tuple[Cell, Remark | None]:
    return read_loose_date(text), None


def _code(
    text: str, listed: frozenset[str], words: Mapping[str, str]
) -> tuple[Cell, Remark | None]:
    if text.upper() in words:
        return words[text.upper()], _WORD
    plain = re.sub(r"\s", "", text).upper()
    if (
        plain not in listed
        and (told := _WITH_MEANING.fullmatch(text))
        and told[1].upper() in listed
    ):
        return told[1].upper(), _MEANING
    whole = re.sub(r"\.0+$", "", plain)
    if whole != plain and whole in listed:
        return whole, _POINT
    return plain, None if plain == text else _UPPER


def _text(text: str) -> tuple[Cell, Remark | None]:
    if len(text) > LONGEST_TEXT:
        return None, _TOO_LONG
    if re.fullmatch(r"\d+\.0+", text):
        return text.split(".")[0], _POINT
    power = re.fullmatch(r"(\d)(?:[.,](\d+))?E\+(\d+)", text, re.IGNORECASE)
    if power is None:
        return text, None
    digits, places = power[1] + (power[2] or ""), int(power[3])
    if len(digits) - 1 == places:
        return digits, Remark(True, "the power of ten was written out: no digit of it was lost.")
    return None, _DIGITS_LOST


def _capitals(text: str) -> tuple[Cell, Remark | None]:
    cell, remark = _text(text)
    if isinstance(cell, str) and cell != cell.upper():
        return cell.upper(), _UPPER
    return cell, remark


def _upn(text: str) -> tuple[Cell, Remark | None]:
    plain = text.upper().replace(" ", "")
    short = re.fullmatch(r"([A-Z])(\d{6,11})", plain)
    if short and upn_letter(full := short[2].zfill(12)) == short[1]:
        return short[1] + full, _UPN_FILLED
    if short or re.fullmatch(r"[A-Z]\d{11}[\dA-Z]|UN\d", plain):
        return plain, None
    return _text(plain)


def upn_letter(digits: str) -> str:
    """The letter that begins the UPN of 12 digits: their sum, weighted 2 to 13, by 23 (DfE, UPN guide).

    >>> upn_letter("801200001001")
    'H'
    """
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, 2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23]


def _number(text: str) -> tuple[Cell, Remark | None]:
    if re.fullmatch(r"[0-9]{1,6}(?:[.,]0+)?", text):
        number = int(re.split("[.,]", text)[0])
        return number, None if text.isdigit() else _POINT
    if text.upper() in _WORDS:
        return _WORDS[text.upper()], _YES_NO
    return None, _NOT_NUMBER


def _postcode(text: str) -> tuple[Cell, Remark | None]:
    """In capitals, one space before the last three; a district or a sector alone is kept as such."""
    upper = text.upper()
    plain = re.sub(r"[^A-Z0-9]", "", upper)
    spaced = f"{plain[:-3]} {plain[-3:]}"
    if POSTCODE.fullmatch(spaced):
        return spaced, None
    if re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?(?: [0-9])?", upper):
        return upper, None
    digit = {"O": "0", "I": "1", "L": "1"}.get(plain[-3:-2])
    if digit and POSTCODE.fullmatch(mended := f"{plain[:-3]} {digit}{plain[-2:]}"):
        return mended, _LETTER_O
    return None, _NOT_POSTCODE
