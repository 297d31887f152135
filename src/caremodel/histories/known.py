"""Histories as they could be known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from .deriving import period, placement
from .model import Child, Histories, Period


def as_known_on(histories: Histories, day: dt.date) -> Histories:
    """What was known on a day, both of children and of how far knowledge reached.

    Episodes that began after it go; ends after it are open; a placement's code, provider and place are those
    of its last episode begun by then. Late corrections stay: the returns do not say when each was known.
    """
    if day >= histories.until:
        return histories
    children = (_child(child, day) for child in histories.children)
    return replace(histories, children=tuple(filter(None, children)), until=day)


def _child(child: Child, day: dt.date) -> Child | None:
    ended = child.periods[-1].ended
    if ended is not None and ended <= day:
        return child
    if child.periods[0].began > day:
        return None
    return Child(
        child.id,
        child.authority,
        child.born,
        child.sex,
        child.ethnic,
        child.seeking_asylum_until,
        child.seeking_asylum,
        tuple(_period(one, day) for one in child.periods if one.began <= day),
    )


def _period(whole: Period, day: dt.date) -> Period:
    if whole.ended is not None and whole.ended <= day:
        return whole
    begun = [one for one in whole.placements if one.began <= day]
    last = begun[-1]
    if last.ended is None or last.ended > day:
        episodes = [episode for episode in last.episodes if episode.began <= day]
        if episodes[-1].ended is not None and episodes[-1].ended > day:
            episodes[-1] = episodes[-1]._replace(ended=None, rec=None, reason=None)
        begun[-1] = placement(episodes)
    return period(begun)
