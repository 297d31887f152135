"""Which version a step back leads to, and when two savings are one version. Pure: no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

TOGETHER = dt.timedelta(minutes=10)
"""What one editor saves within this is one version: nobody steps back letter by letter."""


@dataclass(frozen=True, slots=True)
class Step:
    """What stepping needs of a version."""

    number: int
    by: int | None
    began_at: dt.datetime
    restores: int | None = None


def goes_on(last: Step | None, *, by: int | None, at: dt.datetime) -> bool:
    """Whether what is saved now goes on with the last version instead of beginning another."""
    return (
        last is not None
        and last.number > 1
        and last.restores is None
        and last.by == by
        and dt.timedelta(0) <= at - last.began_at < TOGETHER
    )


def step_back(steps: Sequence[Step]) -> int | None:
    """The number of the version before the one that holds; None at the beginning.

    A version that took up an earlier one stands where that stood: so one can step back again and
    again, and not to and fro.
    """
    by_number = {step.number: step for step in steps}
    if not by_number:
        return None
    holds = by_number[max(by_number)]
    place = holds.number
    while holds.restores is not None and holds.restores in by_number:
        place = holds.restores
        holds = by_number[place]
    earlier = [number for number in by_number if number < place]
    return max(earlier, default=None)
