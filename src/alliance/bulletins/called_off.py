"""The days of which a text says that nothing takes place on them after all."""

from __future__ import annotations

import datetime as dt
import re

from alliance.text.dated import cues
from alliance.text.dated.dated_words import contexts_in
from alliance.text.dates import Lean, resolve
from alliance.text.sanitise import plain

# Whatever `cues.CALLED_OFF` and `_LEFT` can find has one of these in it.
_STEMS = (
    "cancel", "postpon", "called", "deferred", "longer", "not", "n't", "will now", "moved", "changed",
    "had to",
)  # fmt: skip
_LEFT = re.compile(r"\b(?:moved|postponed|changed|deferred)\s+from\s+(?:the\s+)?$")


def called_off(html: str, *, on: dt.date) -> frozenset[dt.date]:
    """The days that stored HTML of a bulletin of the day `on` calls off, or moves to another."""
    found = set()
    for paragraph in plain(html).replace("’", "'").splitlines():
        lowered = paragraph.lower()
        if not any(stem in lowered for stem in _STEMS):
            continue
        for context in contexts_in(paragraph):
            if cues.CALLED_OFF.match(context.rest) or _LEFT.search(context.before):
                resolved = resolve(context.written, on, Lean.FUTURE)
                if resolved:
                    found.add(resolved.day)
    return frozenset(found)
