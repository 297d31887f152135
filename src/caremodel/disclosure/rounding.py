"""Rounding to fives by chance, the same chance each time: and what a reader can tell from what is printed.

A count goes to the five above or below, the nearer the likelier, so that it is right on average; which, comes from
the secret and from what the number is of, whatever the day. The same number is therefore printed alike in every table,
and no two printings can be averaged: a count that stays is printed alike for years, and who knows each change of a
count, but not the count, is left five to choose from after any number of releases (x children of whom the chance makes
t go up print as x + 1 and t + 1 do). Beside rounding to the nearest it leaves a reader of one release nine, not five.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from math import inf
from typing import Final, NamedTuple

from .facts import Fact

BASE: Final = 5
LEAST: Final = 5
"""Counts from 1 to below this are hidden."""


class Room(NamedTuple):
    """How much more or less a count could be, for all that is printed of it alone."""

    more: float
    less: float


def chance(secret: bytes, one: Fact) -> float:
    """A number from 0 to below 1 that belongs to what is counted, on any day, and that nobody without the secret can tell."""
    said = json.dumps([one.population, one.so], ensure_ascii=True, separators=(",", ":")).encode()
    return int.from_bytes(hmac.digest(secret, said, hashlib.sha256)[:7], "big") / 2**56


def rounded(count: int, secret: bytes, one: Fact) -> int:
    """A count as it is printed."""
    below, over = divmod(count, BASE)
    return BASE * (below + (chance(secret, one) < over / BASE))


def room(count: int, printed: int | None) -> Room:
    """What a printed number leaves open of a count; None: it is hidden.

    A five printed for a first time is 5 to 9, since less is hidden; a nought is nought; what is hidden may be anything,
    since a reader cannot tell a small count from one that is hidden to protect another.
    """
    if printed is None:
        return Room(inf, count)
    if printed == 0:
        return Room(0, 0)
    return Room(printed + BASE - 1 - count, count - max(LEAST, printed - BASE + 1))
