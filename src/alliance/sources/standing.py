"""How a source stands, in a word, and what to do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from .models import Fetch, Source


@dataclass(frozen=True, slots=True)
class Standing:
    word: str
    shape: str
    """`done`, `asked`, `late` or `plain`."""
    rank: int
    """What needs somebody stands first."""


OFF = Standing("Not watched", "plain", 3)
FAILING = Standing("Failing", "late", 0)
WAITING = Standing("Waiting for its first look", "asked", 1)
WORKING = Standing("Working", "done", 2)


def standing(source: Source) -> Standing:
    """Failing goes before all else but being off."""
    if not source.is_on:
        return OFF
    if source.failures:
        return FAILING
    return WORKING if source.last_at else WAITING


def days_failing(source: Source) -> int:
    """For how many whole days it has failed."""
    return (timezone.now() - source.failing_since).days if source.failing_since else 0


@dataclass(frozen=True, slots=True)
class Run:
    """Looks in a row of which the same came."""

    label: str
    words: str
    number: int
    first: dt.datetime
    last: dt.datetime
    found: int
    seconds: float
    """Of the slowest."""


def runs(looks: Iterable[Fetch]) -> list[Run]:
    """Looks, the newest first, told once where the same came of several in a row."""
    told = []
    for _, group in groupby(looks, key=lambda look: (look.outcome, look.words, look.new)):
        same = list(group)
        told.append(
            Run(
                label=same[0].get_outcome_display(),
                words=same[0].words,
                number=len(same),
                first=same[-1].at,
                last=same[0].at,
                found=same[0].found,
                seconds=max(look.seconds for look in same),
            )
        )
    return told
