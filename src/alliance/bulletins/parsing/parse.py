"""The one way in: a bulletin as text, bytes or file becomes a `Reading`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from alliance.bulletins.parsing.catalogue import read_publications
from alliance.bulletins.parsing.contacts import looks_like_contact, read_contacts
from alliance.bulletins.parsing.frame import (
    Masthead,
    is_furniture,
    is_introduction,
    is_notice,
    read_masthead,
)
from alliance.bulletins.parsing.headings import Heading, find_headings
from alliance.bulletins.parsing.items import gather, read_item
from alliance.bulletins.parsing.labels import Label, Labelled, read_label
from alliance.bulletins.parsing.ledger import Ledger
from alliance.bulletins.parsing.lines import Block, Kind, Source, read_blocks, squash, usual_gap
from alliance.bulletins.parsing.markup import Fragment
from alliance.bulletins.parsing.people import NamedPerson
from alliance.bulletins.parsing.reading import ReadContact, Reading, ReadItem, Section
from alliance.bulletins.parsing.sources import from_bytes, from_text

_OPENERS = {Label.NEWS, Label.REMINDERS, Label.REMINDER}


def parse_text(text: str) -> Reading:
    """The reading of a bulletin pasted or saved as plain text. Never raises."""
    return parse_source(from_text(text))


def parse_bytes(
    data: bytes, name: str, format: str = "auto", *, issued: dt.date | None = None
) -> Reading:
    """The reading of a bulletin's bytes; `name` tells the format when `format` is "auto".

    `issued` is the day by which dates without a year are read where the source names none.
    Raises UnreadableSource, whose message says what is wrong and how to mend it.
    """
    return parse_source(from_bytes(data, name, format), issued=issued)


def parse_as_one(source: Source, *, issued: dt.date | None = None) -> Reading:
    """A source that is one item, whatever headings it has: its first line is the item's."""
    blocks = [block for block in read_blocks(source) if not block.furniture]
    if not blocks:
        return Reading(source_text=source.text)
    labels = [read_label(block.plain) if block.kind is Kind.TEXT else None for block in blocks]
    ledger = Ledger()
    first = blocks[0]
    rest = range(1, len(blocks)) if len(blocks) > 1 else range(1)
    draft = gather(Section.NEWS, Fragment(first, first.content), blocks, labels, rest)
    item, _ = read_item(draft, "items.0", source.marks, issued, ledger)
    return Reading(source_text=source.text, items=(item,), spans=tuple(ledger.spans))


def parse_file(path: str | Path, format: str = "auto") -> Reading:
    """The reading of a bulletin's file. Raises UnreadableSource or OSError."""
    path = Path(path)
    return parse_bytes(path.read_bytes(), path.name, format)


@dataclass(slots=True)
class _Parts:
    """The blocks of a bulletin by part; a stretch of items is a list of indexes."""

    stretches: list[tuple[Section, list[int]]] = field(default_factory=list)
    catalogue: list[int] = field(default_factory=list)
    contacts: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)  # of sections
    frame: list[int] = field(default_factory=list)
    introduction: list[int] = field(default_factory=list)


def parse_source(source: Source, *, issued: dt.date | None = None) -> Reading:
    """The reading of a source already loaded."""
    blocks = read_blocks(source)
    labels = [
        None if block.furniture or block.kind is not Kind.TEXT else read_label(block.plain)
        for block in blocks
    ]
    ledger = Ledger()
    head = read_masthead(blocks, labels)
    _record_masthead(head, blocks, ledger)
    parts = _divide(blocks, labels, head)
    headings = _headings(blocks, labels, parts)
    aside = list(head.before_title)
    issued = head.date or issued
    items, below = _read_items(source, blocks, labels, parts, headings, issued, ledger)
    publications, spare = read_publications(blocks, parts.catalogue, source.marks, issued, ledger)
    aside += spare
    contacts, spare = read_contacts(blocks, parts.contacts, ledger)
    aside += spare
    _check_below(below, contacts, ledger)
    return Reading(
        source_text=source.text,
        number=head.number,
        date=head.date,
        introduction="\n\n".join(_placed(blocks, parts.introduction, "introduction", ledger)),
        items=tuple(items),
        publications=tuple(publications),
        contacts=tuple(contacts),
        headings=tuple(_placed(blocks, parts.headings, "headings.{}", ledger)),
        frame=tuple(_placed(blocks, sorted(parts.frame), "frame.{}", ledger)),
        set_aside=tuple(_set_aside(source.text, blocks, aside, ledger)),
        spans=tuple(ledger.spans),
        doubts=tuple(ledger.doubts),
    )


def _divide(blocks: Sequence[Block], labels: Sequence[Labelled | None], head: Masthead) -> _Parts:
    """Each block to its part, section by section."""
    parts = _Parts(frame=list(head.frame), introduction=list(head.introduction))
    section, target = Section.NEWS, None
    stretch: list[int] = []
    preamble = True
    for index in range(head.content, len(blocks)):
        block, label = blocks[index], labels[index]
        kind = label.label if label and label.content is None else None
        if block.furniture:
            parts.frame.append(index)
        elif kind in _OPENERS or kind is Label.CATALOGUE or _opens_contacts(blocks, labels, index):
            parts.headings.append(index)
            preamble = False
            section = Section.NEWS if kind is Label.NEWS else section
            section = Section.REMINDER if kind in {Label.REMINDERS, Label.REMINDER} else section
            target = {Label.CATALOGUE: parts.catalogue, Label.CONTACTS: parts.contacts}.get(kind)  # type: ignore[arg-type]
            stretch = []
            if target is None:
                parts.stretches.append((section, stretch))
        elif target is not None:
            (parts.frame if is_furniture(block) else target).append(index)
        elif preamble and not stretch and kind is Label.KEY_DATES:
            parts.headings.append(index)
        elif preamble and not stretch and (is_furniture(block) or is_notice(block)):
            parts.frame.append(index)
        elif preamble and not stretch and is_introduction(block):
            parts.introduction.append(index)
        else:
            if not parts.stretches:
                parts.stretches.append((section, stretch))
            stretch.append(index)
    return parts


def _opens_contacts(blocks: Sequence[Block], labels: Sequence[Labelled | None], index: int) -> bool:
    """A line "Contact Details" opens the block only if contacts, or nothing, follow."""
    label = labels[index]
    if label is None or label.label is not Label.CONTACTS:
        return False
    following = [block for block in blocks[index + 1 : index + 3] if not block.furniture]
    return not following or any(looks_like_contact(block) for block in following)


def _headings(
    blocks: Sequence[Block], labels: Sequence[Labelled | None], parts: _Parts
) -> list[Heading]:
    """The items' headings: named by labels where the source has them, else found by sight."""
    indexes = [index for _, stretch in parts.stretches for index in stretch]
    named: list[Heading] = []
    for place, index in enumerate(indexes):
        label = labels[index]
        if label is not None and label.label is Label.TITLE:
            if label.content is not None:
                named.append(Heading(index, 9.0))
            elif place + 1 < len(indexes):
                named.append(Heading(indexes[place + 1], 9.0))
    if named:
        return named
    content = [blocks[index] for index in indexes]
    return find_headings(blocks, labels, [s for _, s in parts.stretches], usual_gap(content))


def _read_items(
    source: Source,
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    parts: _Parts,
    headings: Sequence[Heading],
    issued: dt.date | None,
    ledger: Ledger,
) -> tuple[list[ReadItem], list[tuple[str, NamedPerson, int]]]:
    starts = {heading.index: heading for heading in headings}
    items: list[ReadItem] = []
    below: list[tuple[str, NamedPerson, int]] = []
    for section, stretch in parts.stretches:
        cuts = [place for place, index in enumerate(stretch) if index in starts]
        lead = stretch[: cuts[0]] if cuts else stretch
        _take_lead(lead, blocks, labels, parts, bool(items))
        for place, following in pairwise([*cuts, len(stretch)]):
            index = stretch[place]
            rest = stretch[place + 1 : following]
            if (
                rest
                and (tail := labels[rest[-1]])
                and tail.label is Label.TITLE
                and tail.content is None
            ):
                rest = rest[:-1]
            label = labels[index]
            content = label.content if label and label.content else blocks[index].content
            draft = gather(section, Fragment(blocks[index], content), blocks, labels, rest)
            path = f"items.{len(items)}"
            item, reached_below = read_item(draft, path, source.marks, issued, ledger)
            items.append(item)
            below += reached_below
            if starts[index].unsure:
                ledger.doubt(
                    f"{path}.title",
                    f"“{item.title}” is taken for the heading of an item, but the lines round it "
                    "could be read otherwise; check where the item starts.",
                    blocks[index].start, blocks[index].end,
                )  # fmt: skip
    _doubt_cut(source.text, items, ledger)
    return items, below


def _take_lead(
    lead: Sequence[int],
    blocks: Sequence[Block],
    labels: Sequence[Labelled | None],
    parts: _Parts,
    has_items: bool,
) -> None:
    """What stands before a section's first heading: introduction at the head of the bulletin."""
    for index in lead:
        if is_furniture(blocks[index]) or is_notice(blocks[index]):
            parts.frame.append(index)
        elif labels[index] is not None and labels[index].content is None:  # type: ignore[union-attr]
            parts.headings.append(index)
        elif not has_items:
            parts.introduction.append(index)


def _doubt_cut(text: str, items: Sequence[ReadItem], ledger: Ledger) -> None:
    """A last item that stops in the middle of a sentence."""
    if not items:
        return
    item, path = items[-1], f"items.{len(items) - 1}"
    words = item.action_text or item.body
    stripped = text.rstrip()
    if (
        words
        and stripped.endswith(squash(words)[-12:])
        and words[-1] not in ".!?:)”\"'’…"
        and len(words) > 3
    ):
        ledger.doubt(
            path,
            f"“{item.title}” seems to be cut short at the end of the text; complete it.",
            max(0, len(stripped) - 40), len(stripped),
        )  # fmt: skip


def _record_masthead(head: Masthead, blocks: Sequence[Block], ledger: Ledger) -> None:
    if head.number_at is None:
        ledger.doubt(
            "number", "No title line such as “Update no 429 13 November 2020” was found; "
            "give the number and the date.", 0, 0,
        )  # fmt: skip
        return
    ledger.place("number", *head.number_at)
    if head.date_at is None or head.date is None:
        ledger.doubt(
            "date",
            "The title line has no date; give it, for years are read from it.",
            *head.number_at,
        )
        return
    ledger.place("date", *head.date_at)
    if head.weekday_agrees is False:
        ledger.doubt(
            "date", f"{head.date:%d %B %Y} is a {head.date:%A}; check the date.", *head.date_at
        )


def _check_below(
    below: Sequence[tuple[str, NamedPerson, int]],
    contacts: Sequence[ReadContact],
    ledger: Ledger,
) -> None:
    """Those said to be "below" must be in the contact block, whatever their spelling."""
    for path, person, start in below:
        near = [
            contact.name
            for contact in contacts
            if fuzz.ratio(person.name.casefold(), contact.name.casefold()) >= 85
        ]
        end = start + person.end - person.start
        if not near:
            ledger.doubt(
                path,
                f"{person.name} is said to be below but is not in the contact details; "
                "add the entry or the address.",
                start, end,
            )  # fmt: skip
        elif near[0].casefold() != person.name.casefold():
            ledger.doubt(path, f"“{person.name}” may be {near[0]}; check the spelling.", start, end)


def _placed(
    blocks: Sequence[Block], indexes: Sequence[int], path: str, ledger: Ledger
) -> list[str]:
    values: list[str] = []
    for number, index in enumerate(indexes):
        ledger.place(path.format(number), blocks[index].start, blocks[index].end)
        values.append(squash(blocks[index].text))
    return values


def _set_aside(
    text: str, blocks: Sequence[Block], indexes: Sequence[int], ledger: Ledger
) -> list[str]:
    """What belongs to nothing, last of all: so nothing of the source is lost."""
    values = _placed(blocks, indexes, "set_aside.{}", ledger)
    for start, end in ledger.uncovered(text):
        ledger.place(f"set_aside.{len(values)}", start, end)
        values.append(squash(text[start:end]))
    return values
