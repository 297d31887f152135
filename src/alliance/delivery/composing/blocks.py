"""HTML of a piece as blocks of words: what its page and its plain text are both written from.

What is no block or word here is not sent, so what is sent is safe by how it is made, and well
formed however it was written. Pure: no database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..characters import fit
from .values import without_marks

BREAK = "\n"
"""In words: the next line of the same paragraph."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with what they carry."""

    text: str
    url: str = ""
    strong: bool = False
    em: bool = False


Words = Sequence[Run]


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """As it was written; `markup.py` lowers it below the heading of its piece."""
    words: Words


@dataclass(frozen=True, slots=True)
class Listed:
    entries: Sequence[Sequence[Block]]
    start: int | None = None
    """The first number of a numbered list."""


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Cell:
    words: Words
    is_head: bool = False
    scope: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    rows: Sequence[Sequence[Cell]]
    caption: Words = ()

    @property
    def width(self) -> int:
        return max(sum(cell.columns for cell in row) for row in self.rows)


Block = Paragraph | Heading | Listed | Quote | Table

_BLOCKS = frozenset(
    "p div section article aside header footer main nav figure figcaption address center fieldset form "
    "details summary pre dl dt dd hr ul ol li blockquote h1 h2 h3 h4 h5 h6 table caption".split()
)
_UNSENT = frozenset(
    "script style template head title noscript iframe object embed svg math select textarea button "
    "input audio video canvas -comment".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DEPTH = 24
"""Nested deeper than anybody writes: its words are kept, its nesting is not."""
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_MOST_SPANNED = 50


def blocks_of(html: str, whole: Callable[[str], str] = str) -> Sequence[Block]:
    """The blocks of stored HTML.

    Args:
        whole: makes a whole address of what a link says; empty where it leads nowhere.
    """
    if "<" not in html and "&" not in html:
        words = _squeezed([Run(html)])
        return (Paragraph(words),) if words else ()
    body = LexborHTMLParser(html).body
    return tuple(_Reader(whole).blocks(body, 0)) if body is not None else ()


def text_of(words: Words) -> str:
    return "".join(run.text for run in words)


@dataclass(frozen=True, slots=True)
class _Reader:
    whole: Callable[[str], str]

    def blocks(self, parent: LexborNode, depth: int) -> Iterator[Block]:
        if depth > _DEPTH:
            yield from _paragraph([Run(parent.text(deep=True, separator=" "))])
            return
        gathered: list[Run] = []
        for node in parent.iter(include_text=True):
            tag = node.tag or ""
            if tag in _UNSENT:
                continue
            if tag not in _BLOCKS:
                gathered += self.runs(node, Run(""), depth)
                continue
            yield from _paragraph(gathered)
            gathered = []
            yield from self._block(node, tag, depth)
        yield from _paragraph(gathered)

    def _block(self, node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
        if tag in _HEADINGS:
            words = _squeezed(self._inside(node, depth))
            if words:
                yield Heading(_HEADINGS[tag], words)
        elif tag in {"ul", "ol"}:
            yield from self._list(node, tag, depth)
        elif tag == "blockquote":
            if quoted := tuple(self.blocks(node, depth + 1)):
                yield Quote(quoted)
        elif tag == "table":
            yield from self._table(node, depth)
        else:
            yield from self.blocks(node, depth + 1)

    def _list(self, node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
        entries = []
        for child in node.iter(include_text=True):
            if child.tag == "li":
                entry = tuple(self.blocks(child, depth + 1))
            elif child.tag in _UNSENT:
                continue
            else:
                inside = self.runs(child, Run(""), depth)
                entry = tuple(_paragraph(inside))
            if entry:
                entries.append(entry)
        if entries:
            start = _number(node, "start", least=0, most=9999) if tag == "ol" else None
            yield Listed(tuple(entries), start)

    def _table(self, node: LexborNode, depth: int) -> Iterator[Block]:
        caption: Words = ()
        rows = []
        for part in _rows(node):
            if part.tag == "caption":
                caption = caption or _squeezed(self._inside(part, depth))
                continue
            cells = tuple(
                self._cell(child, depth) for child in part.iter() if child.tag in {"td", "th"}
            )
            if any(cell.words for cell in cells):
                rows.append(cells)
        if rows:
            yield Table(tuple(rows), caption)

    def _cell(self, node: LexborNode, depth: int) -> Cell:
        scope = node.attributes.get("scope") or ""
        return Cell(
            words=_squeezed(self._inside(node, depth)),
            is_head=node.tag == "th",
            scope=scope if scope in {"row", "col"} else "",
            columns=_number(node, "colspan", least=1, most=_MOST_SPANNED),
            rows=_number(node, "rowspan", least=1, most=_MOST_SPANNED),
        )

    def _inside(self, node: LexborNode, depth: int) -> list[Run]:
        return [
            run
            for child in node.iter(include_text=True)
            for run in self.runs(child, Run(""), depth + 1)
        ]

    def runs(self, node: LexborNode, like: Run, depth: int) -> list[Run]:
        tag = node.tag or ""
        if tag == "-text":
            return [replace(like, text=node.text(deep=False))]
        if tag in _UNSENT:
            return []
        if tag == "br":
            return [Run(BREAK)]
        if tag == "img":  # nothing is loaded: its words stand for it
            return [replace(like, text=f" {node.attributes.get('alt') or ''} ")]
        if depth > _DEPTH:
            return [replace(like, text=node.text(deep=True, separator=" "))]
        match tag:
            case "a" if not like.url:
                url = self.whole(without_marks(fit(node.attributes.get("href") or "")).strip())
                like = replace(like, url=url)
            case "strong" | "b":
                like = replace(like, strong=True)
            case "em" | "i":
                like = replace(like, em=True)
        inside = [
            run
            for child in node.iter(include_text=True)
            for run in self.runs(child, like, depth + 1)
        ]
        is_apart = tag in _BLOCKS or tag in {"tr", "td", "th"}
        return [Run(BREAK), *inside, Run(BREAK)] if is_apart else inside


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """Its caption and rows; those of a table within it are words of a cell."""
    for part in table.iter():
        if part.tag in {"caption", "tr"}:
            yield part
        elif part.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part.iter() if row.tag == "tr")


def _paragraph(runs: Sequence[Run]) -> Iterator[Block]:
    if words := _squeezed(runs):
        yield Paragraph(words)


def _squeezed(runs: Sequence[Run]) -> Words:
    """White space as a browser shows it, and neighbours that carry the same in one."""
    out: list[Run] = []
    is_spaced = True
    for run in runs:
        if run.text == BREAK and not run.url:
            if out and out[-1].text != BREAK:
                _strip_end(out)
                out.append(Run(BREAK))
            is_spaced = True
            continue
        text = _SPACE.sub(" ", without_marks(fit(run.text)))
        if is_spaced:
            text = text.removeprefix(" ")
        if text:
            out.append(replace(run, text=text))
            is_spaced = text.endswith(" ")
    while out and not out[-1].text.strip():
        out.pop()
    _strip_end(out)
    return tuple(_joined(out)) if any(run.text.strip() for run in out) else ()


def _strip_end(out: list[Run]) -> None:
    if out and out[-1].text != BREAK:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
        if not out[-1].text:
            out.pop()


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    if not runs:
        return
    held = runs[0]
    for _, run in pairwise(runs):
        if replace(held, text="") == replace(run, text="") and BREAK not in {held.text, run.text}:
            held = replace(held, text=held.text + run.text)
        else:
            yield held
            held = run
    yield held


def _number(node: LexborNode, name: str, *, least: int, most: int) -> int:
    said = (node.attributes.get(name) or "").strip()
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 1
    return min(max(number, least), most)
