"""Safe, simple HTML from the blocks of an item: paragraphs, lists, links and emphasis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from alliance.bulletins.parsing.lines import Block, Kind, Mark, squash
from alliance.bulletins.parsing.links import links_in, marks_of

_LISTS = {Kind.BULLET: "ul", Kind.NUMBER: "ol"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a block, from `content` on, that belongs to a field of an item."""

    block: Block
    content: int
    words: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", squash(self.block.text[self.content :]))

    @property
    def start(self) -> int:
        """Where the words start in the source."""
        return self.block.start + self.content


def to_html(fragments: Sequence[Fragment], marks: Sequence[Mark]) -> str:
    """`p`, `ul`, `ol`, `li`, `a`, `strong` and `em` only; everything else escaped."""
    out: list[str] = []
    open_list = ""
    for fragment in fragments:
        wanted = _LISTS.get(fragment.block.kind, "")
        if wanted != open_list:
            out.append(f"</{open_list}>" if open_list else "")
            out.append(_open(wanted, fragment) if wanted else "")
            open_list = wanted
        tag = "li" if wanted else "p"
        out.append(f"<{tag}>{_inline(fragment, marks)}</{tag}>")
    if open_list:
        out.append(f"</{open_list}>")
    return "".join(out)


def to_text(fragments: Sequence[Fragment]) -> str:
    """Paragraphs parted by a blank line; list entries on lines of their own, markers kept."""
    out: list[str] = []
    previous: Kind | None = None
    for fragment in fragments:
        block = fragment.block
        marker = "" if block.kind is Kind.TEXT else squash(block.text[: block.content]) + " "
        if out:
            out.append("\n" if block.kind is previous is not Kind.TEXT else "\n\n")
        out.append(marker + fragment.words)
        previous = block.kind
    return "".join(out)


def _open(tag: str, fragment: Fragment) -> str:
    """A numbered list split by the label goes on with its own number."""
    number = fragment.block.plain[: fragment.block.content].strip(" .()")
    return (
        f'<ol start="{number}">'
        if tag == "ol" and number.isascii() and number.isdigit() and number != "1"
        else f"<{tag}>"
    )


def _inline(fragment: Fragment, marks: Sequence[Mark]) -> str:
    block = fragment.block
    links = [
        (start, end, f'<a href="{escape(url)}">', "</a>")
        for start, end, url in links_in(block, marks)
    ]
    if not links and not marks:
        return escape(fragment.words, quote=False)
    runs = [
        (mark.start, mark.end, f"<{mark.kind}>", f"</{mark.kind}>")
        for mark in marks_of(block, marks)
        if mark.kind != "link"
        and not any(mark.start < right and mark.end > left for left, right, *_ in links)
    ]
    out: list[str] = []
    position = fragment.start
    for start, end, opening, closing in sorted(links + runs):
        if start < position:
            continue
        out.append(escape(_words(block, position, start), quote=False))
        out.append(f"{opening}{escape(squash(_words(block, start, end)), quote=False)}{closing}")
        position = end
    out.append(escape(_words(block, position, block.end), quote=False))
    return squash("".join(out)) if out else ""


def _words(block: Block, start: int, end: int) -> str:
    return block.text[start - block.start : end - block.start]
