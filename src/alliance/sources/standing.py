"""How a source stands, in a word, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from .models import Source


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
