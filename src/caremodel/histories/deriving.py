"""Placements and periods of care, derived from episodes in one line.

What RNE says of the episode that begins:

    S  came into care                    a period begins
    L  legal status only                 same placement
    T  placement, same carer             same placement (U6 → U4: a new name for living there)
    U  legal status and placement, same carer     same placement
    P  placement and carer               a move
    B  legal status, placement and carer a move

Source: the DfE's guides to the SSDA903 collections.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from ..placements import RESPITE
from .model import GOES_ON, Episode, Period, Placement

_SAME_CARER: Final = frozenset("LTU")
_MOVED: Final = frozenset("PB")
_SUPPORTED_BEFORE: Final = frozenset({"H5", "P2"})
_REGISTERED_SUPPORTED: Final = "K3"
RENAMED: Final = dt.date(2023, 10, 28)
"""The day on which homes that were H5 or P2 became K3, if registered."""


def periods(episodes: Iterable[Episode]) -> tuple[Period, ...]:
    """Periods of care with their placements; episodes in order, none over another."""
    found: list[Period] = []
    placements: list[Placement] = []
    joined: list[Episode] = []
    before: Episode | None = None
    for episode in episodes:
        if before is not None:
            if not _goes_on(before, episode):
                placements.append(placement(joined))
                found.append(period(placements))
                placements, joined = [], []
            elif not _same_placement(before, episode):
                placements.append(placement(joined))
                joined = []
        joined.append(episode)
        before = episode
    if joined:
        placements.append(placement(joined))
        found.append(period(placements))
    return tuple(found)


def placement(episodes: list[Episode]) -> Placement:
    """The placement that episodes of one carer make."""
    last = episodes[-1]
    return Placement(
        episodes[0][0],
        last.ended,
        last.place,
        last.provider,
        last.urn,
        last.home_post,
        last.pl_post,
        last.reason,
        tuple(episodes),
    )


def period(placements: list[Placement]) -> Period:
    """The period of care that placements without a gap make."""
    last = placements[-1]
    return Period(placements[0][0], last[1], last.episodes[-1].rec, tuple(placements))


def _goes_on(before: Episode, episode: Episode) -> bool:
    """Whether care goes on from one episode to the next.

    X1 and no gap say so; an S against them is a slip. Short breaks are a period of their own.
    """
    return (
        before[7] == GOES_ON
        and before[1] == episode[0]
        and (before[3] in RESPITE) == (episode[3] in RESPITE)
    )


def _same_placement(before: Episode, episode: Episode) -> bool:
    rne = episode[2]
    if rne in _SAME_CARER:
        return True
    if rne in _MOVED:
        return _renamed(before, episode)
    # S, blank or no code, though care went on: a move if the place is another.
    return before[5:7] == episode[5:7] and before[10:12] == episode[10:12]


def _renamed(before: Episode, episode: Episode) -> bool:
    """Whether a recorded move is only the new name of a home: H5 or P2 → K3 at one place.

    One place: the same postcode; where one is not known, the same URN; where neither tells and the day is
    that of the change of names, the same kind of provider (many returns have no postcodes).
    """
    if before.place not in _SUPPORTED_BEFORE or episode.place != _REGISTERED_SUPPORTED:
        return False
    if before.pl_post and episode.pl_post:
        return before.pl_post == episode.pl_post
    if before.urn and episode.urn:
        return before.urn == episode.urn
    return episode.began == RENAMED and before.provider == episode.provider
