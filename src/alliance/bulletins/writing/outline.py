"""A bulletin as blocks of words in reading order: what a Word file, a mail and a text are made of.

Pure: no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from html.parser import HTMLParser

from alliance.text.dates import find_dates, resolve

from ..content import ContactContent, Content, ItemContent, PublicationContent

ACTION = "Action Required:"
REMINDERS = "Reminders from previous weeks"
LIST = "Tools & Templates"
CONTACTS = "Contact Details"


class Kind(Enum):
    TITLE = "title"
    PART = "part"
    ITEM = "item"
    HEADING = "heading"
    LABEL = "label"
    TEXT = "text"
    QUOTE = "quote"
    BULLET = "bullet"
    NUMBER = "number"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with what they carry."""

    text: str
    url: str = ""
    strong: bool = False
    em: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    runs: tuple[Run, ...]
    number: int = 0
    """Of an entry of a numbered list."""
    cells: tuple[tuple[Run, ...], ...] = field(default=())
    """Of a row of a table."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


def outline(content: Content, *, correction: Sequence[str] = ()) -> list[Block]:
    """All of a bulletin. `correction`: the notes that stand at its head."""
    return list(_outline(content, correction))


def _outline(content: Content, correction: Sequence[str]) -> Iterator[Block]:
    yield _words(Kind.TITLE, f"Update no {content.number} {written(content.date)}")
    for note in correction:
        yield Block(Kind.TEXT, (Run(note, strong=True),))
    for paragraph in content.introduction.split("\n"):
        if paragraph.strip():
            yield _words(Kind.TEXT, paragraph.strip())
    news = [item for item in content.items if item.section == "news"]
    reminders = [item for item in content.items if item.section != "news"]
    for heading, items in (("News", news), (REMINDERS, reminders)):
        if items:
            yield _words(Kind.PART, heading)
        for item in items:
            yield from _item(item, content.date)
    if content.publications:
        yield _words(Kind.PART, LIST)
        for entry in content.publications:
            yield Block(Kind.BULLET, tuple(_publication(entry)))
    if content.contacts:
        yield _words(Kind.PART, CONTACTS)
        for contact in content.contacts:
            yield from _contact(contact)


def _item(item: ItemContent, issued: dt.date) -> Iterator[Block]:
    yield _words(Kind.ITEM, item.title)
    yield from blocks_of(item.body)
    if item.has_action:
        yield _words(Kind.LABEL, ACTION)
        yield from blocks_of(item.action_text)
    named = _days_in(f"{item.title}\n{item.text}", issued)
    for word, days in (("Deadline", item.deadlines), ("Event", item.events)):
        for day in days:
            # Words may say it as “before” the day that follows.
            if not named & {day, day + dt.timedelta(days=word == "Deadline")}:
                yield _words(Kind.TEXT, f"{word}: {written(day)}")


def _days_in(text: str, issued: dt.date) -> set[dt.date]:
    found = (resolve(each, issued) for each in find_dates(text))
    return {each.day for each in found if each}


def _publication(entry: PublicationContent) -> Iterator[Run]:
    yield Run(entry.title, entry.url)
    if entry.publisher and entry.date:
        yield Run(f" published by {entry.publisher} on {written(entry.date)}")
    elif entry.publisher:
        yield Run(f" published by {entry.publisher}")
    elif entry.date:
        yield Run(f" published on {written(entry.date)}")


def _contact(contact: ContactContent) -> Iterator[Block]:
    role = f"{contact.role}: " if contact.role else ""
    organisation = f" ({contact.organisation})" if contact.organisation else ""
    yield _words(Kind.TEXT, f"{role}{contact.name}{organisation}")
    if contact.phone:
        yield _words(Kind.TEXT, contact.phone)
    if contact.email:
        yield Block(Kind.TEXT, (Run(contact.email, f"mailto:{contact.email}"),))


def _words(kind: Kind, text: str) -> Block:
    return Block(kind, (Run(text),))


def written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def blocks_of(html: str) -> list[Block]:
    """The blocks of stored HTML, links and emphasis kept."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._cells: list[tuple[Run, ...]] = []
        self._lists: list[list[int | str]] = []
        self._kind = Kind.TEXT
        self._url = ""
        self._strong = self._em = 0

    def finish(self) -> None:
        runs = _squeezed(self._runs)
        self._runs = []
        if not runs:
            return
        if self._kind is Kind.ROW:
            self._cells.append(runs)
            return
        if self._lists:
            tag, number = self._lists[-1]
            kind = Kind.NUMBER if tag == "ol" else Kind.BULLET
            self.blocks.append(Block(kind, runs, number=int(number)))
        else:
            self.blocks.append(Block(self._kind, runs))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "ul" | "ol":
                self.finish()
                self._lists.append([tag, int(dict(attrs).get("start") or 1) - 1])
            case "li":
                self.finish()
                if self._lists:
                    self._lists[-1][1] = int(self._lists[-1][1]) + 1
            case "h3" | "h4":
                self.finish()
                self._kind = Kind.HEADING
            case "blockquote":
                self.finish()
                self._kind = Kind.QUOTE
            case "tr":
                self.finish()
                self._kind, self._cells = Kind.ROW, []
            case "p" | "br" | "td" | "th" | "caption":
                self.finish()
            case "a":
                self._url = dict(attrs).get("href") or ""
            case "strong" | "b":
                self._strong += 1
            case "em" | "i":
                self._em += 1

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self.finish()
                if self._lists:
                    self._lists.pop()
            case "p" | "li" | "td" | "th" | "caption":
                self.finish()
            case "h3" | "h4" | "blockquote":
                self.finish()
                self._kind = Kind.TEXT
            case "tr":
                self.finish()
                self._kind = Kind.TEXT
                if self._cells:
                    words = tuple(run for cell in self._cells for run in (*cell, Run(" ")))
                    self.blocks.append(Block(Kind.ROW, words, cells=tuple(self._cells)))
            case "a":
                self._url = ""
            case "strong" | "b":
                self._strong -= 1
            case "em" | "i":
                self._em -= 1

    def handle_data(self, data: str) -> None:
        self._runs.append(Run(data, self._url, self._strong > 0, self._em > 0))


def _squeezed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Without white space at the ends, and one space where there are several."""
    out: list[Run] = []
    space = True
    for run in runs:
        words = " ".join(run.text.split())
        if not words:
            if run.text and not space and out:
                out.append(Run(" "))
                space = True
            continue
        before = " " if run.text[0].isspace() and not space else ""
        after = " " if run.text[-1].isspace() else ""
        if before and out and (run.url or run.strong or run.em):
            out.append(Run(before))
            before = ""
        text = f"{before}{words}"
        if after and run.url:
            out += [Run(text, run.url, run.strong, run.em), Run(after)]
        else:
            out.append(Run(f"{text}{after}", run.url, run.strong, run.em))
        space = bool(after)
    while out and not out[-1].text.strip():
        out.pop()
    if out:
        last = out[-1]
        out[-1] = Run(last.text.rstrip(), last.url, last.strong, last.em)
    return tuple(out)


def as_text(blocks: Sequence[Block]) -> str:
    """Plain text in the rhythm of the archive: two blank lines round a heading, one between
    paragraphs, none between the entries of a list; the address of a link after its words."""
    out = ""
    previous: Kind | None = None
    for block in blocks:
        heads = {Kind.TITLE, Kind.PART, Kind.ITEM}
        if previous is None:
            gap = ""
        elif block.kind in heads or previous in heads:
            gap = "\n\n\n"
        elif block.kind is previous and block.kind in {Kind.BULLET, Kind.NUMBER, Kind.ROW}:
            gap = "\n"
        else:
            gap = "\n\n"
        out += gap + _line(block)
        previous = block.kind
    return out + "\n"


def _line(block: Block) -> str:
    marks = {Kind.BULLET: "  • ", Kind.NUMBER: f"  {block.number}. ", Kind.QUOTE: "> "}
    words = "".join(_with_address(run) for run in block.runs).strip()
    return marks.get(block.kind, "") + words


def _with_address(run: Run) -> str:
    shown = run.url.removeprefix("mailto:")
    if not run.url or shown == run.text.strip() or shown.rstrip("/").endswith(run.text.strip()):
        return run.text
    return f"{run.text.rstrip()} <{shown}>{' ' if run.text.endswith(' ') else ''}"
