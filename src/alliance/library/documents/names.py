"""Names of files, made harmless: what a name can do to a reader's eyes, disk or headers."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""Characters of a kept name, its ending included."""
LONGEST_ENDING = 5
FORBIDDEN = re.compile(r'[<>:"|?*%]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
NAMELESS = "document"


def ending_of(name: str) -> str:
    """What the last dot of a name claims, in lower case; signs that nobody sees are not read."""
    stem, dot, ending = _plain(name).rpartition(".")
    return ending.lower() if dot and stem else ""


def harmless(name: str, ending: str) -> str:
    """A name that shows what it is: no folders, no signs that hide or turn text round.

    Args:
        name: as it was handed in.
        ending: what the content is, without the dot; it replaces whatever the name says.
    """
    stem = _plain(name)
    before, dot, after = stem.rpartition(".")
    if dot and len(after) <= LONGEST_ENDING:
        stem = before
    stem = FORBIDDEN.sub("-", stem).strip(" .-")
    if RESERVED.match(stem):
        stem = f"{NAMELESS}-{stem}"
    room = LONGEST - len(ending) - 1
    return f"{stem[:room].rstrip(' .-') or NAMELESS}.{ending}"


def shown(text: str) -> str:
    """A line of text, composed, without controls, formats, marks of direction: what one sees of it."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(
        " " if sign.isspace() else sign
        for sign in composed
        if sign.isspace() or not unicodedata.category(sign).startswith("C")
    )
    return " ".join(seen.split())


def _plain(name: str) -> str:
    """The last part of a path, as one sees it."""
    return shown(re.split(r"[/\\]", name)[-1]).rstrip(". ")
