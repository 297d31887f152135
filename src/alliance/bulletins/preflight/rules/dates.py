"""Days: deadlines that are over, weekdays that are others, events that were."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from alliance.text.dated import cues
from alliance.text.dated.dated_words import Around, Context, contexts_in
from alliance.text.dated.dated_words import Passage as Dated
from alliance.text.dated.deadlines import Meaning, Role, read_dates
from alliance.text.dated.gatherings import EVENT_BAR, event_score
from alliance.text.dates import WEEKDAYS, Lean, WrittenDate, find_dates, resolve

from ..finding import Finding, Mend, Rule
from ..issue import Issue, Passage

_TO_COME = re.compile(
    r"\b(?:will\s+(?:be\s+(?:held|hosted|run|meeting|holding|hosting)|take\s+place|meet|run|start|begin|gather)"
    r"|(?:is|are)\s+(?:now\s+)?(?:booking|taking\s+place)|now\s+booking|book\s+(?:now|your|a\s+place|places)|places\s+are"
    r"|please\s+(?:book|register|join|come)|(?:to|can)\s+(?:book|register)|join\s+(?:us|the)|save\s+the\s+date|next\s+meeting"
    r"|takes\s+place|is\s+(?:being\s+held|on)\b|are\s+on\b|coming\s+(?:up|soon)|upcoming|forthcoming|invites?\s+you)\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:was|were|took\s+place|had|met|heard|attended|came|been|(?<!be )(?<!being )held\s+(?:on|last|its|a)"
    r"|published|launched|wrote|announced|discussed|thank(?:s|ed)?)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tue|Tues|Wed|Weds|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b", re.I
)
_TWO_WEEKDAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\s*(?:,|and|&|or|to|-|/)\s*$", re.IGNORECASE
)
_GONE = dt.timedelta(days=120)
"""How long ago an event without a year may have been: further back, next year's is meant."""


@dataclass(frozen=True, slots=True)
class Read:
    """A day that was read from an item's words, and where."""

    passage: Passage
    start: int
    end: int
    day: dt.date
    role: Role


def item_dates(issue: Issue, place: int) -> list[Read]:
    """The deadlines and events that an item's words give."""
    passages = issue.of_item(place)
    if not any(character.isdigit() for each in passages for character in each.text):
        return []
    offset, dated, starts = 0, [], []
    for passage in passages:
        dated.append(Dated(passage.plain, offset, is_title=passage.tag == "title"))
        starts.append(offset)
        offset += len(passage.text) + 1
    return [
        _where(meaning, passages, starts)
        for meaning in read_dates(dated, issue.date)
        if meaning.role is not Role.ODD
    ]


def _where(meaning: Meaning, passages: tuple[Passage, ...], starts: list[int]) -> Read:
    place = max(place for place, start in enumerate(starts) if start <= meaning.start)
    passage, start = passages[place], starts[place]
    first, last = meaning.start - start, meaning.end - start
    return Read(passage, first, _trimmed(passage, last), meaning.day, meaning.role)


def _trimmed(passage: Passage, end: int) -> int:
    """Where a day ends, without the full stop after it."""
    return end - passage.plain[:end].endswith(".")


def deadline_past(issue: Issue) -> Iterator[Finding]:
    """A deadline before the day of the bulletin: nobody who reads it can keep it."""
    if issue.date is None:
        return
    for place, item in enumerate(issue.items):
        told: set[dt.date] = set()
        for read in item_dates(issue, place):
            told.add(read.day)
            if read.role is Role.DEADLINE and read.day < issue.date:
                yield read.passage.finding(
                    Rule.DEADLINE_PAST,
                    read.start,
                    read.end,
                    _over(read.day, issue.date),
                    _MEND_DEADLINE,
                )
        title = issue.of_item(place)[:1]
        for day in item.deadlines:
            if day < issue.date and day not in told and title:
                yield title[0].finding(
                    Rule.DEADLINE_PAST,
                    0,
                    len(title[0].text),
                    _over(day, issue.date),
                    _MEND_DEADLINE,
                    about=f"{title[0].text}\0{day}",
                )


_MEND_DEADLINE = Mend("Give the day that holds now, or say that it has passed.")


def _over(day: dt.date, issued: dt.date) -> str:
    return f"The deadline, {_words(day)}, is before the day of the bulletin, {_words(issued)}."


def weekday_disagrees(issue: Issue) -> Iterator[Finding]:
    """“Tuesday 30 November”, which is a Monday."""
    for passage in issue.passages:
        if not _WEEKDAY.search(passage.plain):
            continue
        for written in find_dates(passage.plain):
            for each in (written, written.until):
                if each is None or each.weekday is None:
                    continue
                yield from _of_weekday(passage, each, issue.date)


def _of_weekday(
    passage: Passage, written: WrittenDate, issued: dt.date | None
) -> Iterator[Finding]:
    if written.weekday is None or _TWO_WEEKDAYS.search(passage.plain[: written.start]):
        return
    resolved = [resolve(written, issued, lean) for lean in Lean]
    days = [each for each in resolved if each is not None]
    if not days or any(each.weekday_agrees for each in days):
        return
    day = days[-1].day
    end = _trimmed(passage, written.end)
    words = passage.text[written.start : end]
    right, named = WEEKDAYS[day.weekday()].title(), WEEKDAYS[written.weekday].title()
    other = min(
        (day + dt.timedelta(days=away) for away in range(-3, 4)),
        key=lambda each: each.weekday() != written.weekday,
    )
    yield passage.finding(
        Rule.WEEKDAY_DISAGREES,
        written.start,
        end,
        f"“{words}”: {_words(day)} is a {right}.",
        Mend(
            f"Ask whoever announced it whether {right} {day.day} {day:%B} or {named} {other.day} {other:%B} "
            "is meant.",
            (_WEEKDAY.sub(right, words, count=1), f"{named} {_words(other)}"),
        ),
    )  # fmt: skip


def event_past(issue: Issue) -> Iterator[Finding]:
    """“The meeting will be held on 3 November”, in a bulletin of the 13th."""
    if issue.date is None:
        return
    for place, item in enumerate(issue.items):
        passages = issue.of_item(place)
        if not passages:
            continue
        title = passages[0].plain.lower()
        body = item.text.lower()
        coming = any(
            read.day >= issue.date and read.role is Role.EVENT for read in item_dates(issue, place)
        )
        for passage in passages:
            contexts = contexts_in(passage.plain)
            around = Around(
                Dated(passage.plain, 0, is_title=passage.tag == "title"), title, body, issue.date
            )
            for number, context in enumerate(contexts):
                in_list = context.chained or any(
                    each.chained for each in contexts[number + 1 :][:1]
                )
                if in_list and coming:
                    continue  # a course that has begun, with days to come
                if _announced_late(context, around, passage, item.text, issue.date, coming=coming):
                    start = context.written.start
                    end = _trimmed(passage, context.written.end)
                    yield passage.finding(
                        Rule.EVENT_PAST,
                        start,
                        end,
                        f"“{passage.text[start:end]}” was before the day of the "
                        f"bulletin, {_words(issue.date)}, and it is announced as to come.",
                        Mend("Give the day that holds now, tell how it went, or take it out."),
                    )


def _announced_late(
    context: Context, around: Around, passage: Passage, text: str, issued: dt.date, *, coming: bool
) -> bool:
    resolved = resolve(context.written, issued, Lean.PAST)
    if context.written.weekday is None:
        resolved = resolve(context.written, issued, Lean.NEAR)
    if resolved is None or not issued - _GONE <= resolved.day < issued:
        return False
    until = context.written.until
    if until is not None:
        last = resolve(until, issued, Lean.NEAR)
        if last is not None and last.day >= issued:
            return False
    sentence = context.sentence
    if _WAS.search(sentence) or cues.PUBLISHED_ON.search(context.before):
        return False
    if passage.tag == "title":
        return bool(
            not coming
            and cues.TITLE_EVENT.search(passage.plain.lower())
            and _TO_COME.search(f"{passage.plain} {text}")
            and not _WAS.search(text)
        )
    if coming and not _TO_COME.search(context.before):
        return False  # “Following the webinar on 10 November, a second will be held on …”
    if by_then(context):
        return False
    return bool(_TO_COME.search(sentence)) and event_score(context, around) >= EVENT_BAR


def by_then(context: Context) -> bool:
    """Whether the day is one by which to act, rather than to come."""
    return bool(cues.BY.search(context.before[-80:]) or cues.DEADLINE.search(context.before))


def _words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
