"""What delivery is told of a matter: which days were given for it, when, in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a day is to those who put it into their calendar."""

    DEADLINE = "deadline"
    EVENT = "event"


class Hours(NamedTuple):
    """British times of a day."""

    begins: dt.time
    ends: dt.time | None = None
    """None: nobody said when it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A matter as it was published once; the days it gave hold until a later telling differs."""

    at: dt.datetime
    on: dt.date
    corrected_at: dt.datetime | None = None
    """When it was last put right after it had come out."""
    wording: str
    """A digest of all that a reader sees of it: another one means that it was said otherwise."""
    days: Mapping[Kind, frozenset[dt.date]] = field(default_factory=dict)
    hours: Mapping[dt.date, Hours] = field(default_factory=dict)
    """Of its days, those of which hours were said; the others are whole days."""
    calls_off: Callable[[], frozenset[dt.date]] = frozenset
    """Days of which it says in words that nothing takes place; read only where it may matter."""
    is_whole: bool = True
    """Whether a day that it leaves out no longer holds; a reminder may leave days out."""
