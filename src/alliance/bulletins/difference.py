"""What differs between two contents of one bulletin, for a person to read. Pure: no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from alliance.text.sanitise import plain
from alliance.text.telling import print_of

from .content import Content, ItemContent
from .recurrence import Known, recognise


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, removed or changed; `field` names what of it changed."""

    kind: Kind
    part: str
    """“bulletin”, “item”, “publication” or “contact”."""
    title: str
    field: str = ""
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        what = f"{self.part} “{self.title}”" if self.title else self.part
        if self.kind is not Kind.CHANGED:
            return f"{self.kind}: {what}"
        return f"{what}: {self.field} was “{_cut(self.was)}”, is “{_cut(self.now)}”"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 100 else f"{flat[:99]}…"


_FIELD_WORDS = {
    "action_text": "action required",
    "has_action": "action label",
    "set_aside": "text set aside",
}


def differences(was: Content, now: Content) -> list[Change]:
    """What was added, removed and changed, in the order of the bulletin."""
    changes = [
        Change(
            Kind.CHANGED,
            "bulletin",
            "",
            name,
            _words(getattr(was, name)),
            _words(getattr(now, name)),
        )
        for name in ("date", "introduction")
        if getattr(was, name) != getattr(now, name)
    ]
    changes += _of_items(was.items, now.items)
    changes += _of_named(
        "publication", was.publications, now.publications, lambda entry: entry.title
    )
    changes += _of_named("contact", was.contacts, now.contacts, lambda contact: contact.name)
    return changes


def pair(was: Sequence[ItemContent], now: Sequence[ItemContent]) -> list[int | None]:
    """For each item of `now` the place in `was` of the item that it is, or nothing."""
    free = dict(enumerate(was))
    places: list[int | None] = []
    for item in now:
        same = next((p for p, old in free.items() if old == item), None)
        if same is None:
            same = next((p for p, old in free.items() if old.title == item.title), None)
        if same is not None:
            del free[same]
        places.append(same)
    left = [place for place, found in enumerate(places) if found is None]
    matches = recognise(
        [_print(now[place]) for place in left],
        [Known(place, 0, old.title, _print(old)) for place, old in free.items()],
    )
    for place, match in zip(left, matches, strict=True):
        places[place] = match.known.item if match else None
    return places


def _print(item: ItemContent) -> Any:
    return print_of(item.title, item.text, item.events)


def _of_items(was: Sequence[ItemContent], now: Sequence[ItemContent]) -> list[Change]:
    places = pair(was, now)
    changes: list[Change] = []
    for item, place in zip(now, places, strict=True):
        if place is None:
            changes.append(Change(Kind.ADDED, "item", item.title))
        else:
            changes += _of_fields("item", item.title, was[place], item)
    gone = set(range(len(was))) - set(places)
    changes += [Change(Kind.REMOVED, "item", was[place].title) for place in sorted(gone)]
    kept = [place for place in places if place is not None]
    if kept != sorted(kept):
        changes.append(Change(Kind.CHANGED, "bulletin", "", "order of items", "", "another order"))
    return changes


Row = TypeVar("Row")


def _of_named(
    part: str, was: Sequence[Row], now: Sequence[Row], name: Callable[[Row], str]
) -> list[Change]:
    old = {name(row): row for row in was}
    new = {name(row): row for row in now}
    changes: list[Change] = []
    for title, row in new.items():
        if title not in old:
            changes.append(Change(Kind.ADDED, part, title))
        else:
            changes += _of_fields(part, title, old[title], row)
    changes += [Change(Kind.REMOVED, part, title) for title in old if title not in new]
    return changes


def _of_fields(part: str, title: str, was: Any, now: Any) -> list[Change]:
    return [
        Change(
            Kind.CHANGED,
            part,
            title,
            _FIELD_WORDS.get(field.name, field.name),
            _words(getattr(was, field.name)),
            _words(getattr(now, field.name)),
        )
        for field in fields(now)
        if getattr(was, field.name) != getattr(now, field.name)
    ]


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dt.date():
            return f"{value.day} {value:%B %Y}"
        case tuple():
            return ", ".join(_words(inner) for inner in value) or "none"
        case None | "":
            return "nothing"
    return plain(str(value))
