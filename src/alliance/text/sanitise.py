"""HTML that came from outside, made safe to store and show."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin

import nh3

_TAGS = {
    "p", "br", "ul", "ol", "li", "a", "strong", "em", "b", "i", "blockquote", "h3", "h4",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}


def _cleaner(relative: Callable[[str], str | None] | None = None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative=relative,
        link_rel="noopener",
        strip_comments=True,
        clean_content_tags={"script", "style"},
    )


_CLEANER = _cleaner()
_BLOCK_END = re.compile(r"</(?:p|li|ul|ol|blockquote|h3|h4|tr|table)>|<br>")
_TAG = re.compile(r"<[^>]*>")


def clean(html: str) -> str:
    """Only the tags, attributes and link schemes of the allow-list; the words of the rest."""
    return _CLEANER.clean(html).strip()


def clean_from(html: str, base: str) -> str:
    """The same of what stands at another address: its relative links lead from there."""

    def whole(address: str) -> str | None:
        try:
            return urljoin(base, address)
        except ValueError:  # not an address at all
            return None

    return _cleaner(whole if base else lambda address: None).clean(html).strip()


def plain(html: str) -> str:
    """The words of sanitised HTML, a line a block."""
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
