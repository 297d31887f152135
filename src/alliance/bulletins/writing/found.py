"""What was read from the words of a pasted item: shown with its words, then taken or dropped. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any

from ..parsing.reading import Reading, Span
from .said import DEADLINE, EVENT, Dated, Said

KINDS = {
    "deadline": "Deadline",
    "event": "Event",
    "person": "Contact",
    "link": "Link",
    "money": "Money",
    "matter": "Told before",
    "topic": "Topic",
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_ROOM = 160
"""Characters of the sentence round a fact that are shown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was understood, and the words it was understood from."""

    kind: str
    value: str
    """A day as ISO, a name, an address, a sum; of a matter its primary key."""
    words: str
    """As they stand in the source."""
    around: str = ""
    """The sentence that they stand in."""

    def to_json(self) -> dict[str, str]:
        return asdict(self)

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.value) if self.kind in {DEADLINE, EVENT} else None

    @property
    def name(self) -> str:
        return KINDS.get(self.kind, self.kind)


def facts_of(kept: Sequence[dict[str, Any]]) -> list[Fact]:
    return [Fact(**each) for each in kept]


def facts_in(reading: Reading, place: int) -> list[Fact]:
    """What a reading understood of one of its items, in the order of a form."""
    item = reading.items[place]
    spans = {span.path: span for span in reading.spans}
    text = reading.source_text
    path = f"items.{place}"
    found = [
        _fact(kind, day.isoformat(), spans.get(f"{path}.{kind}s.{nth}"), text)
        for kind, days in ((DEADLINE, item.deadlines), (EVENT, item.events))
        for nth, day in enumerate(days)
    ]
    found += [
        _fact("person", name, spans.get(f"{path}.people.{nth}"), text)
        for nth, name in enumerate(item.people)
    ]
    found += [
        Fact("link", link.url, link.text)
        for link in dict.fromkeys(item.links)
        if link.url.startswith(("http://", "https://", "mailto:"))
    ]
    found += [
        _fact("money", words, spans.get(f"{path}.money.{nth}"), text)
        for nth, words in enumerate(dict.fromkeys(item.money))
    ]
    return found


def _fact(kind: str, value: str, span: Span | None, text: str) -> Fact:
    if span is None:
        return Fact(kind, value, value)
    words = " ".join(text[span.start : span.end].split())[:300]
    return Fact(kind, value, words, _around(text, span.start, span.end))


def _around(text: str, start: int, end: int) -> str:
    """The sentence in which a place stands, cut to what a line holds."""
    first = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    following = _SENTENCE.search(text, end)
    last = following.start() if following else len(text)
    first, last = max(first, start - _ROOM), min(last, end + _ROOM)
    return " ".join(text[first:last].split())


def taken(said: Said, fact: Fact) -> Said:
    """What an item says once a fact is accepted. A link stands already; a sum is in the words."""
    if (day := fact.day) is not None:
        if any(each.kind == fact.kind and each.date == day for each in said.dates):
            return said
        return replace(said, dates=tuple(sorted((*said.dates, Dated(day, fact.kind, fact.words)))))
    if fact.kind == "person" and fact.value not in said.people:
        return replace(said, people=(*said.people, fact.value))
    if fact.kind == "topic":
        return replace(said, topics=(*said.topics, int(fact.value)))
    if fact.kind == "matter":
        return replace(said, matter=int(fact.value))
    return said


def dropped(said: Said, fact: Fact) -> Said:
    """What an item says once a fact is dropped: of a link, its words alone."""
    if fact.kind != "link":
        return said
    link = re.compile(rf'<a href="{re.escape(escape(fact.value))}"[^>]*>(.*?)</a>', re.DOTALL)
    return replace(
        said, body=link.sub(r"\1", said.body), action_text=link.sub(r"\1", said.action_text)
    )
