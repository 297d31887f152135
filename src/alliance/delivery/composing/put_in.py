"""One copy's own values put where their marks stand: each escaped for its place.

Pure: no database.
"""

from __future__ import annotations

import re
from html import escape

from ..characters import one_line
from .values import MARKS, Values

_MARK = re.compile("|".join(map(re.escape, MARKS)))


def html_with(html: str, values: Values) -> str:
    """A page for one reader. A value that looks like a mark or markup stays words."""
    said = {mark: escape(one_line(value)) for mark, value in values.by_mark.items()}
    return _MARK.sub(lambda found: said[found[0]], html)


def text_with(text: str, values: Values) -> str:
    """A text, short form or subject for one reader; no value begins a line of its own."""
    said = {mark: one_line(value) for mark, value in values.by_mark.items()}
    return _MARK.sub(lambda found: said[found[0]], text)
