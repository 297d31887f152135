"""What is looked at before a call is published: plain functions over what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..taking.definition import Question
from .heading_rules import faults_of

SHORTEST_PURPOSE = 15
"""Words under which nobody knows what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What of a call is looked at."""

    summary: str
    purpose: str
    what_becomes: str
    has_contact: bool
    has_topics: bool
    is_standing: bool
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    last_call_days: int
    consent_words: str
    supplier_words: str
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is missing, whether it keeps the call from being published, and where it is mended."""

    sentence: str
    stops: bool
    where: str
    """“call” or “headings”."""


def findings(ready: Ready, *, now: dt.datetime) -> list[Finding]:
    """All of them at once, those that stop it first."""
    found = [*_of_words(ready), *_of_days(ready, now), *_of_headings(ready)]
    return sorted(found, key=lambda each: not each.stops)


def _of_words(ready: Ready) -> Iterator[Finding]:
    if not ready.purpose.strip():
        yield Finding("Say why you ask, and what you look for.", True, "call")
    elif len(ready.purpose.split()) < SHORTEST_PURPOSE:
        yield Finding(
            "Its purpose is very short: would a head teacher know what to send?", False, "call"
        )
    if not ready.what_becomes.strip():
        yield Finding("Say what becomes of the answers.", True, "call")
    if not ready.consent_words.strip():
        yield Finding("Write what people say yes to when they let it be published.", True, "call")
    if not ready.supplier_words.strip():
        yield Finding("Nobody is asked whether a supplier’s product is behind it.", False, "call")
    if not ready.summary.strip():
        yield Finding(
            "It has no line under its title, which lists and the bulletin show.", False, "call"
        )
    if not ready.has_contact:
        yield Finding("It names nobody to ask, or to ring.", False, "call")
    if not ready.has_topics:
        yield Finding("It has no topic, so that no feed of a topic tells of it.", False, "call")


def _of_days(ready: Ready, now: dt.datetime) -> Iterator[Finding]:
    if ready.opens_at is None:
        yield Finding("Say when it opens.", True, "call")
    if ready.is_standing:
        return
    if ready.closes_at is None:
        yield Finding("Say when it closes, or that it never does.", True, "call")
    elif ready.closes_at <= now:
        yield Finding("The day on which it closes has passed.", True, "call")
    elif ready.opens_at and ready.closes_at <= ready.opens_at:
        yield Finding("It closes before it opens.", True, "call")
    elif ready.opens_at:
        open_for = (ready.closes_at - max(ready.opens_at, now)).days
        if open_for <= ready.last_call_days:
            yield Finding("It is open so shortly that it has no last call.", False, "call")


def _of_headings(ready: Ready) -> Iterator[Finding]:
    if not ready.questions:
        yield Finding("It asks nothing: add headings.", True, "headings")
        return
    if not any(question.is_short for question in ready.questions):
        yield Finding("Mark the one question of the short way.", True, "headings")
    for fault in faults_of(ready.questions):
        yield Finding(f"“{fault.label}”: {fault.sentence}", True, "headings")
    if not any(question.part for question in ready.questions):
        yield Finding("No heading drafts a part of the showcase.", False, "headings")
