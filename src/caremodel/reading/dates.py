"""Dates as people and spreadsheets write them, and in which order a column writes day and month."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from .cells import FIRST_YEAR, LAST_YEAR

_MONTHS: Final = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_TIME: Final = re.compile(
    r"(?:[ T]+| at )(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([AP]M)?\s*(?:Z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\- ](\d{1,2})[/.\- ](\d{1,2})")
_DAY_NAME: Final = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]?([a-z]{3})[a-z]*\.?,?[ \-/.]?(\d{4}|\d{2})", re.IGNORECASE
)
_MONTH_DAY: Final = re.compile(
    r"([a-z]{3})[a-z]*\.?[ \-](\d{1,2})(?:st|nd|rd|th)?,?[ \-](\d{4}|\d{2})", re.IGNORECASE
)
_EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
_SERIALS: Final = range(18264, 73051)
"""Days of Excel's count, 1950 to 2099."""
_SURE: Final = 10
"""Of two orders in one column, that is taken which has so many times the evidence."""

_CHANCE: Final = 1e-4
"""A spreadsheet is believed to have turned dates where they would look so by chance less often than this."""
_LOOKED_AT: Final = 200
"""Cells of a column that are looked at for two forms of dates."""

TWO_DIGITS: Final = "the year has two digits and was read as one from 1970 to 2069. Write four."
SERIAL: Final = "the number is a spreadsheet's count of days and was read as that day. Format the column as dates."
TIME: Final = "the time of day was left out."
AMERICAN: Final = (
    "month and day were read in American order, for other cells of the sheet can only be meant so. "
    "Write dates as dd/mm/yyyy."
)
TURNED: Final = (
    "day and month were turned round, for there is no such month. Write dates as dd/mm/yyyy."
)
TURNED_BY_SPREADSHEET: Final = (
    "a spreadsheet in American settings has turned day and month round, for only days up to 12 became its "
    "dates; they were turned back. Export again, and open with this column as text."
)
EITHER: Final = "the sheet has dates in British and in American order, so this can be two days. Write dates as dd/mm/yyyy."
NO_DATE: Final = "this is not a date. Write it as dd/mm/yyyy, or leave the cell blank."
TOO_NARROW: Final = "a spreadsheet showed this because the column was too narrow for the date. Widen it and export again."
NO_DAY: Final = "there is no such day. Write the right one as dd/mm/yyyy."


class Order(NamedTuple):
    """How a column writes its dates of numbers."""

    month_first: bool = False
    mixed: bool = False
    """Both orders are in it, neither by far more often."""
    turned: bool = False
    """A spreadsheet made dates of the cells that it could read in American order, and left the others text."""

    @property
    def plain(self) -> bool:
        """Whether cells mean what they say."""
        return not (self.month_first or self.mixed or self.turned)


class Dated(NamedTuple):
    """The day, or None; and what is to be said of it, if anything."""

    day: dt.date | None
    remark: str = ""


class Evidence(NamedTuple):
    """How many cells of a column can only be day first, and only month first."""

    day_first: int = 0
    month_first: int = 0
    dated: int = 0
    """Cells with the year first, as a spreadsheet's dates are given, of a day up to 12 that is not the month."""
    as_it_says: int = 0
    """Cells that tell against turning: dates of a day after 12, or text of a day up to 12."""

    def order(self) -> Order:
        """The order of the column; its mistakes few, the other's cells are turned round one by one."""
        # Of days in no order, 12 in 31 are up to 12.
        chance = (12 / 31) ** self.dated * (19 / 31) ** self.day_first
        if not self.as_it_says and min(self.dated, self.day_first) > 1 and chance < _CHANCE:
            return Order(turned=True)
        if not self.month_first or self.day_first >= _SURE * self.month_first:
            return Order()
        if self.month_first >= _SURE * self.day_first:
            return Order(month_first=True)
        return Order(mixed=True)


def evidence(cells: Iterable[str]) -> Evidence:
    """What a column says of its own order: only numbers above 12 say anything."""
    day_first = month_first = dated = as_it_says = 0
    for text, times in Counter(cells).items():
        plain = text.strip()
        if match := _NUMBERS.match(plain):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                day_first += times
            elif second > 12 >= first:
                month_first += times
            else:
                as_it_says += times
        elif match := _YEAR_FIRST.match(plain):
            middle, last = int(match[2]), int(match[3])
            as_it_says += times * (last > 12)
            dated += times * (middle != last <= 12)
    return Evidence(day_first, month_first, dated, as_it_says)


def two_forms(cells: Sequence[str]) -> bool:
    """Whether the first cells of a column have dates of text beside dates of a spreadsheet."""
    first = cells[:_LOOKED_AT]
    return any("/" in text for text in first) and any(text[4:5] == "-" for text in first)


def orders(columns: Sequence[Evidence]) -> list[Order]:
    """The order of each date column of one sheet; one that says nothing itself is as all the others together."""
    whole = Evidence(*(sum(counts) for counts in zip(*columns, strict=True))).order()
    if whole.turned:
        return [whole] * len(columns)
    return [one.order() if any(one[:2]) else whole for one in columns]


def read_date(text: str, order: Order) -> Dated:
    """One date.

    >>> read_date("3/4/2024", Order()).day, read_date("3 Apr 24", Order()).day
    (datetime.date(2024, 4, 3), datetime.date(2024, 4, 3))
    >>> read_date("45385", Order()).day
    datetime.date(2024, 4, 3)
    """
    time = _TIME.search(text)
    if time:
        text = text[: time.start()]
    found = _without_time(text.strip(), order)
    if time and found.day is not None and not found.remark and any(map(_number, time.groups()[:3])):
        return Dated(found.day, TIME)
    return found


def read_loose_date(text: str) -> str:
    """DATE_PERM as dd/mm/yyyy; one of which parts are unknown (zz) stays as it is."""
    found = read_date(text, Order()).day
    return found.strftime("%d/%m/%Y") if found else text.lower().replace("-", "/")


def _number(text: str | None) -> int:
    return int(text or 0)


def _without_time(text: str, order: Order) -> Dated:
    if match := _NUMBERS.fullmatch(text):
        return _of_numbers(int(match[1]), int(match[2]), match[3], order)
    if match := _YEAR_FIRST.fullmatch(text):
        middle, last = int(match[2]), int(match[3])
        if order.turned and middle != last <= 12:
            return _day(match[1], last, middle)._replace(remark=TURNED_BY_SPREADSHEET)
        return _day(match[1], middle, last)
    if re.fullmatch(r"[0-9]{8}", text):
        if text[:2] in ("19", "20") and "01" <= text[4:6] <= "12":
            return _day(text[:4], int(text[4:6]), int(text[6:]))
        return _of_numbers(int(text[:2]), int(text[2:4]), text[4:], order)
    if match := re.fullmatch(r"([0-9]{5})(?:\.[0-9]+)?", text):
        if int(match[1]) not in _SERIALS:
            return Dated(None, NO_DATE)
        return Dated(_EXCEL_EPOCH + dt.timedelta(int(match[1])), SERIAL)
    if text.strip("#") == "":
        return Dated(None, TOO_NARROW)
    text = _DAY_NAME.sub("", text)
    if (match := _DAY_MONTH.fullmatch(text)) and (month := _MONTHS.get(match[2].lower())):
        return _day(match[3], month, int(match[1]))
    if (match := _MONTH_DAY.fullmatch(text)) and (month := _MONTHS.get(match[1].lower())):
        return _day(match[3], month, int(match[2]))
    return Dated(None, NO_DATE)


def _of_numbers(first: int, second: int, year: str, order: Order) -> Dated:
    """Day and month in the order of the column, unless a number above 12 says that it is the other."""
    if second > 12 >= first:
        found = _day(year, first, second)
        return (
            found._replace(remark=AMERICAN if order.month_first else TURNED) if found.day else found
        )
    if first > 12 or first == second:
        return _day(year, second, first)
    if order.mixed:
        return Dated(None, EITHER)
    if order.month_first:
        found = _day(year, first, second)
        return found._replace(remark=AMERICAN) if found.day else found
    return _day(year, second, first)


def _day(year: str, month: int, day: int) -> Dated:
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole < 70 else 1900
    if not FIRST_YEAR <= whole <= LAST_YEAR:
        return Dated(None, NO_DAY)
    try:
        return Dated(dt.date(whole, month, day), TWO_DIGITS if len(year) == 2 else "")
    except ValueError:
        return Dated(None, NO_DAY)
