"""What each date of an item means: a deadline, the day of an event, or neither."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from alliance.bulletins.parsing import cues
from alliance.text.dates import Lean, ResolvedDate, WrittenDate, find_dates, resolve

_SENTENCE_END = re.compile(r"[.!?;](?<=[a-z0-9)\"'][.!?;])(?:\s+(?=[A-Z0-9\"'(])|(?=[A-Z][a-z]))")
# Between two dates of a list: ", ", " and ", " (Reading), ", " 10am, ".
_LINK = re.compile(
    r".{0,9}|(?:\s*\([^()]{1,40}\)|\s+(?:in|at)\s+[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3})"
    r"[,;]?\s*(?:(?:and|or|&)\s+)?"
)
_DIGIT = re.compile(r"\d")
_EVENT_BAR = 2.0
_MOST_DATES = 200  # of one paragraph: more is no prose, and would take long
_SHORT_LINE = 70  # characters of a line under a heading that belongs to it
_FAR = 270  # days from the bulletin beyond which a year that is not written is doubtful


class Role(StrEnum):
    """What a date means in an item."""

    DEADLINE = "deadline"
    EVENT = "event"
    ODD = "odd"  # told as past, and yet to come


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's words (with plain quotes and dashes), and where they stand in the source."""

    plain: str
    start: int
    is_title: bool = False
    is_listed: bool = False  # stands in a list of dates


@dataclass(frozen=True, slots=True)
class Meaning:
    """A date that matters: its role, its day, its place in the source, and any doubts of it."""

    role: Role
    day: dt.date
    start: int
    end: int
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Context:
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
class _Around:
    """The item a date stands in."""

    passage: Passage
    title: str  # in small letters, as is the body
    body: str
    issued: dt.date | None


def read_dates(passages: Sequence[Passage], issued: dt.date | None) -> list[Meaning]:
    """The deadlines and events of an item whose bulletin is dated `issued`.

    A deadline is a day by which a reader must act ("before D" is the day before D); an event is
    the first day of something announced that is still to come.
    """
    title = _title(passages)
    everything = " ".join(passage.plain for passage in passages).lower()
    meanings: list[Meaning] = []
    for passage in passages:
        if not _DIGIT.search(passage.plain):
            continue
        contexts = _contexts(passage.plain)
        around = _Around(passage, title, everything[len(title) :], issued)
        previous: tuple[Role, dt.date] | None = None
        for context in _mended(contexts, passage.plain, issued, everything):
            role_day = _role(context, around, previous if context.chained else None)
            if role_day is None:
                previous = None
                continue
            role, resolved = role_day
            if not _is_second_day(context, around, previous, resolved.day):
                meanings.append(_meaning(role, resolved, context, passage, issued))
            previous = role, resolved.day
            if role is Role.DEADLINE and (event := _event_after_deadline(context, issued)):
                meanings.append(_meaning(Role.EVENT, event, context, passage, issued))
    # What a notice of a death asks for is never a duty.
    return [] if meanings and _is_obituary(everything) else meanings


def _title(passages: Sequence[Passage]) -> str:
    """The heading, and the line under it where it is short: it often says what the thing is."""
    heading = next((passage.plain for passage in passages if passage.is_title), "")
    under = passages[1].plain if len(passages) > 1 else ""
    if 0 < len(under) <= _SHORT_LINE and not _DIGIT.search(under):
        heading = f"{heading} {under}"
    return heading.lower()


def announces_gatherings(words: str) -> bool:
    """Whether a line says that a list of meetings or events follows."""
    return cues.EVENT.search(words.lower()) is not None


def opens_with_date(words: str) -> bool:
    """Whether a line is a row of a list of dates."""
    dates = find_dates(words)
    return bool(dates) and not words[: dates[0].start].strip()


def opens_with_weekday(words: str) -> bool:
    """Whether a row of a list says on which day of the week something is."""
    return opens_with_date(words) and find_dates(words)[0].weekday is not None


def _is_obituary(everything: str) -> bool:
    # A quick look for the rarer half of each phrase spares nearly every item the full one.
    return any(sign in everything for sign in cues.OF_DEATH) and bool(
        cues.OBITUARY.search(everything)
    )


def _contexts(plain: str) -> list[_Context]:
    dates = find_dates(plain)[:_MOST_DATES]
    if not dates:
        return []
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]
    contexts: list[_Context] = []
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
        lead = plain[max(0, written.start - 250) : written.start].lower()
        contexts.append(
            _Context(
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
    return contexts


def _mended(
    contexts: Sequence[_Context], plain: str, issued: dt.date | None, everything: str
) -> Iterator[_Context]:
    """The dates, freed of the numbers of cohorts and sessions that run into them."""
    for context in contexts:
        yield _split_enumerator(context, plain, issued, everything)


def _role(
    context: _Context, around: _Around, previous: tuple[Role, dt.date] | None
) -> tuple[Role, ResolvedDate] | None:
    issued = around.issued
    if context.written.until is None and cues.DENIED.search(context.before):
        return None
    deadline = _as_deadline(context, issued)
    inherited = previous[0] if previous else None
    if deadline is not None:
        return Role.DEADLINE, deadline
    resolved = resolve(context.written, issued, Lean.FUTURE)
    if resolved is None or (issued is not None and resolved.day < issued):
        return None
    if cues.CALLED_OFF.match(context.rest):
        return None
    if inherited is Role.DEADLINE and context.before.strip(" ,") in {"and", "or"}:
        return Role.DEADLINE, resolved
    if inherited is Role.EVENT or _event_score(context, around) >= _EVENT_BAR:
        return Role.EVENT, resolved
    if issued is not None and resolved.day > issued and _told_as_past(context):
        return Role.ODD, resolved
    return None


def _is_second_day(
    context: _Context, around: _Around, previous: tuple[Role, dt.date] | None, day: dt.date
) -> bool:
    """Whether a date is the second day of the conference that the date before opens."""
    if not (previous and context.chained and context.before.strip() in {"and", "&"}):
        return False
    words = f"{around.title} {context.sentence}"
    return bool(
        previous[0] is Role.EVENT
        and day - previous[1] == dt.timedelta(days=1)
        and cues.TWO_DAYS.search(words)
        and not cues.EACH_DAY.search(words)
    )


def _event_after_deadline(context: _Context, issued: dt.date | None) -> ResolvedDate | None:
    """The day of the summit in "return it before the summit on 14 July"."""
    that = cues.BEFORE_THAT.search(context.before[-90:])
    if that is None or not cues.EVENT.search(that["what"]):
        return None
    return resolve(context.written, issued, Lean.FUTURE)


def _told_after(context: _Context) -> bool:
    """Whether something was published on the day, as in "On 3 May Ofsted published"."""
    return bool(
        cues.NOT_EVENT_AFTER.match(context.after_as_written) or cues.SAID_AFTER.match(context.after)
    )


def _told_as_past(context: _Context) -> bool:
    return bool(_told_after(context) or cues.PUBLISHED_ON.search(context.before))


def _as_deadline(context: _Context, issued: dt.date | None) -> ResolvedDate | None:
    written, before = context.written, context.before
    by = cues.BY.search(before[-80:]) or cues.BEFORE_THAT.search(before[-90:])
    noun = cues.DEADLINE.search(before) or cues.DEADLINE_AFTER.match(context.after)
    if noun is None and cues.NOW_IS.match(before):
        noun = cues.DEADLINE.search(context.lead)
    until = cues.UNTIL.search(before[-80:])
    if not (by or noun or until or written.until) or cues.PASSED.search(context.sentence):
        return None
    if (until and cues.PERIOD.search(before[-60:])) or cues.PUT_OFF.match(context.rest):
        return None
    if by is not None:
        if not noun and (not _is_asked(context) or _is_planned(context)):
            return None
        day = resolve(written, issued, Lean.FUTURE)
        if day and issued and day.day < issued and cues.TOLD_AS_DONE.search(context.sentence):
            return None
        return _last_day(day, by)
    if until:
        open_for_replies = bool(
            cues.OPEN.search(context.sentence)
            or cues.OPEN_THING.search(context.lead)
            or cues.HAVE_UNTIL.search(before)
        )
    else:
        open_for_replies = bool(
            cues.OPEN.search(context.sentence) and not _names_gathering(context.sentence)
        )
    if noun or open_for_replies:
        return resolve(written.until or written, issued, Lean.FUTURE)
    return None


def _is_asked(context: _Context) -> bool:
    return bool(
        cues.REQUEST.search(context.sentence)
        or cues.ASKS.search(context.sentence)
        or cues.TO_SOMEONE.search(context.before_as_written)
    )


def _is_planned(context: _Context) -> bool:
    """Whether the clause that a date ends tells what others will do by then."""
    before = context.before
    if cues.WORK.search(before):
        return True
    breaks = [match.end() for match in cues.NEW_CLAUSE.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    if not cues.OTHERS.search(clause):
        return False
    to_someone = cues.TO_SOMEONE.search(context.before_as_written)
    asked = cues.ASKS.search(before if to_someone else clause)
    return not (asked or cues.PLEASE_LAST.search(context.sentence))


def _last_day(day: ResolvedDate | None, by: re.Match[str]) -> ResolvedDate | None:
    """The last day on which to act: "before 13 November" is the 12th, "before 5pm on" the 13th."""
    strictly = by["word"].startswith(("before", "prior", "ahead", "well", "in"))
    if day is None or not strictly or re.search(r"\d|noon|mid|close|end", by["time"]):
        return day
    return replace(day, day=day.day - dt.timedelta(days=1))


def _names_gathering(words: str) -> bool:
    """Whether the words name something that people come together for, beyond any doubt."""
    return any(not cues.WEAK_EVENT.match(noun.group()) for noun in cues.EVENT.finditer(words))


def _event_score(context: _Context, around: _Around) -> float:
    passage, title = around.passage, around.title
    score = 0.0
    if _names_gathering(context.sentence):
        score += 2.0
    elif cues.EVENT.search(context.sentence):
        score += 1.0
    if not passage.is_title and cues.TITLE_EVENT.search(title):
        score += 1.0
    if cues.LISTED.search(title) or passage.is_listed:
        score += 2.0
    if passage.is_title and (
        cues.TITLE_DATE.search(context.before) or context.written.weekday is not None
    ):
        score += 1.0
        score += 0.5 if context.written.weekday is not None else 0.0
        score += 1.0 if cues.CLOCK.search(around.body[:200]) else 0.0
    if context.stands_alone:
        score += 1.0
    if cues.CLOCK.search(context.after[:40]) or cues.CLOCK.search(context.before[-30:]):
        score += 1.5
    if context.written.weekday is not None:
        score += 0.5
    if cues.BOOKING.search(context.sentence):
        score += 1.0
    if _is_public_at(context):
        return score + 1.0
    if cues.NOT_EVENT_BEFORE.search(context.before) or _told_after(context):
        return score - 3.0
    return score + _happens(context)


def _is_public_at(context: _Context) -> bool:
    """A launch with a time of day is one to come to; without, something is published."""
    return "be launched" in context.before[-60:] and bool(cues.CLOCK.search(context.after[:40]))


def _happens(context: _Context) -> float:
    """How far the verb before a date says that people meet on it."""
    before = context.before
    if cues.GATHERS.search(before):
        return 2.0
    if cues.HAPPENS.search(before[-60:]):
        if cues.NO_GATHERING.search(before):
            return 0.0 if _names_gathering(context.sentence) else -1.5
        return 2.0 if not cues.BARE_IS.search(before) or cues.IS_A_DAY.search(before) else 1.0
    if cues.OPENS_SENTENCE.match(before):
        return -2.0 if cues.CHANGES_AFTER.match(context.after) else 1.5
    return 0.0


def _split_enumerator(
    context: _Context, plain: str, issued: dt.date | None, everything: str
) -> _Context:
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


def _meaning(
    role: Role,
    resolved: ResolvedDate,
    context: _Context,
    passage: Passage,
    issued: dt.date | None,
) -> Meaning:
    written = context.written
    start, end = passage.start + written.start, passage.start + written.end
    words = passage.plain[written.start : written.end]
    doubts: list[str] = []
    if resolved.weekday_agrees is False:
        doubts.append(
            f"“{words}” is read as {resolved.day:%A %d %B %Y}, which is not the weekday written; "
            "check the date with whoever announced it."
        )
    if role is Role.ODD:
        doubts.append(f"“{words}” is told as past but is later than the bulletin; check the date.")
    if context.trap:
        doubts.append(
            f"A number and a date seem run together before “{words}”: "
            f"read as {resolved.day:%d %B %Y}; correct it if that is wrong."
        )
    if issued is not None:
        away = (resolved.day - issued).days
        if not resolved.year_written and abs(away) > _FAR:
            doubts.append(
                f"“{words}” has no year and is read as {resolved.day:%d %B %Y}, far from the "
                "bulletin's date; write the year."
            )
        if role == Role.DEADLINE and away < 0:
            doubts.append(
                f"The deadline {resolved.day:%d %B %Y} is before the bulletin's own date; "
                "check it or drop it."
            )
    return Meaning(role, resolved.day, start, end, tuple(doubts))
