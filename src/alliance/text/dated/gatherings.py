"""Whether a date is the day of something that people come together for."""

from __future__ import annotations

import re
from functools import lru_cache

from alliance.text.dated import cues
from alliance.text.dated.dated_words import Around, Context

EVENT_BAR = 2.0
"""The score from which a date is the day of an event."""

# "Moira Ellwood starts on", but not "South East Practice Week starts on".
_PERSON_STARTS = re.compile(
    r"\b[A-Z][a-z'-]+\s+(?!Weeks?\b|Days?\b|Month\b|Programme\b|Course\b|Training\b)[A-Z][a-z'-]+,?\s+(?:will\s+)?(?:starts?|begins?|joins?)\s+(?:on\s+)?$"
)
_SENTENCE_BEFORE = 120  # characters of the sentence before that may name the thing


def announces_gatherings(words: str) -> bool:
    """Whether a line says that a list of meetings or events follows."""
    return cues.EVENT.search(words.lower()) is not None


def event_score(context: Context, around: Around) -> float:
    """How far the words round a date, and its item's, say that people come together on it."""
    passage, title, before = around.passage, around.title, context.before.strip()
    score = 0.0
    if names_gathering(context.sentence):
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
    elif not before and names_gathering(context.lead[-_SENTENCE_BEFORE:]):
        score += 2.0  # "An open course. 10 July, £140."
    if cues.CLOCK.search(context.after[:40]) or cues.CLOCK.search(context.before[-30:]):
        score += 1.5
    if context.written.weekday is not None:
        score += 0.5
    if cues.BOOKING.search(context.sentence):
        score += 1.0
    if _is_public_at(context):
        return score + 1.0
    if cues.NOT_EVENT_BEFORE.search(context.before) or is_told_after(context) or _is_over(context):
        return score - 3.0
    return score + _happens(context)


def _is_over(context: Context) -> bool:
    return (
        context.written.until is not None
        and context.before.strip() in {"between", "from"}
        and cues.OVER.match(context.rest) is not None
    )


def _is_public_at(context: Context) -> bool:
    """A launch with a time of day is one to come to; without, something is published."""
    return "be launched" in context.before[-60:] and bool(cues.CLOCK.search(context.after[:40]))


def _happens(context: Context) -> float:
    """How far the verb before a date says that people meet on it."""
    before = context.before
    if cues.GATHERS.search(before):
        return 2.0
    if cues.HAPPENS.search(before[-60:]):
        if cues.NO_GATHERING.search(before) or _PERSON_STARTS.search(context.before_as_written):
            return 0.0 if names_gathering(context.sentence) else -1.5
        return 2.0 if not cues.BARE_IS.search(before) or cues.IS_A_DAY.search(before) else 1.0
    if cues.OPENS_SENTENCE.match(before):
        return -2.0 if cues.CHANGES_AFTER.match(context.after) else 1.5
    return 0.0


@lru_cache(maxsize=4096)
def names_gathering(words: str) -> bool:
    """Whether the words name something that people come together for, beyond any doubt."""
    return any(not cues.WEAK_EVENT.match(noun.group()) for noun in cues.EVENT.finditer(words))


def is_told_after(context: Context) -> bool:
    """Whether something was published on the day, as in "On 3 May Ofsted published"."""
    return bool(
        cues.NOT_EVENT_AFTER.match(context.after_as_written) or cues.SAID_AFTER.match(context.after)
    )
