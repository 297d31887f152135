"""The source of a reading, cut into segments that say what each was understood as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from alliance.bulletins.parsing.reading import Reading, Span

_FACTS = ("deadlines", "events", "people", "links", "money", "date", "phone", "email")
"""Parts of a value that lie inside another: they are marked on top of it."""
_NAMES = {
    "number": "number of the bulletin",
    "date": "date of the bulletin",
    "introduction": "introduction",
    "frame": "frame of the page",
    "set_aside": "set aside",
    "title": "title",
    "body": "text",
    "action_text": "text under an action label",
    "deadlines": "deadline",
    "events": "event",
    "people": "contact of the item",
    "links": "link",
    "money": "sum of money",
    "publisher": "publisher",
    "name": "name",
    "role": "role",
    "organisation": "organisation",
    "phone": "telephone",
    "email": "e-mail",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the source that was understood as one thing."""

    text: str
    kind: str
    """Last name of the path without its number: `title`, `deadlines`, `frame`; "" for none."""
    words: str
    """The kind in plain words, for a tooltip and a screen reader."""
    anchor: str
    """Identifier of the value's place, given to its first segment only; every doubtful segment
    has one; "" otherwise."""
    doubt: str
    """Why an editor should look here; "" where nothing is doubtful."""


def anchor_of(path: str) -> str:
    """`items.3.title` → `source-items-3-title`, an identifier in the page."""
    return "source-" + re.sub(r"[^a-z0-9_]+", "-", path.lower())


def kind_of(path: str) -> str:
    """The last part of a path that is a name: `items.0.deadlines.1` → `deadlines`."""
    return next((part for part in reversed(path.split(".")) if not part.isdecimal()), "")


def segments(reading: Reading) -> list[Segment]:
    """The whole source in order, as segments; where values overlap the narrower one shows."""
    text = reading.source_text
    spans = [span for span in reading.spans if 0 <= span.start < span.end <= len(text)]
    doubts = [
        (doubt.start, doubt.end, doubt.message)
        for doubt in reading.doubts
        if 0 <= doubt.start < doubt.end <= len(text)
    ]
    edges = {0, len(text)}
    for span in spans:
        edges |= {span.start, span.end}
    for start, end, _ in doubts:
        edges |= {start, end}
    cuts = sorted(edges)
    innermost = _innermost(spans, cuts)
    found: list[Segment] = []
    anchored: set[str] = set()
    for (start, end), over in zip(pairwise(cuts), innermost, strict=True):
        path = over.path if over else ""
        kind = kind_of(path)
        anchor = anchor_of(path) if path and path not in anchored else ""
        anchored.add(path)
        doubt = "; ".join(message for d0, d1, message in doubts if d0 <= start and end <= d1)
        if doubt and not anchor:
            anchor = f"source-at-{start}"
        found.append(Segment(text[start:end], kind, _NAMES.get(kind, kind), anchor, doubt))
    return found


def anchor_at(path: str, place: int, marked: Sequence[Segment]) -> str:
    """Where in the marked source a link about this value leads: to it, or to this place."""
    anchors = {segment.anchor for segment in marked}
    if anchor_of(path) in anchors:
        return anchor_of(path)
    starts = accumulate((len(segment.text) for segment in marked), initial=0)
    return next((s.anchor for s, start in zip(marked, starts, strict=False) if start == place), "")


def _innermost(spans: Sequence[Span], cuts: Sequence[int]) -> list[Span | None]:
    """For each run between two cuts, the narrowest span over it (facts before what holds them)."""
    chosen: list[Span | None] = [None] * (len(cuts) - 1)
    place = {cut: index for index, cut in enumerate(cuts)}
    for span in sorted(spans, key=lambda s: (kind_of(s.path) in _FACTS, -(s.end - s.start))):
        for index in range(place[span.start], place[span.end]):
            chosen[index] = span
    return chosen
