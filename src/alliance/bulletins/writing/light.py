"""Light marks for a plain text box, to stored HTML and back.

A blank line begins a paragraph; `- ` and `1. ` begin entries of a list, `### ` a heading, `> ` a
quotation; `**bold**`, `*italic*`, `[words](address)`. An address written out becomes a link. A
backslash before a mark makes it a plain sign. Pure: no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

_LISTS = {"ul", "ol"}
_ENTRY = re.compile(r"(?:(?P<bullet>[-•])|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_HEADING = re.compile(r"(#{3,4})[ \t]+(?=\S)")
_QUOTE = re.compile(r">[ \t]?")
_LINE_MARK = re.compile(r"([-•](?=\s)|#{3,4}(?=\s)|>)|(\d{1,3})([.)])(?=\s)")
_ESCAPED = "\\*[]#>-•.)"
_ADDRESS = (
    r"https?://[^\s<>\"()]*[^\s<>\"().,;:!?'’”]|www\.[^\s<>\"()]*[^\s<>\"().,;:!?'’”]"
    r"|(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
)
_INLINE = re.compile(
    r"\\(?P<plain>[\\*\[\]#>\-•.)])"
    r"|\[(?P<words>(?:\\.|[^\[\]\\\n])+)\]\((?P<url>(?:https?://|mailto:)[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\)"
    r"|\*\*(?=\S)(?P<strong>(?:\\.|[^*\\])+?)(?<=\S)\*\*"
    r"|\*(?=\S)(?P<em>(?:\\.|[^*\\])+?)(?<=\S)\*"
    rf"|(?P<address>{_ADDRESS})"
)
_ALIKE = {"b": "strong", "i": "em"}


def to_html(light: str) -> str:
    """The HTML of a marked text; only what the marks can say."""
    return "".join(_blocks(light.replace("\r\n", "\n").replace("\r", "\n")))


def _blocks(light: str) -> Iterator[str]:
    tag, lines = "", list[str]()
    for line in [*light.split("\n"), ""]:
        words = line.strip()
        kind, rest = _kind(words)
        goes_on = bool(words) and (kind == tag or (kind == "p" and tag in _LISTS))
        if (tag and not goes_on) or kind in {"h3", "h4"}:
            yield from _close(tag, lines)
            tag, lines = "", []
        if not words:
            continue
        if not tag:
            tag = kind
        if kind == "p" and tag in _LISTS:  # a line without a mark goes on with its entry
            lines[-1] += f" {rest}"
        else:
            lines.append(rest)


def _kind(words: str) -> tuple[str, str]:
    if match := _ENTRY.match(words):
        return ("ul" if match["bullet"] else "ol"), words[match.end() :]
    if match := _HEADING.match(words):
        return f"h{len(match[1])}", words[match.end() :]
    if (match := _QUOTE.match(words)) and words[match.end() :].strip():
        return "blockquote", words[match.end() :]
    return "p", words


def _close(tag: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    if tag in _LISTS:
        yield f"<{tag}>{''.join(f'<li>{_inline(line)}</li>' for line in lines)}</{tag}>"
    elif tag == "blockquote":
        yield f"<blockquote><p>{'<br>'.join(map(_inline, lines))}</p></blockquote>"
    else:
        yield f"<{tag}>{'<br>'.join(map(_inline, lines))}</{tag}>"


def _inline(text: str, *, with_links: bool = True) -> str:
    out: list[str] = []
    place = 0
    for match in _INLINE.finditer(text):
        out.append(escape(text[place : match.start()], quote=False))
        out.append(_marked(match, with_links))
        place = match.end()
    out.append(escape(text[place:], quote=False))
    return "".join(out)


def _marked(match: re.Match[str], with_links: bool) -> str:
    if match["plain"]:
        return escape(match["plain"], quote=False)
    if match["words"]:
        words = _inline(match["words"], with_links=False)
        return f'<a href="{escape(match["url"])}">{words}</a>' if with_links else words
    if match["strong"]:
        return f"<strong>{_inline(match['strong'], with_links=with_links)}</strong>"
    if match["em"]:
        return f"<em>{_inline(match['em'], with_links=with_links)}</em>"
    words = match["address"]
    if not with_links:
        return escape(words, quote=False)
    return f'<a href="{escape(_target(words))}">{escape(words, quote=False)}</a>'


def _target(words: str) -> str:
    if words.startswith(("http://", "https://")):
        return words
    return f"https://{words}" if words.startswith("www.") else f"mailto:{words}"


def to_light(html: str) -> str:
    """The marked text of stored HTML. A table comes as lines of its cells: it has no marks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    """Walks stored HTML once, writing marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[tuple[str, str]] = []
        self._words = ""
        self._list: list[tuple[str, int]] = []
        self._kind = "p"
        self._link: tuple[str, int] | None = None
        self._emphasis: tuple[str, int] | None = None

    @property
    def text(self) -> str:
        self._finish()
        out = ""
        previous = ""
        for kind, words in self._done:
            tight = kind == previous and kind in {"ul", "ol", "row"}
            out += ("\n" if tight else "\n\n") if out else ""
            out += words
            previous = kind
        return out

    def _finish(self) -> None:
        lines = [" ".join(line.split()) for line in self._words.split("\n")]
        lines = [line for line in lines if line]
        kind = self._list[-1][0] if self._list else self._kind
        self._words = ""
        self._link = self._emphasis = None
        if not lines:
            return
        if kind in _LISTS:
            mark = "- "
            if kind == "ol":
                number = self._list[-1][1]
                mark = f"{number}. "
            self._done.append((kind, mark + " ".join(lines)))
        elif kind in {"h3", "h4"}:
            self._done.append((kind, f"{'#' * int(kind[1])} {' '.join(lines)}"))
        elif kind == "blockquote":
            self._done.append((kind, "\n".join(f"> {_guarded(line)}" for line in lines)))
        else:
            self._done.append((kind, "\n".join(map(_guarded, lines))))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _ALIKE.get(tag, tag)
        if tag in _LISTS:
            self._finish()
            self._list.append((tag, int(dict(attrs).get("start") or 1) - 1))
        elif tag == "li":
            self._finish()
            if self._list:
                kind, number = self._list[-1]
                self._list[-1] = (kind, number + 1)
        elif tag in {"h3", "h4", "blockquote"}:
            self._finish()
            self._kind = tag
        elif tag in {"p", "caption"}:
            self._finish()
        elif tag == "tr":
            self._finish()
            self._kind = "row"
        elif tag in {"td", "th"} and self._words.strip():
            self._words += " | "
        elif tag == "br":
            self._words += "\n" if not self._list else " "
        elif tag == "a" and self._link is None:
            self._link = (dict(attrs).get("href") or "", len(self._words))
        elif tag in {"strong", "em"} and self._emphasis is None:
            self._emphasis = (tag, len(self._words))

    def handle_endtag(self, tag: str) -> None:
        tag = _ALIKE.get(tag, tag)
        if tag in _LISTS:
            self._finish()
            if self._list:
                self._list.pop()
        elif tag in {"li", "p", "caption"}:
            self._finish()
        elif tag in {"h3", "h4", "blockquote", "tr", "table"}:
            self._finish()
            self._kind = "p"
        elif tag == "a" and self._link is not None:
            self._close_link(*self._link)
            self._link = None
        elif self._emphasis is not None and tag == self._emphasis[0]:
            mark = "**" if tag == "strong" else "*"
            self._wrap(self._emphasis[1], mark, mark)
            self._emphasis = None

    def handle_data(self, data: str) -> None:
        self._words += _plain_signs(data.replace("\n", " "))

    def _close_link(self, url: str, start: int) -> None:
        words = self._words[start:].strip()
        if url and words and url == _target(words) and re.fullmatch(_ADDRESS, words):
            return
        if url:
            self._wrap(start, "[", f"]({url.replace('(', '%28').replace(')', '%29')})")

    def _wrap(self, start: int, opening: str, closing: str) -> None:
        """Set marks round the words from `start` on; white space stays outside."""
        words = self._words[start:]
        inner = " ".join(words.split())
        if not inner:
            return
        before = words[: len(words) - len(words.lstrip())]
        after = words[len(words.rstrip()) :]
        self._words = f"{self._words[:start]}{before}{opening}{inner}{closing}{after}"


def _plain_signs(text: str) -> str:
    return re.sub(r"([\\*\[\]])", r"\\\1", text)


def _guarded(line: str) -> str:
    """A line that happens to begin as a list entry, heading or quotation does."""
    match = _LINE_MARK.match(line)
    if match is None:
        return line
    if match[1]:
        return f"\\{line}"
    return f"{match[2]}\\{line[len(match[2]) :]}"
