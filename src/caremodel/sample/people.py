"""Who the synthetic children are: names of no one, with birthdays, families, needs and numbers that pass their checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from ..ages import birthday
from .chance import Draw, Pick

UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Check letters of a unique pupil number: the remainder of the weighted sum by 23."""

UPN_AUTHORITY: Final = 999
"""No authority has this number, so no pupil has these unique pupil numbers."""

ETHNICITIES: Final = Pick(
    {
        "WBRI": 720, "WOTH": 33, "WIRI": 2, "WIRT": 2, "WROM": 8, "MWBC": 38, "MWBA": 14, "MWAS": 22,
        "MOTH": 37, "AIND": 4, "APKN": 13, "ABAN": 4, "AOTH": 7, "BCRB": 16, "BAFR": 27, "BOTH": 13,
        "CHNE": 1, "OOTH": 18, "REFU": 2, "NOBT": 8,
    }
)  # fmt: skip
"""Of children not seeking asylum: the DfE's shares at 31 March 2024 less our guess of those seeking asylum."""
ASYLUM_ETHNICITIES: Final = Pick({"OOTH": 38, "AOTH": 25, "BAFR": 24, "WOTH": 9, "BOTH": 4})

NEEDS: Final = Pick({"N1": 735, "N2": 23, "N3": 26, "N4": 74, "N5": 128, "N6": 5, "N7": 1, "N8": 8})
OLDER_NEEDS: Final = Pick(
    {"N1": 635, "N2": 36, "N3": 25, "N4": 105, "N5": 138, "N6": 36, "N7": 2, "N8": 23}
)
"""Category of need of children not seeking asylum, under 10 and from 10."""

GIRLS: Final[Mapping[bool, float]] = {False: 0.468, True: 0.045}
"""Share of girls: not seeking asylum, seeking asylum."""


def upn(entered: int, school: int, serial: int) -> str:
    """A unique pupil number: check letter, authority, school, year of entry, serial number.

    >>> upn(2015, 1234, 7)[1:], len(upn(2015, 1234, 7))
    ('999123415007', 13)
    """
    digits = f"{UPN_AUTHORITY}{school:04d}{entered % 100:02d}{serial:03d}"
    return check_letter(digits) + digits


def check_letter(digits: str) -> str:
    """The letter that goes before a unique pupil number's twelve digits: weights 2 to 13, remainder by 23.

    Source: DfE, Unique pupil numbers, a guide for schools and local authorities.
    """
    return UPN_LETTERS[sum(at * int(digit) for at, digit in enumerate(digits, start=2)) % 23]


def birthdays(born: int) -> list[int]:
    """The days on which somebody becomes 1, 5, 10, 13, 16, 17 and 18, as ordinals."""
    day = dt.date.fromordinal(born)
    if day.month == 2 and day.day == 29:
        return [birthday(day, age).toordinal() for age in (1, 5, 10, 13, 16, 17, 18)]
    year, month, of_month = day.year, day.month, day.day
    return [dt.date(year + age, month, of_month).toordinal() for age in (1, 5, 10, 13, 16, 17, 18)]


_FIRST_DAYS: Final = 0.36


def age_in_days(band: str, draw: Draw) -> int:
    """How old a child of a band is on starting: many in the first days of life, at the older end of 10-15."""
    at = draw()
    if band == "<1":
        if at < _FIRST_DAYS:
            return int(draw() * 7)
        return min(int(365 * draw() ** 1.8), 364)
    if band == "1-4":
        return 366 + int(at * 1459)
    if band == "5-9":
        return 1_827 + int(at * 1824)
    if band == "10-15":
        return 3_653 + int(at**0.75 * 2190)
    return 5_845 + int(at**1.35 * 728)


def asylum_age_in_days(band: str, draw: Draw) -> int:
    """The same of an unaccompanied child: nearly all 15 to 17."""
    at = draw()
    if band == "10-15":
        return 5_844 - 1 - int(1_500 * at**2.2)
    return 5_845 + int(at * 725)
