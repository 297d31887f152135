"""Dates as people write them in English prose, and the calendar days they mean.

`find_dates` reads what is written (`Tuesday May 18`, `27, 28 January and 4 May 2022`,
`1 September and 30 November 2020`, `03/05/2024`); `resolve` chooses the year where none is
written. Knows nothing of bulletins.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBERS = {name[:3]: number for number, name in enumerate(WEEKDAYS)}

_MONTH_WORDS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTH = f"(?:{_MONTH_WORDS}|{_MONTH_WORDS.upper()})"
_WEEKDAY = "(?:Mon|Tue|Tues|Wed|Weds|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)"

_TOKEN = re.compile(
    rf"""(?=[0-9A-Z])(?:
    (?P<numeric> (?<![\w/.:£-])
        (?: \d{{4}}-\d{{2}}-\d{{2}}
          | \d{{1,2}}(?P<sep>[/.])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}}) ) (?![\w/-]) )
  | (?P<year> (?<![\w£.:]) (?:19|20)\d{{2}} (?![\w%:]) (?!\.\d) (?!\s?[-–]\s?\d{{4}}) )
  | (?P<day> (?<![\w£.:]) \d{{1,2}} (?:\s?(?:st|nd|rd|th))?
        (?: (?=\s*{_MONTH}(?![a-z])) | (?![\w%:]) (?![.,]\d) ) )
  | (?P<month> (?: (?<![A-Za-z]) ) {_MONTH} \b \.? )
  | (?P<weekday> \b {_WEEKDAY}(?:day)? \b \.? (?!\w) | \b{_WEEKDAY.upper()}(?:DAY)?\b )
    )""",
    re.VERBOSE,
)
_STEM = re.compile(
    "|".join(name[:3].title() for name in MONTHS)
    + "|"
    + "|".join(name[:3].upper() for name in MONTHS)
)
_FIGURES = re.compile(r"\d[/.-]\d")
_DIGIT = re.compile(r"\d")

# What may stand between two tokens of one date or one list of dates.
_BETWEEN = re.compile(
    r"\s*[,/;]?\s*(?:(?:and|or|to|until|till|through|of|the|on|&|-|–|—|−)\s*){0,3}$"
)
_MONTH_NEXT = re.compile(rf"\s?(?:of\s)?{_MONTH}\b")
_RANGE = re.compile(r"(?:^|\s)(?:to|until|till|through)\s|[-–—−]")
_BARE = re.compile(r"\s*(?:of\s+)?(?:the\s+month\s+of\s+)?$")
_NEVER_ALONE = {"day", "month", "year", "weekday"}
_LONGEST_GAP = 16
_LONGEST_RUN = 48  # no list of dates is longer; keeps the reading of hostile text linear


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as written: `text[start:end]`. `until` is the last day when a range is written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    until: WrittenDate | None = None


class Lean(Enum):
    """Which way to look for the year of a date written without one."""

    PAST = (-330, 35)
    NEAR = (-182, 183)
    FUTURE = (-75, 290)


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A calendar day, whether its year was written, and whether its weekday agrees (None: no
    weekday is written)."""

    day: dt.date
    year_written: bool
    weekday_agrees: bool | None


@dataclass(slots=True)
class _Draft:
    """A date being read; `joined` tells how it hangs on the one before it."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    ranged: bool = False
    numeric: bool = False


@lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Every date of `text` that names a day and a month, in order; ranges as one date.

    A list (`27, 28 January and 4 May 2022`) gives one date a day: a month or a year written once
    serves the days before it. Months without a day are not dates. What was read is remembered:
    a series of bulletins says most of its sentences many times.
    """
    if not _may_hold_date(text):
        return ()
    found: list[WrittenDate] = []
    for run in _runs(text):
        if (single := _read_single(text, run)) is not None:
            found.append(single)
        elif len(run) > 1 or run[0].lastgroup not in _NEVER_ALONE:
            found.extend(_read_run(text, run))
    return tuple(found)


def _read_single(text: str, run: list[re.Match[str]]) -> WrittenDate | None:
    """`13 November 2020`, as most dates are written, without the work a list takes."""
    if not 2 <= len(run) <= 3 or run[0].lastgroup != "day" or run[1].lastgroup != "month":
        return None
    if len(run) == 3 and run[2].lastgroup != "year":
        return None
    if text[run[0].end() : run[1].start()].strip():
        return None
    day = int(run[0].group()[:2].rstrip("sthnrd "))
    if not 1 <= day <= 31:
        return None
    return WrittenDate(
        run[0].start(), run[-1].end(), day, _MONTH_NUMBERS[run[1].group()[:3].lower()],
        int(run[2].group()) if len(run) == 3 else None,
    )  # fmt: skip


def _may_hold_date(text: str) -> bool:
    """A quick look that spares most texts the full one."""
    return _DIGIT.search(text) is not None and (
        _STEM.search(text) is not None or _FIGURES.search(text) is not None
    )


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Tokens that stand close enough to be one date or one list of dates."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and (len(run) == _LONGEST_RUN or not _joins(text, run[-1], token)):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _joins(text: str, before: re.Match[str], token: re.Match[str]) -> bool:
    between = text[before.end() : token.start()]
    if len(between) > _LONGEST_GAP or _BETWEEN.match(between) is None:
        return False
    # "Module 2 on Tuesday 17 October": a number, and a date.
    return before.lastgroup != "day" or between.strip() != "on"


def _read_run(text: str, run: list[re.Match[str]]) -> list[WrittenDate]:
    drafts: list[_Draft] = []
    weekday: tuple[int, int] | None = None  # (number, where it starts), waiting for its day
    month_open: tuple[int, int] | None = None  # a month written before its day
    previous_end = run[0].start()
    weekday_ranged = False  # "5 to Friday 7 July"
    between_opens = text[max(0, previous_end - 9) : previous_end].strip().casefold() == "between"
    for token in run:
        between = text[previous_end : token.start()]
        ranged = bool(drafts) and bool(
            _RANGE.search(between) or (between_opens and "and" in between)
        )
        kind, word, previous_end = token.lastgroup, token.group(), token.end()
        if kind == "sep" or token.group("numeric"):
            draft = _numeric(token)
            if draft is not None:
                draft.ranged = ranged
                drafts.append(draft)
            weekday = month_open = None
        elif kind == "weekday":
            weekday = (_WEEKDAY_NUMBERS[word[:3].lower()], token.start())
            weekday_ranged = ranged
        elif kind == "day":
            day = int(re.sub(r"\D", "", word))
            if (
                drafts
                and drafts[-1].month is None
                and text[drafts[-1].end : token.start()].isspace()
            ):
                drafts.pop()  # "Cohort 1 4 May": a number, then a date
            draft = _Draft(token.start(), token.end(), day, ranged=ranged)
            if weekday is not None:
                draft.weekday, draft.start = weekday
                draft.ranged |= weekday_ranged
                weekday = None
            if month_open is not None and not _month_follows(text, token):
                draft.month = month_open[0]
                if not drafts or drafts[-1].end <= month_open[1]:
                    draft.start = min(draft.start, month_open[1])
            drafts.append(draft)
        elif kind == "month":
            month = _MONTH_NUMBERS[word[:3].lower()]
            waiting = [d for d in drafts if d.month is None]
            if waiting and waiting[-1] is drafts[-1] and _BARE.match(between):
                for draft in waiting:
                    draft.month = month
                drafts[-1].end = token.end()
                month_open = None
            else:
                drafts = [d for d in drafts if d.month is not None]
                start = weekday[1] if weekday is not None else token.start()
                month_open = (month, start)
        elif kind == "year" and drafts and drafts[-1].month is not None:
            drafts[-1].year = int(word)
            drafts[-1].end = token.end()
            month_open = weekday = None
    return _complete([draft for draft in drafts if draft.month is not None])


def _month_follows(text: str, token: re.Match[str]) -> bool:
    return _MONTH_NEXT.match(text, token.end()) is not None


def _numeric(token: re.Match[str]) -> _Draft | None:
    parts = [int(part) for part in re.split(r"[-/.]", token.group())]
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = year + 2000 if year < 100 else year
    return _Draft(token.start(), token.end(), day, month, year, numeric=True)


def _complete(drafts: list[_Draft]) -> list[WrittenDate]:
    """Lend years along the list, and fold ranges into their first day."""
    _lend_years(drafts)
    dates: list[WrittenDate] = []
    for draft in drafts:
        if draft.day is None or draft.month is None or not 1 <= draft.day <= 31:
            continue
        date = WrittenDate(
            draft.start, draft.end, draft.day, draft.month, draft.year, draft.weekday
        )
        if draft.ranged and dates and dates[-1].until is None:
            dates[-1] = replace(dates[-1], until=date, end=date.end)
        else:
            dates.append(date)
    return dates


def _lend_years(drafts: list[_Draft]) -> None:
    for later, earlier in pairwise(reversed(drafts)):
        if earlier.year is None and later.year is not None:
            earlier.year = later.year - (_order(earlier) > _order(later))
    for earlier, later in pairwise(drafts):
        if later.year is None and earlier.year is not None:
            later.year = earlier.year + (_order(later) < _order(earlier))


def _order(draft: _Draft) -> tuple[int, int]:
    return (draft.month or 0, draft.day or 0)


def resolve(
    written: WrittenDate, near: dt.date | None, lean: Lean = Lean.NEAR
) -> ResolvedDate | None:
    """The calendar day meant by `written`, its year taken from `near` where none is written.

    A weekday chooses the year when exactly one year close by agrees with it. None when there is
    no such day (31 June) or no year to go by.
    """
    if written.year is not None:
        day = _day(written, written.year)
        return ResolvedDate(day, True, _weekday_agrees(written, day)) if day else None
    if near is None:
        return None
    years = (near.year - 1, near.year, near.year + 1)
    days = [day for year in years if (day := _day(written, year))]
    if not days:
        return None
    if written.weekday is not None:
        low, high = (limit * 1.25 for limit in lean.value)
        agreeing = [
            day
            for day in days
            if day.weekday() == written.weekday and low <= (day - near).days <= high
        ]
        if len(agreeing) == 1:
            return ResolvedDate(agreeing[0], False, True)
    low, high = lean.value
    day = min(days, key=lambda d: max(low - (d - near).days, (d - near).days - high, 0))
    return ResolvedDate(day, False, _weekday_agrees(written, day))


def _day(written: WrittenDate, year: int) -> dt.date | None:
    try:
        return dt.date(year, written.month, written.day)
    except ValueError:
        return None


def _weekday_agrees(written: WrittenDate, day: dt.date) -> bool | None:
    return None if written.weekday is None else day.weekday() == written.weekday
