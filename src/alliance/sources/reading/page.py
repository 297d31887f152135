"""A web page: its main words, what is new in them since it was last read, and the feeds it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .depth import is_too_deep
from .entry import CannotBeRead, Entry, Reading, key_of, line, whole
from .words import decoded

_SKIPPED = frozenset(
    "script style noscript template svg iframe head select option object video audio canvas nav "
    "header footer aside form button dialog".split()
)
_BLOCKS = frozenset(
    "p div section article main ul ol li table tbody thead tr td th h1 h2 h3 h4 h5 h6 blockquote "
    "dl dt dd figure figcaption pre hr address br center body".split()
)
_MAIN = ("main", "[role=main]", "article", "#content", "body")
_DEEPEST = 200
LONGEST_KEPT = 200_000
HEAD = 300_000
"""Bytes within which a page names its feeds."""
LEAST_LETTERS = 12
"""Less than that is a counter or a date that turns by itself."""
MOST_LINES = 60
_FEEDS = {
    "application/rss+xml": "RSS", "application/atom+xml": "Atom", "application/feed+json": "JSON",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A feed that a page names."""

    title: str
    url: str


def read_page(data: bytes, *, url: str, content_type: str = "", before: str = "") -> Reading:
    """What is new on a page: one entry, or none where nothing is or it was never read before.

    Args:
        before: its words when it was last read (`Reading.kept`).

    Raises:
        CannotBeRead: it has no words.
    """
    tree = _tree(data, content_type)
    lines = main_lines(tree)
    if not lines:
        raise CannotBeRead(
            "The page has no words that could be read: it may be made by a script in the browser, "
            "which is not run here. Look whether the site has a feed."
        )
    title = page_title(tree) or url
    kept = "\n".join(lines)[:LONGEST_KEPT]
    if not before:
        return Reading("Web page", title, (), (), kept)
    entry = _what_is_new(lines, before.splitlines(), title, url)
    return Reading("Web page", title, (entry,) if entry else (), (), kept)


def feeds_named(data: bytes, *, url: str, content_type: str = "") -> list[Named]:
    """The feeds that a page names in its head, in its order, comments' feeds last."""
    try:
        tree = _tree(data[:HEAD], content_type)
    except CannotBeRead:
        return []
    found: dict[str, Named] = {}
    for node in tree.css("link[rel][href]"):
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower().split()
        kind = (attributes.get("type") or "").partition(";")[0].strip().lower()
        address = whole(attributes.get("href") or "", url)
        if "alternate" in rel and kind in _FEEDS and address:
            title = line(attributes.get("title") or "", 120) or f"{_FEEDS[kind]} feed"
            found.setdefault(address, Named(title, address))
    return sorted(found.values(), key=lambda each: "comment" in f"{each.title}{each.url}".lower())


def _tree(data: bytes, content_type: str) -> LexborHTMLParser:
    html = decoded(data, content_type)
    if is_too_deep(html):
        raise CannotBeRead(
            "The page is nested more deeply than any that people read, so it was not read. Look "
            "whether the site has a feed."
        )
    return LexborHTMLParser(html)


def page_title(tree: LexborHTMLParser) -> str:
    """What the page calls itself: its heading if it has one, else its title."""
    for selector in ("main h1", "h1", "title"):
        node = tree.css_first(selector)
        if node is not None and (words := line(node.text(separator=" "), 200)):
            return words
    return ""


def main_lines(tree: LexborHTMLParser) -> list[str]:
    """The words of a page's main part, a line a block, without its furniture."""
    for selector in _MAIN:
        node = tree.css_first(selector)
        if node is not None and (lines := _lines(node)):
            return lines
    return []


def _lines(root: LexborNode) -> list[str]:
    parts: list[str] = []
    _walk(root, parts, 0)
    rows = (line(row, 2000) for row in "".join(parts).split("\x00"))
    return [row for row in rows if any(sign.isalpha() for sign in row)]


def _walk(node: LexborNode, parts: list[str], depth: int) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            parts.append((child.text_content or "").replace("\x00", " "))
        elif tag not in _SKIPPED and depth < _DEEPEST:
            edge = "\x00" if tag in _BLOCKS else ""
            parts.append(edge)
            _walk(child, parts, depth + 1)
            parts.append(edge)


def _what_is_new(lines: Sequence[str], before: Sequence[str], title: str, url: str) -> Entry | None:
    known = set(before)
    new = list(dict.fromkeys(row for row in lines if row not in known))
    if sum(sign.isalpha() for row in new for sign in row) < LEAST_LETTERS:
        return None
    gone = len(known - set(lines))
    shown = new[:MOST_LINES]
    text = "\n".join(shown)
    return Entry(
        key=key_of("page", url, *new),
        title=line(f"{title}: changed"),
        html="".join(f"<p>{escape(row)}</p>" for row in shown),
        text=text,
        url=url,
        facts={"lines_new": len(new), "lines_gone": gone, "change_note": line(shown[0], 200)},
    )
