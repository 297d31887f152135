"""What an item of a draft says, as plain values. Pure: no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from alliance.text.changes import Piece, word_changes
from alliance.text.sanitise import plain

DEADLINE, EVENT = "deadline", "event"


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A deadline or event, with the words it was read from where there are some."""

    date: dt.date
    kind: str = DEADLINE
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """All that is written of an item."""

    title: str = ""
    section: str = "news"
    body: str = ""
    """HTML, sanitised; `action_text` too."""
    action_text: str = ""
    dates: tuple[Dated, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    publications: tuple[int, ...] = ()
    audience: str = ""
    matter: int | None = None

    def days(self, kind: str) -> tuple[dt.date, ...]:
        return tuple(sorted({each.date for each in self.dates if each.kind == kind}))

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "dates": dates_to_json(self.dates),
            "people": list(self.people),
            "topics": list(self.topics),
            "publications": list(self.publications),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Said:
        """Of what `to_json` gave; keys that are not there take their defaults."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        for name in ("people", "topics", "publications"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values | {"dates": dates_from_json(values.get("dates", ()))})


def dates_to_json(dates: Sequence[Dated]) -> list[dict[str, str]]:
    return [{"kind": d.kind, "date": d.date.isoformat(), "words": d.words} for d in sorted(dates)]


def dates_from_json(kept: Sequence[Mapping[str, str]]) -> tuple[Dated, ...]:
    return tuple(
        Dated(dt.date.fromisoformat(row["date"]), row["kind"], row.get("words", "")) for row in kept
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What of an item is otherwise in another wording of it."""

    name: str
    pieces: tuple[Piece, ...]


def differences(one: Said, other: Said) -> list[Difference]:
    """What leads from one wording to the other, part by part; nothing for what is alike."""
    parts = (
        ("Title", one.title, other.title),
        ("Section", one.section, other.section),
        ("Text", plain(one.body), plain(other.body)),
        ("Action required", plain(one.action_text), plain(other.action_text)),
        ("Dates", _dates_in_words(one), _dates_in_words(other)),
        ("Contacts", ", ".join(one.people), ", ".join(other.people)),
        ("For", one.audience, other.audience),
    )
    found = [Difference(name, word_changes(was, now)) for name, was, now in parts if was != now]
    marked = one.body != other.body or one.action_text != other.action_text
    if marked and not any(each.name in {"Text", "Action required"} for each in found):
        was, now = (f"{each.body} {each.action_text}" for each in (one, other))
        found.append(Difference("Links and marks", word_changes(was, now)))
    return found


def _dates_in_words(said: Said) -> str:
    return "; ".join(f"{d.kind} {d.date.day} {d.date:%B %Y}" for d in sorted(said.dates))
