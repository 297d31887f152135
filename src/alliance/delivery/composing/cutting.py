"""How a letter is made short enough: mail programs hide what stands after 102 kB.

What is cut says so, with a link to the whole. Nothing asked is ever cut. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import Block, Heading, Listed, Paragraph, Quote, Run, Table, Words, text_of

_ALL = 10**9


class TooLong(ValueError):
    """A letter that fits no mail, however it is cut; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of each kind is told, in lines and characters."""

    lines: int = _ALL
    """Of a list, dates or contacts."""
    reminders: int = _ALL
    """Characters of each reminder."""
    bodies: int = _ALL
    """Characters of each other piece, and of the introduction."""
    titles: int = _ALL
    """Lines of what was passed over."""
    pieces: int = _ALL
    """Of one part."""
    asked_twice: bool = True
    """What is asked stands in its piece too, and not only first of all."""


RUNGS = (
    Limits(),
    Limits(lines=60),
    Limits(lines=30),
    Limits(lines=15),
    Limits(lines=15, reminders=1200),
    Limits(lines=15, reminders=500),
    Limits(lines=15, reminders=200),
    Limits(lines=15, reminders=200, bodies=8000),
    Limits(lines=15, reminders=200, bodies=4000),
    Limits(lines=15, reminders=200, bodies=2000),
    Limits(lines=10, reminders=200, bodies=1000, titles=100),
    Limits(lines=10, reminders=200, bodies=500, titles=50),
    Limits(lines=10, reminders=200, bodies=500, titles=50, asked_twice=False),
    Limits(lines=8, reminders=200, bodies=200, titles=50, asked_twice=False),
    Limits(lines=5, reminders=0, bodies=0, titles=30, asked_twice=False),
    Limits(lines=5, reminders=0, bodies=0, titles=20, pieces=60, asked_twice=False),
    Limits(lines=3, reminders=0, bodies=0, titles=10, pieces=20, asked_twice=False),
    Limits(lines=3, reminders=0, bodies=0, titles=5, pieces=5, asked_twice=False),
)
"""Tried one after another, each no longer than the one before: first lists, then reminders, then
what is longest."""


@dataclass(frozen=True, slots=True)
class Beginning:
    blocks: Sequence[Block]
    is_cut: bool = False


def beginning(blocks: Sequence[Block], most: int) -> Beginning:
    """The blocks up to so many characters: at the end of a block, or of a word with “…”."""
    kept: list[Block] = []
    left = most
    for block in blocks:
        size = length(block)
        if size <= left:
            kept.append(block)
            left -= size
            continue
        start = _start(block, left)
        if start is not None:
            kept.append(start)
        while kept and isinstance(kept[-1], Heading):
            kept.pop()
        return Beginning(tuple(kept), is_cut=True)
    return Beginning(tuple(kept))


def length(block: Block) -> int:
    """Characters of its words and of the addresses of its links."""
    match block:
        case Paragraph(words) | Heading(_, words):
            return _length(words)
        case Quote(blocks):
            return sum(map(length, blocks))
        case Listed(entries):
            return sum(length(each) + 10 for entry in entries for each in entry)
        case Table(rows, caption):
            return _length(caption) + sum(_length(c.words) + 20 for row in rows for c in row)


def _length(words: Words) -> int:
    return sum(len(run.text) + len(run.url) for run in words)


def _start(block: Block, left: int) -> Block | None:
    """As much of a block as makes sense alone; a table is told whole or not at all."""
    match block:
        case Paragraph(words):
            cut = _cut(words, left)
            return Paragraph(cut) if cut else None
        case Listed(entries, start):
            kept = []
            for entry in entries:
                left -= sum(length(each) + 10 for each in entry)
                if left < 0:
                    break
                kept.append(entry)
            return Listed(tuple(kept), start) if kept else None
        case _:
            return None


def _cut(words: Words, left: int) -> Words:
    kept: list[Run] = []
    for run in words:
        size = len(run.text) + len(run.url)
        if size <= left:
            kept.append(run)
            left -= size
            continue
        room = left - len(run.url)
        if room > 0 and (text := run.text[:room].rpartition(" ")[0].rstrip()):
            kept.append(replace(run, text=text))
        break
    while kept and not kept[-1].text.strip():
        kept.pop()
    if len(text_of(kept)) < 40:  # less says nothing
        return ()
    return (*kept[:-1], replace(kept[-1], text=kept[-1].text.rstrip()), Run(" …"))
