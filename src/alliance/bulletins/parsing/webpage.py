"""A saved web page as a source: its headings, lists and links kept, its navigation told apart."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from alliance.bulletins.parsing.compose import Part, Run, compose
from alliance.bulletins.parsing.lines import Source

_SKIPPED = frozenset(
    "script style noscript template svg iframe head select option object video audio canvas".split()
)
_FURNITURE_TAGS = frozenset("nav header footer aside form button".split())
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|sidebar|widget|widgets|breadcrumbs?|footer"
    r"|masthead|site-header"
    r"|comments?|share|sharedaddy|related|pagination|skip-link|screen-reader-text|cookie)(?:$"
    r"|[\s_-])",
    re.IGNORECASE,
)
_CONTENT_NAMES = re.compile(
    r"entry-content|post-content|page-content|article-body|main-content", re.IGNORECASE
)
_BLOCKS = frozenset(
    "p div section article main ul ol li table tbody thead tr td th h1 h2 h3 h4 h5 h6 blockquote dl dt dd"
    " figure figcaption pre hr address center body html header footer nav aside form fieldset".split()
)
_DEEPEST = 200  # nesting beyond which a page is not read further


def from_html(html: str) -> Source:
    """The source of a web page, or of a fragment of one."""
    tree = LexborHTMLParser(html)
    page = _Page()
    root = tree.body or tree.root
    if root is not None:
        page.read(root)
    return compose(page.parts)


class _Page:
    """The parts of a page, in reading order."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._part = Part()

    def read(self, root: LexborNode) -> None:
        """Walk the page below `root`."""
        self._walk(root, Run(""), furniture=False, depth=0)
        self._finish()

    def _finish(self, **new: object) -> None:
        if self._part.text:
            self.parts.append(self._part)
        self._part = Part(**new)  # type: ignore[arg-type]

    def _walk(self, node: LexborNode, style: Run, *, furniture: bool, depth: int) -> None:
        counter = 0
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._part.runs.append(
                    Run(child.text_content or "", style.url, style.strong, style.em)
                )
                continue
            if tag in _SKIPPED or depth > _DEEPEST:
                continue
            if tag == "br":
                self._line_break(furniture)
            elif tag == "img":
                self._image(child, furniture)
            elif tag in _BLOCKS:
                counter += tag == "li"
                self._block(child, tag, style, furniture, depth, counter)
            else:
                self._walk(child, _styled(child, tag, style), furniture=furniture, depth=depth + 1)

    def _block(
        self, node: LexborNode, tag: str, style: Run, furniture: bool, depth: int, counter: int
    ) -> None:
        furniture = (furniture or _is_furniture(node, tag)) and not _is_content(node, tag)
        if tag == "li":
            parent = node.parent.tag if node.parent is not None else "ul"
            self._finish(marker=f"{counter}." if parent == "ol" else "•", furniture=furniture)
        elif tag == "p" and self._part.marker and not self._part.text:
            pass  # the paragraph of a list entry
        else:
            level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
            self._finish(level=level, furniture=furniture)
        self._walk(node, style, furniture=furniture, depth=depth + 1)
        self._finish(furniture=furniture)

    def _line_break(self, furniture: bool) -> None:
        part = self._part
        if part.level:
            part.runs.append(Run(" "))
        else:
            self._finish(furniture=furniture)

    def _image(self, node: LexborNode, furniture: bool) -> None:
        """An image's alternative text is of the page: a line of its own in the frame."""
        words = (node.attributes.get("alt") or "").strip()
        if words and not self._part.text:
            self.parts.append(Part([Run(words)], furniture=True))


def _styled(node: LexborNode, tag: str, style: Run) -> Run:
    url = (node.attributes.get("href") or "") if tag == "a" else style.url
    return Run("", url, style.strong or tag in {"b", "strong"}, style.em or tag in {"i", "em"})


def _is_furniture(node: LexborNode, tag: str) -> bool:
    if tag in {"body", "html", "main", "article"}:
        return False
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"}:
        return False
    attributes = node.attributes
    if tag in _FURNITURE_TAGS and "entry-header" not in (attributes.get("class") or ""):
        return True
    if attributes.get("role") in {"navigation", "banner", "contentinfo", "complementary", "search"}:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return _FURNITURE_NAMES.search(names) is not None and not _CONTENT_NAMES.search(names)


def _is_content(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    return tag == "main" or _CONTENT_NAMES.search(attributes.get("class") or "") is not None
