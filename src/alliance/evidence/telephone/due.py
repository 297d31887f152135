"""Whom to ring now, and who has waited too long: plain functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

SOON, MORNINGS, AFTERNOONS = "As soon as possible", "In the mornings", "In the afternoons"
"""The good times that can be chosen, as they are kept; anything else is in somebody's own words."""
NOON = dt.time(12)
LATE_AFTER = 2
"""Working days after which somebody has waited too long to be rung."""


class Asked(Protocol):
    """What of a ring-back its turn rests on."""

    good_time: str
    asked_at: dt.datetime
    tried_at: dt.datetime | None


T = TypeVar("T", bound=Asked)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether somebody can be rung now, and how long they have waited, in working days."""

    is_good_now: bool | None
    days: int

    @property
    def is_late(self) -> bool:
        return self.days > LATE_AFTER

    @property
    def when(self) -> str:
        """In words, for the list."""
        match self.is_good_now:
            case True:
                return "A good time now"
            case False:
                return "Not a good time now"
            case _:
                return "Read when they can be rung"


def is_good(good_time: str, local: dt.datetime) -> bool | None:
    """Whether a local moment is a good time; None where they said it in words of their own."""
    if good_time in ("", SOON):
        return True
    if good_time == MORNINGS:
        return local.time() < NOON
    if good_time == AFTERNOONS:
        return local.time() >= NOON
    return None


def in_turn(asked: Iterable[T], local: dt.datetime) -> list[T]:
    """Those for whom it is a good time first, then by words of their own; each who waited longest first.

    Whoever was tried today comes after those who were not.
    """
    order = {True: 0, None: 1, False: 2}

    def turn(each: T) -> tuple[int, bool, dt.datetime]:
        zone = local.tzinfo
        tried = each.tried_at is not None and each.tried_at.astimezone(zone).date() == local.date()
        return order[is_good(each.good_time, local)], tried, each.asked_at

    return sorted(asked, key=turn)
