"""Who came into care, who left, who came back, and who moved."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..histories import Histories, Period, Placement
from .standing import DAY, Standing, looked_after, standing

TEMPORARY: Final = frozenset({"T0", "T1", "T2", "T3", "T4"})
"""In hospital, on holiday, seven days or less: the placement goes on meanwhile."""

_WITH_CARERS_ALREADY: Final = frozenset({"A3", "A5"})
"""Placed for adoption with the foster carers of before."""

UNPLANNED: Final = frozenset({"ALLEG", "APPRR", "CLOSE", "CREQB", "CREQO", "STAND"})
"""REASON_PLACE_CHANGE that no plan chose: allegation, approval or standards, closure, or the carer asked.
Our reading: the DfE has no such group."""


class Move(NamedTuple):
    """From one placement to the next within a period of care."""

    before: Standing
    """On the last day there."""
    after: Standing
    """On the first day here."""

    @property
    def day(self) -> dt.date:
        """The day of the move."""
        return self.after.day

    @property
    def reason(self) -> str | None:
        """REASON_PLACE_CHANGE, if one was given."""
        return self.before.placement.reason

    @property
    def unplanned(self) -> bool:
        """Whether the reason is one that no plan chose."""
        return self.reason in UNPLANNED


class Reentry(NamedTuple):
    """Coming into care again."""

    standing: Standing
    away: int
    """Days since the period of care before."""
    left_by: str | None
    """Why that had ended."""


def entries(histories: Histories, first: dt.date, last: dt.date) -> list[Standing]:
    """Periods of care that began in these days, on their first day."""
    return [
        standing(child, period, period.began)
        for child, period in looked_after(histories)
        if first <= period.began <= last
    ]


def exits(histories: Histories, first: dt.date, last: dt.date) -> list[Standing]:
    """Periods of care that ended in these days, on their last day in care; why: `period.rec`."""
    return [
        standing(child, period, period.ended - DAY)
        for child, period in looked_after(histories)
        if period.ended is not None and first <= period.ended <= last
    ]


def reentries(
    histories: Histories, first: dt.date, last: dt.date, *, within: int | None = None
) -> list[Reentry]:
    """Entries of children who had been in care before; `within` so many days only, if given.

    Only what these histories hold: who left before the first return came in is not known to have been in care.
    """
    found = []
    before: tuple[object, Period] | None = None
    for child, period in looked_after(histories):
        if before is not None and before[0] is child and first <= period.began <= last:
            left = before[1].ended or period.began
            away = (period.began - left).days
            if within is None or away <= within:
                found.append(Reentry(standing(child, period, period.began), away, before[1].rec))
        before = child, period
    return found


def moves(histories: Histories, first: dt.date, last: dt.date) -> list[Move]:
    """Moves from one placement to another in these days.

    Being away for a while (T0 to T4) is no move, nor is coming back; going elsewhere from there is one. Being
    placed for adoption with the same carers (A3, A5) is none.
    """
    found = []
    for child, period in looked_after(histories):
        if period.began > last or (period.ended is not None and period.ended < first):
            continue
        for before, after in _moved(period):
            if first <= after.began <= last:
                ended = before.ended or after.began
                found.append(
                    Move(
                        Standing(child, period, before, before.episodes[-1], ended - DAY),
                        Standing(child, period, after, after.episodes[0], after.began),
                    )
                )
    return found


def lasting(period: Period) -> tuple[Placement, ...]:
    """The placements of a period as stability counts them: without time away, and without what is no move.

    One that was left for a while and returned to is one, from its first day to its last.
    """
    found: list[Placement] = []
    for one in period.placements:
        if one.place in TEMPORARY and len(period.placements) > 1:
            continue
        if found and _same(found[-1], one):
            found[-1] = one._replace(
                began=found[-1].began, episodes=found[-1].episodes + one.episodes
            )
        else:
            found.append(one)
    return tuple(found) or period.placements


def _moved(period: Period) -> Iterator[tuple[Placement, Placement]]:
    if len(period.placements) > 1:
        stays = lasting(period)
        yield from itertools.pairwise(stays)


def _same(before: Placement, after: Placement) -> bool:
    if after.place in _WITH_CARERS_ALREADY and before.category == "fostering":
        # Another postcode says that they are not the carers of before, whatever the code.
        return not (before.pl_post and after.pl_post) or before.pl_post == after.pl_post
    away_between = before.ended is not None and before.ended < after.began
    here = (before.place, before.provider, before.urn, before.pl_post)
    back = after.episodes[0]  # what the placement is called later (U4 for U6) is not asked
    return away_between and here == (back.place, back.provider, back.urn, back.pl_post)
