"""The dates of an item, each with the words it stands among."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from alliance.text.dated import cues
from alliance.text.dates import MONTHS, WEEKDAYS, Lean, WrittenDate, find_dates, resolve

_SENTENCE_END = re.compile(r"[.!?;](?<=[a-z0-9)\"'][.!?;])(?:\s+(?=[A-Z0-9\"'(])|(?=[A-Z][a-z]))")
# Between two dates of a list: ", ", " and ", " (Reading), ", " 10am, ".
_LINK = re.compile(
    r".{0,9}|(?:\s*\([^()]{1,40}\)|\s+(?:in|at)\s+[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3})"
    r"[,;]?\s*(?:(?:and|or|&)\s+)?"
)
_ENDS_ROW = re.compile(r"[:,-]\s*$")  # "Early permanence: 15 November"
_STEMS = frozenset(name[:3] for name in (*MONTHS, *WEEKDAYS))
_ROW = 80  # characters of a row of a list
_MOST_DATES = 200  # of one paragraph: more is no prose, and would take long


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's words (with plain quotes and dashes), and where they stand in the source."""

    plain: str
    start: int
    is_title: bool = False
    is_listed: bool = False  # stands in a list of dates


@dataclass(slots=True)
class Context:
    """A date with the words of its sentence, in small letters, before and after it."""

    written: WrittenDate
    before: str  # since the date before it, or the sentence's start
    before_as_written: str
    after: str  # of the whole list, where dates are listed
    after_as_written: str
    rest: str  # of the sentence, whatever dates are in it
    sentence: str
    lead: str  # the words before it, whatever their sentence
    stands_alone: bool  # a line that opens with the date and says little more
    chained: bool  # only a comma or "and" since the date before
    trap: bool = False  # a number and a date were run together before it


@dataclass(frozen=True, slots=True)
class Around:
    """The item a date stands in."""

    passage: Passage
    title: str  # in small letters, as is the body
    body: str
    issued: dt.date | None


@lru_cache(maxsize=2048)
def contexts_in(plain: str) -> tuple[Context, ...]:
    """The dates of a paragraph in their words; remembered, as `find_dates` is."""
    dates = find_dates(plain)[:_MOST_DATES]
    if not dates:
        return ()
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]
    contexts: list[Context] = []
    for number, written in enumerate(dates):
        start = bounds[bisect_right(bounds, written.start, 0, len(bounds) - 1) - 1]
        end = bounds[bisect_left(bounds, written.end)]
        since = max(start, dates[number - 1].end) if number else start
        until = min(end, dates[number + 1].start) if number + 1 < len(dates) else end
        before = plain[max(since, written.start - 200) : written.start]
        after = plain[written.end : min(until, written.end + 160)]
        sentence = plain[max(start, written.start - 300) : min(end, written.end + 300)].lower()
        chained = number > 0 and since > start and _LINK.fullmatch(before) is not None
        alone = not plain[: written.start].strip() and len(plain) - written.end <= 40
        alone |= len(plain) <= _ROW and _ENDS_ROW.search(plain, 0, written.start) is not None
        lead = plain[max(0, written.start - 250) : written.start].lower()
        contexts.append(
            Context(
                written, before.lower(), before, after.lower(), after,
                plain[written.end : min(end, written.end + 200)].lower(), sentence, lead, alone,
                chained,
            )
        )  # fmt: skip
    for place in range(len(contexts) - 2, -1, -1):
        if contexts[place + 1].chained:
            following = contexts[place + 1]
            contexts[place].after = following.after
            contexts[place].after_as_written = following.after_as_written
    return tuple(contexts)


def mended(
    contexts: Sequence[Context], plain: str, issued: dt.date | None, everything: str
) -> Iterator[Context]:
    """The dates, freed of the numbers of cohorts and sessions that run into them."""
    for context in contexts:
        yield _split_enumerator(context, plain, issued, everything)


def _split_enumerator(
    context: Context, plain: str, issued: dt.date | None, everything: str
) -> Context:
    """`Cohort 16 April` is `Cohort 1`, `6 April` run together, if another cohort or the calendar
    says so."""
    written = context.written
    match = cues.ENUMERATOR.search(context.before[-14:])
    if match is None or written.weekday is not None:
        return context
    noun = re.escape(match["noun"])
    if written.until is not None and written.day < 10:  # "Session 1 - 4 May, Session 2 - 8 May"
        others = re.search(rf"\b{noun}\s+{written.day + 1}\b", everything)
        return replace(context, written=written.until) if others else context
    number, day = divmod(written.day, 10)
    if number == 0 or day == 0 or not re.match(r"\d\d", plain[written.start :]):
        return context
    others = re.search(rf"\b{noun}\s+{number + 1 if number < 3 else number - 1}\b", everything)
    mended = replace(written, day=day, start=written.start + 1)
    if others is None and not (
        match["noun"] in cues.NUMBERED
        and _at_weekend(written, issued)
        and not _at_weekend(mended, issued)
    ):
        return context
    return replace(context, written=mended, trap=True)


def _at_weekend(written: WrittenDate, issued: dt.date | None) -> bool:
    resolved = resolve(written, issued, Lean.FUTURE)
    return resolved is not None and resolved.day.weekday() >= 5


def opens_with_date(words: str) -> bool:
    """Whether a line is a row of a list of dates."""
    if not words[:1].isdigit() and words[:3].lower() not in _STEMS:
        return False
    dates = find_dates(words)
    return bool(dates) and dates[0].start == 0


def opens_with_weekday(words: str) -> bool:
    """Whether a row of a list says on which day of the week something is."""
    return opens_with_date(words) and find_dates(words)[0].weekday is not None
