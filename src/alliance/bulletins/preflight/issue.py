"""A bulletin to be checked, as plain values: what it says, and what is known besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..parsing.lines import plain
from .finding import Finding, Mend, Rule
from .spoken import NOTHING, Block, Spoken, spoken_text

INTRODUCTION = "introduction"


@dataclass(frozen=True)
class Passage:
    """A block of the issue where it stands: `text` is `issue.text_of(path)[start:end]`."""

    path: str
    text: str
    start: int
    tag: str
    item: int | None = None
    about: str = ""

    @cached_property
    def plain(self) -> str:
        """The text, character for character, with quotes and dashes made plain."""
        return plain(self.text)

    def finding(
        self, rule: Rule, start: int, end: int, says: str, mend: Mend, *, about: str = ""
    ) -> Finding:
        """A fault in `text[start:end]` of this block."""
        start, end = max(0, min(start, len(self.text))), max(0, min(end, len(self.text)))
        return Finding(
            rule, self.path, self.start + start, self.start + end, self.text[start:end], says, mend,
            about or self.text,
        )  # fmt: skip


@dataclass(frozen=True)
class CheckedItem:
    """An item: its two columns, the days given to it, and whom it names."""

    title: str
    body: Spoken = NOTHING
    action: Spoken = NOTHING
    section: str = "news"
    has_action: bool = False
    deadlines: tuple[dt.date, ...] = ()
    events: tuple[dt.date, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    is_asked: bool = False
    """An action was raised from it."""

    @property
    def text(self) -> str:
        """All it says but its title."""
        return "\n".join(filter(None, (self.body.text, self.action.text)))


@dataclass(frozen=True, slots=True)
class CheckedPublication:
    """An entry of the list of tools and templates."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CheckedContact:
    """An entry of the contacts, and whether readers see it."""

    name: str
    is_shown: bool = True


@dataclass(frozen=True)
class Known:
    """What is known besides the issue itself; a file alone knows nothing."""

    dead: Mapping[str, str] = field(default_factory=dict)
    """Addresses that the link check found dead, and what it found."""
    restricted: Mapping[str, str] = field(default_factory=dict)
    """Addresses of this site that not everybody may open, and what lies there."""
    people: frozenset[str] = frozenset()
    """Names in the directory."""
    words: frozenset[str] = frozenset()
    """Unusual words that earlier bulletins used, in small letters."""
    acronyms: frozenset[str] = frozenset()
    passed: Mapping[str, str] = field(default_factory=dict)
    """Digests of findings that an editor let pass, and why."""
    knows_actions: bool = False
    """Whether `is_asked` of the items can be trusted."""
    edit: str = ""
    """Where the bulletin is written."""


@dataclass(frozen=True)
class Issue:
    """A bulletin to be checked."""

    number: int | None = None
    date: dt.date | None = None
    introduction: Spoken = NOTHING
    items: tuple[CheckedItem, ...] = ()
    publications: tuple[CheckedPublication, ...] = ()
    contacts: tuple[CheckedContact, ...] = ()
    set_aside: tuple[str, ...] = ()
    """Lines that fitted nowhere when a source was read."""
    known: Known = field(default_factory=Known)

    @cached_property
    def texts(self) -> Mapping[str, Spoken]:
        """What it says by path, in reading order: `items.3.body`, `publications.0.title`."""
        found: dict[str, Spoken] = {}
        if self.introduction.text or self.introduction.pictures:
            found[INTRODUCTION] = self.introduction
        for place, item in enumerate(self.items):
            found[f"items.{place}.title"] = _title(item.title)
            found[f"items.{place}.body"] = item.body
            found[f"items.{place}.action_text"] = item.action
        for place, entry in enumerate(self.publications):
            found[f"publications.{place}.title"] = _title(entry.title)
        for place, contact in enumerate(self.contacts):
            found[f"contacts.{place}.name"] = _title(contact.name)
        for place, line in enumerate(self.set_aside):
            found[f"set_aside.{place}"] = spoken_text(line)
        return found

    def text_of(self, path: str) -> str:
        """The text that a path names."""
        return self.texts[path].text

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every block of introduction, items and lines set aside, in reading order."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        for path, said in self.texts.items():
            part, *rest = path.split(".")
            if part in {"publications", "contacts"}:
                continue
            item = int(rest[0]) if part == "items" else None
            for block in said.blocks:
                tag = "title" if path.endswith(".title") else block.tag
                yield Passage(path, said.text[block.start : block.end], block.start, tag, item)

    @cached_property
    def _by_item(self) -> Mapping[int, tuple[Passage, ...]]:
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.item is not None:
                found.setdefault(passage.item, []).append(passage)
        return {place: tuple(each) for place, each in found.items()}

    def of_item(self, place: int) -> tuple[Passage, ...]:
        """The blocks of one item, its title first."""
        return self._by_item.get(place, ())

    def where(self, path: str) -> str:
        """A path in words."""
        part, *rest = path.split(".")
        match part:
            case "items":
                place = int(rest[0])
                return self.items[place].title or f"Item {place + 1}"
            case "publications":
                return "Tools and templates"
            case "contacts":
                return "Contacts"
            case "set_aside":
                return "Text that fits nowhere"
        return "Introduction"


def _title(words: str) -> Spoken:
    text = " ".join(words.split())
    return Spoken(text, (Block("title", 0, len(text)),) if text else ())
