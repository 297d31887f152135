"""The short form, for GOV.UK Notify, which takes none of our HTML: titles with links to the site.

It knows headings, lists, links, an inset and a rule. Pure: no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .layout import Ask, Page
from .values import ADDRESS, CHOICES

MOST = 3000
"""Characters, a copy's own values among them."""
_OF_VALUES = 400
"""Kept free for them: a link of a hundred characters, an address of a hundred or two."""
_LEADING = re.compile(r"^(?:[#^>*+-]|\d+[.)])+\s*")
_MARKUP = str.maketrans("[]`", "()’")
_LONGEST = 600
"""A longer address is not linked: the whole stands on the site."""


def to_short(page: Page) -> str:
    """All that is asked of the reader, then as many titles as there is room for."""
    head = "\n\n".join(_head(page))
    foot = "\n\n".join(_foot(page))
    room = MOST - _OF_VALUES - len(head) - len(foot) - 2 * len("\n\n")
    return "\n\n".join(filter(None, [head, _titles(page, room), foot])) + "\n"


def _head(page: Page) -> Iterator[str]:
    yield f"# {_cut(_words(' – '.join(filter(None, [page.masthead, page.day]))))}"
    if page.url:
        yield f"{_link('Read all of it on the site', page.url)}"
    if page.asked:
        yield f"## {page.asked_heading}"
        yield _asked(page)


def _asked(page: Page) -> str:
    """Each on a line; where they are too many, the rest by their number."""
    lines: list[str] = []
    size = 0
    for place, ask in enumerate(page.asked):
        line = _ask(ask)
        if lines and size + len(line) > MOST // 2:
            lines.append(f"* and {len(page.asked) - place} more, which stand on the site")
            break
        lines.append(line)
        size += len(line)
    return "\n".join(lines)


def _ask(ask: Ask) -> str:
    title = _cut(_words(ask.title))
    said = _link(title, ask.url) if ask.url else title
    return f"* {said}, {_cut(_words(ask.by))}" if ask.by else f"* {said}"


def _titles(page: Page, room: int) -> str:
    out: list[str] = []
    left = room
    for section in page.sections:
        lines = [f"## {_cut(_words(section.heading))}", ""]
        told = [(piece.title, piece.url) for piece in section.pieces]
        told += [(entry.title, entry.url) for entry in section.entries]
        for place, (title, url) in enumerate(told):
            words = _cut(_words(title))
            line = f"* {_link(words, url) if url else words}"
            size = sum(map(len, [*lines, line])) + len(lines) + 60
            if size > left:
                rest = len(told) - place
                lines.append(f"* {rest} more" if place else f"{rest} on the site")
                break
            lines.append(line)
        size = sum(map(len, lines)) + len(lines) + 2
        if size > left:
            break
        left -= size
        out.append("\n".join(lines))
    return "\n\n".join(out)


def _foot(page: Page) -> Iterator[str]:
    yield "---"
    yield f"Sent to {ADDRESS}, which is subscribed to what {_cut(_words(page.alliance))} sends."
    yield _link("Change what we send you, or leave", CHOICES)
    if page.reply_to:
        yield f"Write to {page.reply_to}."


def _link(words: str, url: str) -> str:
    fit = url.replace("(", "%28").replace(")", "%29")
    return f"[{words}]({fit})" if len(fit) <= _LONGEST else words


def _words(text: str) -> str:
    """Words in which nothing is markup, nor a place that Notify would fill."""
    said = _LEADING.sub("", text.translate(_MARKUP)).replace("((", "( (").replace("))", ") )")
    return " ".join(said.split())


def _cut(text: str, most: int = 150) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rpartition(' ')[0] or text[:most]}…"
