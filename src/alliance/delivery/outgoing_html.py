"""Stored HTML as it goes out: read in the programs of others, far from our pages."""

from __future__ import annotations

from functools import lru_cache

import nh3

from .characters import fit

_TAGS = {
    "p", "br", "ul", "ol", "li", "a", "strong", "em", "b", "i", "blockquote", "h3", "h4",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@lru_cache(maxsize=4)
def _cleaner(base: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        url_relative=("rewrite_with_base", base),
        clean_content_tags={"script", "style"},
    )


def outgoing(html: str, *, base: str) -> str:
    """Cleaned once more, its links whole addresses: a path alone leads nowhere from a reader."""
    return fit(_cleaner(base).clean(html)).strip()
