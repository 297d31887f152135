"""The words of a mail that came as a web page, quoted parts and signatures marked as in plain mail.

Mail programs say in the page what is quoted and what is a signature; here that becomes `> `, `-- `
and a line across, which `own_words` cuts as it does where a mail came as text.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

ACROSS = "-----Original Message-----"
SIGNED = "-- "
_DEEPEST = 200
"""Nesting beyond which a page is not read further."""
_SKIPPED = frozenset("script style noscript template svg head title select object iframe".split())
_BLOCKS = frozenset(
    "p div section article ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote dl dt dd pre hr address"
    " center body html header footer form".split()
)
_REST = re.compile(
    r"(?:^|\s|x_)(?:divRplyFwdMsg|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION"
    r"|yahoo_quoted|ydp[0-9a-f]+yahoo_quoted|zmail_extra|replySplit|reply-intro)(?:\s|$)"
)
"""What begins the part below which nothing is the sender's own."""
_SIGNATURE = re.compile(
    r"(?:^|\s|x_)(?:Signature|gmail_signature|moz-signature|AppleMailSignature"
    r"|ms-outlook-mobile-signature|lineBreakAtBeginningOfSignature|protonmail_signature_block)(?:\s|$)"
)
_QUOTING = re.compile(r"(?:^|\s)(?:gmail_quote|moz-quote|protonmail_quote)(?:\s|$)")
_BORDER = re.compile(r"border-left\s*:(?!\s*(?:none|0))", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


def words_of_page(html: str) -> str:
    """The text of a page, a line for each of its blocks."""
    tree = LexborHTMLParser(html)
    root = tree.body or tree.root
    page = _Page()
    if root is not None:
        page.walk(root, quoted=0, depth=0)
    return page.text


class _Page:
    """The lines of a page, in reading order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._quoted = 0

    @property
    def text(self) -> str:
        self._end()
        return "\n".join(self._lines)

    def walk(self, node: LexborNode, *, quoted: int, depth: int) -> None:
        """Take in all that stands below a node."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._say(child.text_content or "", quoted)
            elif tag == "br":
                self._break(quoted)
            elif tag not in _SKIPPED and depth < _DEEPEST and not _is_unseen(child):
                self._element(child, tag, quoted, depth)

    def _element(self, node: LexborNode, tag: str, quoted: int, depth: int) -> None:
        is_block = tag in _BLOCKS
        if is_block:
            self._end()
        names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
        if _REST.search(names):
            self._mark(ACROSS)
        elif _SIGNATURE.search(names) and not quoted:
            self._mark(SIGNED)
        inside = quoted + (tag == "blockquote" and _is_quote(node, names))
        self.walk(node, quoted=inside, depth=depth + 1)
        if is_block:
            self._end()
            if tag == "p" and "mso" not in names.lower():
                self._blank()
        elif tag in {"td", "th"}:
            self._line += " "

    def _say(self, text: str, quoted: int) -> None:
        words = _SPACE.sub(" ", text)
        if not self._line.strip():
            self._quoted, words = quoted, words.lstrip()
        self._line += words

    def _break(self, quoted: int) -> None:
        """A line ends; one that holds nothing is an empty one."""
        if self._line.strip():
            self._end()
        else:
            self._quoted = quoted
            self._blank()

    def _end(self) -> None:
        if line := self._line.strip():
            self._lines.append("> " * self._quoted + line)
        self._line = ""

    def _blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _mark(self, line: str) -> None:
        self._end()
        self._lines.append(line)


def _is_quote(node: LexborNode, names: str) -> bool:
    attributes = node.attributes
    return (
        (attributes.get("type") or "").lower() == "cite"
        or _QUOTING.search(names) is not None
        or _BORDER.search(attributes.get("style") or "") is not None
    )


def _is_unseen(node: LexborNode) -> bool:
    return _UNSEEN.search(node.attributes.get("style") or "") is not None
