"""The days of which a text says that nothing takes place on them after all."""

from __future__ import annotations

import datetime as dt
import re

from alliance.text.dates import Lean, resolve

from .parsing import cues
from .parsing.dated_words import contexts_in
from .sanitise import plain

# Whatever `cues.CALLED_OFF` can find has one of these words: most texts have none.
_HINT = re.compile(
    r"cancel|postpon|called\s+off|deferred|no\s+longer|not\s+(?:now\s+)?(?:take|be|go|meet)"
    r"|n['’]t\s|will\s+now\s+be|(?:moved|changed)\s+(?:to|from)|had\s+to",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:moved|postponed|changed|deferred)\s+from\s+(?:the\s+)?$")


def called_off(html: str, *, on: dt.date) -> frozenset[dt.date]:
    """The days that stored HTML of a bulletin of the day `on` calls off, or moves to another."""
    if not _HINT.search(html):
        return frozenset()
    found = set()
    for paragraph in plain(html).replace("’", "'").splitlines():
        if not _HINT.search(paragraph):
            continue
        for context in contexts_in(paragraph):
            if cues.CALLED_OFF.match(context.rest) or _LEFT.search(context.before):
                resolved = resolve(context.written, on, Lean.FUTURE)
                if resolved:
                    found.add(resolved.day)
    return frozenset(found)
