"""Takes the text of an old page apart: what it is about, governance, tools, meeting, contacts.

Plain values: knows no database. What comes out is sanitised.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from alliance.text.dates import find_dates, resolve
from alliance.text.sanitise import clean, plain
from alliance.text.similarity import fold

LONGEST_INTRODUCTION = 300
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist|vc_|et_pb_)[^\]\n]*\]")
_HEADING = re.compile(r"<(/?)h([1-6])\b", re.I)
_BLOCK = re.compile(r"^<(?:p|div|ul|ol|table|h[1-6]|blockquote|section|figure|hr)\b", re.I)
_HAS_PARAGRAPHS = re.compile(r"<p\b|<div\b", re.I)


class Part(Enum):
    """Where a passage of an old page goes; the headings by which it is known."""

    TEXT = ()
    GOVERNANCE = ("governance and reports", "governance", "reports", "governance reports")
    TOOLS = (
        "tools templates and useful links", "tools and templates", "useful links",
        "tools templates useful links", "tools templates and links", "tools",
    )  # fmt: skip
    MEETING = ("next meeting", "next meetings", "date of next meeting", "dates of next meetings")
    CONTACTS = ("contact", "contacts", "contact details", "contact us", "key contacts")


_PARTS = {fold(name): part for part in Part for name in part.value}


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link of the old page leads to here: an address, or a page or document by its id."""

    address: str = ""
    page: int = 0
    document: int = 0
    doubt: str = ""
    """Why it leads nowhere, if it does."""


@dataclass(slots=True)
class Passages:
    introduction: str = ""
    blocks: list[tuple[str, Any]] = field(default_factory=list)
    governance: str = ""
    tools: str = ""
    meeting_on: dt.date | None = None
    contacts: list[str] = field(default_factory=list)
    """Lines under “Contacts”: not text of the page, but people to be found in the directory."""
    doubts: list[str] = field(default_factory=list)


def take_apart(
    html: str,
    *,
    link: Callable[[str], Linked],
    picture: Callable[[str], int],
    near: dt.date,
    excerpt: str = "",
) -> Passages:
    """The passages of an old page.

    Args:
        link: what an address leads to here.
        picture: the id of the picture that was at an address; 0 if there is none.
        near: the day near which a date without a year lies.
        excerpt: the old site's own introduction, if it had one.
    """
    found = Passages(introduction=plain(clean(excerpt)).replace("\n", " "))
    marks = _Marks(secrets.token_hex(8))
    prepared = _prepared(html, marks, link, picture, found)
    nodes: dict[Part, list[str]] = {part: [] for part in Part}
    at, level = Part.TEXT, 0
    for node in _nodes(clean(prepared)):
        heading = _heading(node)
        if heading is not None:
            part = _PARTS.get(fold(heading[1]), Part.TEXT)
            if part is not Part.TEXT:
                at, level = part, heading[0]
                continue
            if heading[0] <= level:
                at, level = Part.TEXT, 0
        nodes[at].append(marks.put_back(node))
    _meeting(nodes, found, near)
    found.contacts = plain("".join(nodes[Part.CONTACTS])).splitlines()
    found.governance = "".join(nodes[Part.GOVERNANCE])
    found.tools = "".join(nodes[Part.TOOLS])
    found.blocks = _blocks(nodes[Part.TEXT], found)
    for text, name in ((found.governance, "Governance and reports"), (found.tools, "Tools")):
        if "<table" in text:
            found.doubts.append(f"There is a table under “{name}”: look whether it reads well.")
    return found


# Before sanitising -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marks:
    """Our own references, carried through sanitising as addresses that nobody can guess."""

    secret: str

    def link(self, to: Linked) -> str:
        for kind, pk in (("page", to.page), ("document", to.document)):
            if pk:
                return f"https://{self.secret}.invalid/{kind}/{pk}"
        return to.address

    def picture(self, pk: int, alt: str) -> str:
        return f'<p><a href="https://{self.secret}.invalid/picture/{pk}">{escape(alt)}</a></p>'

    def put_back(self, html: str) -> str:
        at = rf'<a href="https://{self.secret}\.invalid'
        html = re.sub(rf'{at}/(page|document)/(\d+)"[^>]*>', r'<a linktype="\1" id="\2">', html)
        return re.sub(
            rf'(?:<p>)?{at}/picture/(\d+)"[^>]*>(.*?)</a>(?:</p>)?',
            lambda m: (
                f'<embed embedtype="image" format="fullwidth" id="{m[1]}" '
                f'alt="{escape(plain(m[2]).replace(chr(10), " "))}"/>'
            ),
            html,
        )


def _prepared(
    html: str,
    marks: _Marks,
    link: Callable[[str], Linked],
    picture: Callable[[str], int],
    found: Passages,
) -> str:
    html = _SHORTCODE.sub("", _COMMENT.sub("", html))
    html = _HEADING.sub(lambda m: f"<{m[1]}h{3 if int(m[2]) <= 3 else 4}", _with_paragraphs(html))
    tree = LexborHTMLParser(f"<body>{html}</body>")
    for node in tree.css("script, style, iframe, object, form, noscript"):
        if node.tag in {"iframe", "object", "form"}:
            found.doubts.append(f"Something built in ({node.tag}) was left out.")
        node.decompose()
    for node in tree.css("a[href]"):
        where = link(node.attributes.get("href") or "")
        node.attrs["href"] = marks.link(where)
        if where.doubt:
            found.doubts.append(where.doubt)
    for node in tree.css("img"):
        pk, alt = picture(node.attributes.get("src") or ""), node.attributes.get("alt") or ""
        if pk and (mark := LexborHTMLParser(marks.picture(pk, alt)).css_first("p")):
            node.replace_with(mark)
        else:
            found.doubts.append(f"A picture was left out{f' (“{alt}”)' if alt else ''}.")
            node.decompose()
    return tree.body.html if tree.body and tree.body.html else ""


def _with_paragraphs(html: str) -> str:
    """WordPress keeps old text without paragraphs, parted by blank lines."""
    if _HAS_PARAGRAPHS.search(html):
        return html
    pieces = (piece.strip() for piece in re.split(r"\n\s*\n", html.replace("\r\n", "\n")))
    return "".join(
        piece if _BLOCK.match(piece) else f"<p>{piece.replace(chr(10), '<br>')}</p>"
        for piece in pieces
        if piece
    )


# After -----------------------------------------------------------------------------------------


def _nodes(html: str) -> list[str]:
    """The blocks of sanitised HTML, one after the other; loose words in a paragraph."""
    body = LexborHTMLParser(f"<body>{html}</body>").body
    nodes: list[str] = []
    loose = ""
    for node in body.iter(include_text=True) if body else ():
        if node.tag in {"-text", "a", "strong", "em", "b", "i", "br"}:
            loose += _html(node)
            continue
        if loose.strip():
            nodes.append(f"<p>{loose.strip()}</p>")
        loose = ""
        if node.text(strip=True) or "href=" in _html(node):
            nodes.append(_html(node))
    if loose.strip():
        nodes.append(f"<p>{loose.strip()}</p>")
    return nodes


def _html(node: LexborNode) -> str:
    return escape(node.text(), quote=False) if node.tag == "-text" else node.html or ""


_IS_HEADING = re.compile(r"^<h([34])>(.*)</h\1>$", re.S)
_IS_BOLD_LINE = re.compile(r"^<p>\s*<(strong|b)>([^<]*)</\1>\s*:?\s*</p>$", re.S)


def _heading(html: str) -> tuple[int, str] | None:
    """The level and words of a heading; a bold line alone is one, if it names a part."""
    if found := _IS_HEADING.match(html):
        return int(found[1]), plain(found[2]).strip(" :")
    if (found := _IS_BOLD_LINE.match(html)) and fold(found[2]) in _PARTS:
        return 4, found[2].strip(" :")
    return None


def _meeting(nodes: dict[Part, list[str]], found: Passages, near: dt.date) -> None:
    """The one day named under “Next meeting”. What else stands there stays with the text."""
    passage = nodes[Part.MEETING]
    words = plain("".join(passage))
    dates = find_dates(words)
    days = {day.day for written in dates if (day := resolve(written, near))}
    if len(days) == 1:
        found.meeting_on = days.pop()
        rest = words[: dates[0].start] + words[dates[-1].end :]
        if not re.sub(r"\W", "", rest):
            return
    if words:
        nodes[Part.TEXT] += ["<h3>Next meeting, as the old site had it</h3>", *passage]
        if not found.meeting_on:
            found.doubts.append("No single day was found under “Next meeting”.")


def _blocks(nodes: list[str], found: Passages) -> list[tuple[str, Any]]:
    if nodes and not found.introduction and _may_introduce(nodes[0]) and len(nodes) > 1:
        found.introduction = plain(nodes.pop(0)).replace("\n", " ")
    blocks: list[tuple[str, Any]] = []
    for node in nodes:
        if node.startswith("<table"):
            blocks.append(("table", _table(node, found)))
        elif blocks and blocks[-1][0] == "words":
            blocks[-1] = ("words", blocks[-1][1] + node)
        else:
            blocks.append(("words", node))
    return blocks


def _may_introduce(node: str) -> bool:
    is_plain = node.startswith("<p>") and "<a " not in node and "<embed" not in node
    return is_plain and 0 < len(plain(node)) <= LONGEST_INTRODUCTION


def _table(html: str, found: Passages) -> dict[str, Any]:
    """A table as the editors' area keeps it: headings, and rows of as many cells."""
    tree = LexborHTMLParser(html)
    rows = [list(row.css("th, td")) for row in tree.css("tr")]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    has_headings = bool(rows) and all(cell.tag == "th" for cell in rows[0])
    if "span=" in html or any(len(row) != width for row in rows):
        found.doubts.append("A table has cells that reach over others: look whether it reads well.")
    elif not has_headings:
        found.doubts.append("A table has no headings: its first row was taken for them.")
    heads = [cell.text(strip=True) for cell in rows[0]] if rows else []
    caption = tree.css_first("caption")
    return {
        "caption": caption.text(strip=True) if caption else "",
        "columns": [
            {"type": "words", "heading": heads[place] if place < len(heads) else ""}
            for place in range(width)
        ],
        "rows": [
            {"values": [_cell(row[place]) if place < len(row) else "" for place in range(width)]}
            for row in rows[1:]
        ],
    }


def _cell(cell: LexborNode) -> str:
    inner = "".join(_html(node) for node in cell.iter(include_text=True)).strip()
    return inner if inner.startswith("<") or not inner else f"<p>{inner}</p>"
