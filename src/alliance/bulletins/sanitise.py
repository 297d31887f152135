"""HTML that came from outside, made safe to store and show."""

from __future__ import annotations

import re
from html import unescape

import nh3

_TAGS = {
    "p", "br", "ul", "ol", "li", "a", "strong", "em", "b", "i", "blockquote", "h3", "h4",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    strip_comments=True,
    clean_content_tags={"script", "style"},
)
_BLOCK_END = re.compile(r"</(?:p|li|ul|ol|blockquote|h3|h4|tr|table)>|<br>")
_TAG = re.compile(r"<[^>]*>")


def clean(html: str) -> str:
    """Only the tags, attributes and link schemes of the allow-list; the words of the rest."""
    return _CLEANER.clean(html).strip()


def plain(html: str) -> str:
    """The words of sanitised HTML, a line a block."""
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
