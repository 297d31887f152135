"""Which matters the items of a reading tell again, for an editor to confirm before saving."""

from __future__ import annotations

from dataclasses import dataclass

from alliance.bulletins.content import CannotSave, content_of
from alliance.bulletins.difference import pair
from alliance.bulletins.models import Bulletin
from alliance.bulletins.parsing.reading import Reading
from alliance.bulletins.recurrence import recognise
from alliance.text.telling import print_of

from .memory import Memory
from .read_back import content_in


@dataclass(frozen=True, slots=True)
class Recognised:
    """The matter that an item is taken for, and where it was last told so."""

    item: int
    """Primary key of the `Item`."""
    title: str
    number: int


def recognise_items(reading: Reading) -> list[Recognised | None]:
    """For each item of a reading the matter that saving it would take it for, or None: a new one.

    A reading that cannot be saved yet, for want of a number or a date, has nothing recognised.
    """
    try:
        content = content_of(reading)
    except CannotSave:
        return [None] * len(reading.items)
    found = _as_stored(Bulletin.objects.filter(number=content.number).first(), reading)
    left = [place for place, matter in enumerate(found) if matter is None]
    taken = {matter.item for matter in found if matter}
    prints = [
        print_of(item.title, item.text, item.events)
        for place, item in enumerate(content.items)
        if place in set(left)
    ]
    near = Memory().told_near(content.date, but=content.number)
    known = [telling for telling in near if telling.item not in taken]
    for place, match in zip(left, recognise(prints, known), strict=True):
        if match:
            found[place] = Recognised(match.known.item, match.known.title, match.known.number)
    return found


def _as_stored(bulletin: Bulletin | None, reading: Reading) -> list[Recognised | None]:
    """The matters that the bulletin of this number tells already."""
    if bulletin is None:
        return [None] * len(reading.items)
    stored = list(bulletin.appearances.order_by("position"))
    return [
        None if old is None else Recognised(stored[old].item_id, stored[old].title, bulletin.number)
        for old in pair(content_in(bulletin).items, content_of(reading).items)
    ]
