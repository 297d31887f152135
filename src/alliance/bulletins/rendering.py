"""Plain text as the simple HTML that is stored."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from .parsing.reading import Link

_BULLET = re.compile(r"^\s*[•*-]\s+")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")


def text_to_html(text: str, links: Iterable[Link] = ()) -> str:
    """Paragraphs at blank lines, lists at bullets and numbers, links at the words they had.

    A line without a marker goes on with the list entry before it, or breaks the line of its
    paragraph.
    """
    rendered = "".join(_render(tag, lines) for tag, lines in _parts(text))
    for link in links:
        words = html.escape(link.text)
        if words and link.url.startswith(("http://", "https://", "mailto:")):
            rendered = rendered.replace(words, f'<a href="{html.escape(link.url)}">{words}</a>', 1)
    return rendered


def _parts(text: str) -> list[tuple[str, list[str]]]:
    """The text as paragraphs (`p`, its lines) and lists (`ul` and `ol`, their entries)."""
    parts: list[tuple[str, list[str]]] = []
    after_gap = True
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            after_gap = True
            continue
        tag, line = _marked(line)
        if tag != "p":
            if not parts or parts[-1][0] != tag:
                parts.append((tag, []))
            parts[-1][1].append(line)
        elif after_gap or not parts:
            parts.append(("p", [line]))
        elif parts[-1][0] == "p":
            parts[-1][1].append(line)
        else:
            parts[-1][1][-1] += f" {line}"
        after_gap = False
    return parts


def _marked(line: str) -> tuple[str, str]:
    """The tag that a line's marker asks for, and the line without it."""
    if _BULLET.match(f"{line} "):
        return "ul", _BULLET.sub("", f"{line} ").strip()
    if _NUMBER.match(f"{line} "):
        return "ol", _NUMBER.sub("", f"{line} ").strip()
    return "p", line


def _render(tag: str, lines: list[str]) -> str:
    if tag == "p":
        return f"<p>{'<br>'.join(html.escape(line) for line in lines)}</p>"
    return f"<{tag}>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</{tag}>"
