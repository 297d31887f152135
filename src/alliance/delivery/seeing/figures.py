"""What became of a mailing: visits and answers, as far as they single nobody out.

What a mailing is about, and what was answered because of it, the part knows that owns its kind:
it registers at start-up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from ..models import BEGUN, Mailing, MailingState, MailingVisits
from .rounding import about, share_said


@dataclass(frozen=True, slots=True)
class Matter:
    """What a mailing is of: a bulletin."""

    pk: int
    title: str
    day: dt.date
    url: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Of the authorities that still owed an answer when a mailing went out."""

    asked: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the part that owns a kind of mailing tells of it."""

    kind: str
    """A `MailingKind`."""
    matters: Callable[[Collection[int]], Mapping[int, Matter]]
    """By primary key."""
    newest: Callable[[dt.date], Sequence[Matter]]
    """Those since a day that may be sent, the newest first."""
    answers: Callable[[int, dt.datetime], Answers]
    """To what this one asks, since a moment."""


_told: dict[str, Told] = {}


def register(told: Told) -> None:
    _told[told.kind] = told


def told_of(kind: str) -> Told | None:
    return _told.get(kind)


def visits_said(mailing: Mailing) -> str:
    """“About 120 visits”; nothing of a mailing that has not begun."""
    if mailing.begun_at is None:
        return ""
    counted = MailingVisits.objects.filter(mailing=mailing).aggregate(all=Sum("visits"))["all"]
    return about(counted or 0, "visits")


def answers_said(mailing: Mailing) -> str:
    """“12 of 19 authorities have answered what it asks.”; nothing where it asks few or nobody."""
    told = _told.get(mailing.kind)
    has_gone = mailing.state in {*BEGUN, MailingState.DONE}
    if told is None or mailing.source_id is None or mailing.begun_at is None or not has_gone:
        return ""
    found = told.answers(mailing.source_id, mailing.begun_at)
    return share_said(
        found.answered,
        found.asked,
        "authorities",
        did="have answered what it asks",
        yet="have yet to answer what it asks",
    )
