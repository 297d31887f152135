"""What HTML says, as plain text: its blocks, its links and its pictures, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "blockquote", "td", "th", "caption", "div", "tr", "table",
           "ul", "ol"}  # fmt: skip
_SILENT = {"script", "style"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, entry or heading: `text[start:end]`; `tag` says which."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpokenLink:
    """Words that lead somewhere: `text[start:end]`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands at `at`, and what is said to who does not see it."""

    at: int
    says: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text, a line a block, and what of the HTML matters beyond it."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[SpokenLink, ...] = ()
    pictures: tuple[Picture, ...] = ()


NOTHING = Spoken()


def spoken(html: str) -> Spoken:
    """What a piece of HTML says; whatever it is, nothing raises."""
    listener = _Listener()
    listener.feed(html)
    listener.close()
    return listener.said()


def spoken_text(text: str) -> Spoken:
    """The same of a text without HTML: a line is a block."""
    blocks, lines, place = [], [], 0
    for line in (each.strip() for each in text.splitlines()):
        if line:
            blocks.append(Block("p", place, place + len(line)))
            lines.append(line)
            place += len(line) + 1
    return Spoken("\n".join(lines), tuple(blocks))


class _Listener(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._block_start = 0
        self._tag = "p"
        self._silent = 0
        self._open: tuple[int, str] | None = None
        self._blocks: list[Block] = []
        self._links: list[SpokenLink] = []
        self._pictures: list[Picture] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._end_block()
            self._tag = tag
        elif tag == "br":
            self._end_block()
        elif tag == "a":
            self._end_link()
            self._open = (self._length, said.get("href") or "")
        elif tag == "img":
            self._pictures.append(Picture(self._length, (said.get("alt") or "").strip()))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._end_block()
            self._tag = "p"
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = " ".join(data.split())
        starts = self._length == self._block_start
        if data[:1].isspace() and words and not starts and not self._ends_with_space():
            words = f" {words}"
        if data[-1:].isspace() and (words or not starts) and not words.endswith(" "):
            words += "" if not words and self._ends_with_space() else " "
        if words:
            self._pieces.append(words)
            self._length += len(words)

    def _ends_with_space(self) -> bool:
        return not self._pieces or self._pieces[-1][-1:] in {" ", "\n"}

    def _end_link(self) -> None:
        if self._open is None:
            return
        start, url = self._open
        self._open = None
        if self._length > start and url:
            self._links.append(SpokenLink(start, self._length, url))

    def _end_block(self) -> None:
        if self._open is not None:
            self._end_link()
        self._trim()
        if self._length > self._block_start:
            self._blocks.append(Block(self._tag, self._block_start, self._length))
            self._pieces.append("\n")
            self._length += 1
        self._block_start = self._length

    def _trim(self) -> None:
        while self._length > self._block_start and self._pieces[-1].endswith(" "):
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
            if not self._pieces[-1]:
                self._pieces.pop()

    def said(self) -> Spoken:
        self._end_block()
        text = "".join(self._pieces).removesuffix("\n")
        links = tuple(
            SpokenLink(link.start, min(link.end, len(text)), link.url)
            for link in self._links
            if link.start < len(text)
        )
        pictures = tuple(Picture(min(each.at, len(text)), each.says) for each in self._pictures)
        return Spoken(text, tuple(self._blocks), links, pictures)
