"""Ages of children, exactly, and the bands that tables print."""

from __future__ import annotations

import datetime as dt
from typing import Final

AGE_BANDS: Final = ("<1", "1-4", "5-9", "10-15", "16-17")
"""Ages in whole years on the day, as the DfE bands them."""

LEAVING_AGE: Final = 18


def birthday(born: dt.date, age: int) -> dt.date:
    """The day on which somebody becomes `age`; born on 29 February, 1 March in other years (as the law has it)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return dt.date(born.year + age, 3, 1)


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years on a day; negative before birth."""
    return day.year - born.year - (day < birthday(born, day.year - born.year))


def age_band(age: int) -> str:
    """The band of whole years; 18 and over stay with the oldest, for rows that should not be there.

    >>> [age_band(age) for age in (0, 4, 5, 15, 17)]
    ['<1', '1-4', '5-9', '10-15', '16-17']
    """
    if age < 1:
        return "<1"
    if age < 5:
        return "1-4"
    if age < 10:
        return "5-9"
    return "10-15" if age < 16 else "16-17"
