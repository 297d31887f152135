"""What stands in a feed: the newest matters, in the words that everybody may read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alliance.directory.models import Topic

from .registry import Shown, sources
from .settle import worded_since

NEWEST = 50
"""Entries of a feed: some four bulletins, more than a reader misses over a holiday."""
LOOKED_AT = 200
"""Matters told last among which those are chosen: many are only said again."""


@dataclass(frozen=True, slots=True)
class News:
    """A matter as a feed tells it."""

    name: str
    """What it is known by among all of the alliance: “item/12”."""
    shown: Shown
    published_at: dt.datetime
    updated_at: dt.datetime
    """Since when it is said as it is said now: saying it again is no news."""


def newest(topic: Topic | None) -> list[News]:
    """The newest matters, or those of a topic, as they are told now."""
    found = []
    for source in sources():
        ids = source.told_last(topic, LOOKED_AT)
        shown, tellings = (source.shown(ids), source.tellings(ids)) if ids else ({}, {})
        found += [
            News(f"{source.name}/{pk}", shown[pk], told[0].at, worded_since(told))
            for pk in ids
            if pk in shown and (told := tellings.get(pk))
        ]
    return sorted(found, key=lambda each: each.updated_at, reverse=True)[:NEWEST]
