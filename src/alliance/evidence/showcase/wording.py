"""What of a case its owner agrees to, and what changed of it: plain values, without a database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliance.text.changes import Piece, word_changes

PARTS: Mapping[str, str] = {
    "title": "Title",
    "summary": "In one or two sentences",
    "problem": "The problem",
    "done": "What was done",
    "changed": "What changed",
    "cost": "What it cost",
    "to_copy": "What to copy",
    "contact": "Whom to ask",
    "whose": "Whose it is",
    "supplier": "Supplier",
    "authorities": "Authorities named",
    "figures": "Figures",
    "picture": "Picture",
    "picture_says": "What the picture shows",
}
"""All that is agreed to, by name. Theme, sections and order are the programme's own."""
Wording = Mapping[str, str]
"""The text of each of `PARTS`; figures are lines."""

_LETTERS = re.compile(r"[^\w%£€$+\-.,]|(?<!\d)[.,]|[.,\-](?!\d)|_")


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that reads otherwise, word by word."""

    name: str
    pieces: Sequence[Piece]


def figure_line(figure: Mapping[str, Any]) -> str:
    """A figure in one line, with its period and source."""
    values = (
        f"{figure['before']} before, {figure['after']} after"
        if figure["before"]
        else figure["after"]
    )
    return f"{figure['what']}: {values} ({figure['period']}; {figure['source']})"  # fmt: skip


def says_the_same(was: Wording, now: Wording) -> bool:
    """Whether only spaces, capitals or punctuation differ: then what was agreed to still is.

    Points, commas and signs within numbers count: 1.5 is not 15.
    """
    return all(_folded(was.get(part, "")) == _folded(now.get(part, "")) for part in PARTS)


def differences(was: Wording, now: Wording) -> list[Difference]:
    """Each part that differs, in the order of the page."""
    return [
        Difference(name, word_changes(was.get(part, ""), now.get(part, "")))
        for part, name in PARTS.items()
        if part != "picture" and was.get(part, "") != now.get(part, "")
    ] + _of_picture(was, now)


def names_found(wording: Wording, names: Sequence[str]) -> list[tuple[str, str]]:
    """Where a name that must not stand there does, whatever its capitals: (part, name).

    The supplier and its product are named in any case.
    """
    return [
        (part, name)
        for part in PARTS
        if part != "supplier"
        for name in names
        if len(name) > 2
        and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", wording.get(part, ""), re.IGNORECASE)
    ]


def _of_picture(was: Wording, now: Wording) -> list[Difference]:
    if was.get("picture", "") == now.get("picture", ""):
        return []
    said = {True: "A picture", False: "No picture"}
    old, new = said[bool(was.get("picture"))], said[bool(now.get("picture"))]
    return [
        Difference(PARTS["picture"], word_changes(old, new if old != new else "Another picture"))
    ]


def _folded(text: str) -> str:
    return " ".join(_LETTERS.sub(" ", text.casefold()).split())
