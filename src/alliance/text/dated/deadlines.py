"""What each date of an item means: a deadline, the day of an event, or neither."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from alliance.text.dated import cues
from alliance.text.dated.dated_words import Around, Context, Passage, contexts_in, mended
from alliance.text.dated.gatherings import (
    EVENT_BAR,
    event_score,
    is_told_after,
    names_gathering,
)
from alliance.text.dates import Lean, ResolvedDate, resolve

_DIGIT = re.compile(r"\d")
_SHORT_LINE = 70  # characters of a line under a heading that belongs to it
_DENIAL = 100  # characters before a date that may deny it
_FAR = 270  # days from the bulletin beyond which a year that is not written is doubtful


class Role(StrEnum):
    """What a date means in an item."""

    DEADLINE = "deadline"
    EVENT = "event"
    ODD = "odd"  # told as past, and yet to come


@dataclass(frozen=True, slots=True)
class Meaning:
    """A date that matters: its role, its day, its place in the source, and any doubts of it."""

    role: Role
    day: dt.date
    start: int
    end: int
    doubts: tuple[str, ...] = ()


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
        contexts = contexts_in(passage.plain)
        around = Around(passage, title, everything[len(title) :], issued)
        previous: tuple[Role, dt.date] | None = None
        for context in mended(contexts, passage.plain, issued, everything):
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


def _is_obituary(everything: str) -> bool:
    # A quick look for the rarer half of each phrase spares nearly every item the full one.
    return any(sign in everything for sign in cues.OF_DEATH) and bool(
        cues.OBITUARY.search(everything)
    )


def _role(
    context: Context, around: Around, previous: tuple[Role, dt.date] | None
) -> tuple[Role, ResolvedDate] | None:
    issued = around.issued
    if context.written.until is None and cues.DENIED.search(context.before[-_DENIAL:]):
        return None
    deadline = _as_deadline(context, issued)
    inherited = previous[0] if previous else None
    if deadline is not None:
        return Role.DEADLINE, deadline
    resolved = resolve(context.written, issued, Lean.FUTURE)
    if resolved is None or (issued is not None and resolved.day < issued):
        return None
    if inherited is Role.DEADLINE and context.before.strip(" ,") in {"", "and", "or"}:
        return Role.DEADLINE, resolved
    if inherited is Role.EVENT or event_score(context, around) >= EVENT_BAR:
        return None if cues.CALLED_OFF.match(context.rest) else (Role.EVENT, resolved)
    if issued is not None and resolved.day > issued and _told_as_past(context):
        return Role.ODD, resolved
    return None


def _is_second_day(
    context: Context, around: Around, previous: tuple[Role, dt.date] | None, day: dt.date
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


def _event_after_deadline(context: Context, issued: dt.date | None) -> ResolvedDate | None:
    """The day of the summit in "return it before the summit on 14 July"."""
    that = cues.BEFORE_THAT.search(context.before[-90:])
    if that is None or not cues.EVENT.search(that["what"]):
        return None
    return resolve(context.written, issued, Lean.FUTURE)


def _told_as_past(context: Context) -> bool:
    return bool(is_told_after(context) or cues.PUBLISHED_ON.search(context.before))


def _as_deadline(context: Context, issued: dt.date | None) -> ResolvedDate | None:
    written, before = context.written, context.before
    by = cues.BY.search(before[-80:]) or cues.BEFORE_THAT.search(before[-90:])
    noun = cues.DEADLINE.search(before) or cues.DEADLINE_AFTER.match(context.after)
    if noun is None and cues.NOW_IS.match(before):
        noun = cues.DEADLINE.search(context.lead)
    if noun is None and (latest := cues.AT_LATEST.match(context.after)):
        noun = latest if _is_asked(context) and not _is_planned(context) else None
    until = cues.UNTIL.search(before[-80:])
    if not (by or noun or until or written.until) or cues.PASSED.search(context.sentence):
        return None
    if (
        (until and cues.PERIOD.search(before[-60:]))
        or cues.PUT_OFF.match(context.rest)
        or cues.TO_APPEAR.search(before)
    ):
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
            cues.OPEN.search(context.sentence) and not names_gathering(context.sentence)
        )
    if noun or open_for_replies:
        return resolve(written.until or written, issued, Lean.FUTURE)
    return None


def _is_asked(context: Context) -> bool:
    return bool(
        cues.REQUEST.search(context.sentence)
        or cues.ASKS.search(context.sentence)
        or cues.TO_SOMEONE.search(context.before_as_written)
    )


def _is_planned(context: Context) -> bool:
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


def _meaning(
    role: Role,
    resolved: ResolvedDate,
    context: Context,
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
