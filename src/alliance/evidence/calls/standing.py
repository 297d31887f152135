"""Where a call stands at a moment: plain functions over its days."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Protocol


class Standing(Enum):
    """What a reader is told."""

    NOT_SHOWN = "Not shown"
    TO_COME = "Opens later"
    OPEN = "Open"
    LAST_CALL = "Last call"
    CLOSED = "Closed"


class HasDays(Protocol):
    """What of a call its standing rests on."""

    state: str
    is_standing: bool
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    last_call_days: int


def standing(call: HasDays, now: dt.datetime) -> Standing:
    """How a call stands; the moment of closing is the first at which it takes no more."""
    if call.state not in ("published", "archived") or call.opens_at is None:
        return Standing.NOT_SHOWN
    if call.state == "archived":
        return Standing.CLOSED
    if now < call.opens_at:
        return Standing.TO_COME
    if call.is_standing or call.closes_at is None:
        return Standing.OPEN
    if now >= call.closes_at:
        return Standing.CLOSED
    if now >= call.closes_at - dt.timedelta(days=call.last_call_days):
        return Standing.LAST_CALL
    return Standing.OPEN


def takes_answers(call: HasDays, now: dt.datetime) -> bool:
    return standing(call, now) in (Standing.OPEN, Standing.LAST_CALL)


def takes_late_answers(call: HasDays, now: dt.datetime) -> bool:
    """After closing, answers are kept for the programme to let in, until the call is archived."""
    return call.state == "published" and standing(call, now) is Standing.CLOSED
