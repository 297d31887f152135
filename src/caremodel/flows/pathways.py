"""The ways children take through care: kinds of placement one after another, steps up, down and across."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from ..histories import Histories, Period
from .movement import Move, lasting, moves
from .standing import looked_after

AND_ON: Final = "…"

INTENSITY: Final = MappingProxyType(
    dict.fromkeys(("P1", "A3", "A4", "A5", "A6"), 0)
    | dict.fromkeys(("H5", "P2", "K3"), 1)
    | dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), 2)
    | dict.fromkeys(("K2", "R1", "R3", "S1", "P3"), 3)
    | dict.fromkeys(("K1", "R2", "R5"), 4)
)
"""How much care a placement gives, by its code: 0 with parents or adopters, 1 supported or independent,
2 with foster carers, 3 in a home or school with staff, 4 locked or in hospital. Ours, to be seen and set: the
DfE has none. Codes that are not here (time away, Z1) compare with nothing."""

Direction = Literal["up", "down", "level", "not compared"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("up", "down", "level", "not compared")


class Step(NamedTuple):
    """A move, and whether it went to more care or less."""

    move: Move
    direction: Direction


def pathway(period: Period, longest: int = 6) -> tuple[str, ...]:
    """Categories one after another, each once where it goes on; cut at `longest` with `…`."""
    kinds = [kind for kind, _ in groupby(one.category for one in lasting(period))]
    return (*kinds[:longest], AND_ON) if len(kinds) > longest else tuple(kinds)


def pathways(
    histories: Histories, first: dt.date, last: dt.date, *, longest: int = 6
) -> Counter[tuple[str, ...]]:
    """Pathways of the periods of care that ended in these days: whole ones, from first day to last."""
    return Counter(
        pathway(period, longest)
        for _, period in looked_after(histories)
        if period.ended is not None and first <= period.ended <= last
    )


def steps(
    histories: Histories,
    first: dt.date,
    last: dt.date,
    scale: Mapping[str, int] = INTENSITY,
) -> list[Step]:
    """Every move of these days, as a step up or down a scale of codes."""
    return [Step(move, direction(move, scale)) for move in moves(histories, first, last)]


def direction(move: Move, scale: Mapping[str, int] = INTENSITY) -> Direction:
    """Where a move goes on a scale."""
    before = scale.get(move.before.episode.place or "")
    after = scale.get(move.after.episode.place or "")
    if before is None or after is None:
        return "not compared"
    if before == after:
        return "level"
    return "up" if after > before else "down"


def steps_across(histories: Histories, first: dt.date, last: dt.date) -> list[Move]:
    """Moves from residential care to a family: what step-across programmes bring about."""
    return [
        move
        for move in moves(histories, first, last)
        if move.before.placement.category == "residential"
        and move.after.placement.category == "fostering"
    ]
