"""What in an answer may be about one child or family, quoted, so that its writer looks before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alliance.text.personal import Kind, find

from ..taking.definition import Definition
from ..taking.given import Given
from .forms import ANSWER

ROUND = 60
"""Signs quoted before and after."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that may be about a child, with those round them, and the field they stand in."""

    field: str
    label: str
    kind: Kind
    before: str
    words: str
    after: str


def passages(definition: Definition, given: Given) -> list[Passage]:
    """All of them, in the order of the form."""
    return [
        passage
        for field, label, text in _texts(definition, given)
        for passage in passages_of(field, label, text)
    ]


def passages_of(field: str, label: str, text: str) -> list[Passage]:
    """Those of one text."""
    return [
        Passage(
            field=field,
            label=label,
            kind=found.kind,
            before=_end_of(text[: found.start]),
            words=found.of(text),
            after=_start_of(text[found.end :]),
        )
        for found in find(text)
    ]


def _texts(definition: Definition, given: Given) -> Iterator[tuple[str, str, str]]:
    """What is read. Who gave it is no child: their own name and address are theirs to give."""
    yield "title", "A name for it", given.title
    for question in definition.asked(given.answers):
        yield f"{ANSWER}{question.key}", question.label, given.answers.get(question.key, "")
    yield "supplier", "Supplier and product", given.supplier


def _end_of(text: str) -> str:
    line = text.rpartition("\n")[2]
    return line if len(line) <= ROUND else "…" + line[-ROUND:].partition(" ")[2]


def _start_of(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= ROUND else line[:ROUND].rpartition(" ")[0] + "…"
