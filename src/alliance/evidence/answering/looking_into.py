"""Words in a file that may be about one child, found when it comes in, so that its writer is told at once.

They lie in the file's own row and go with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from alliance.library.documents.drawing import CannotBeRead, draw_apart
from alliance.text.personal import Kind

from ..models import Enclosure
from .steps import FILES
from .warning import Passage, passages_of

WAIT = 15
"""Seconds that a file may take to be read: somebody waits for the page."""
MOST = 20
"""Passages kept of one file: who has seen twenty has seen enough."""


def look_into(name: str, kind: Enclosure.Kind, content: bytes) -> list[dict[str, str]]:
    """What in a file's name, and in a document's words, may be about one child; for `looks_like`."""
    texts = [PurePath(name).stem.replace("_", " ")]
    if kind == Enclosure.Kind.DOCUMENT:
        texts.append(_words(content, name))
    found = [one for text in texts for one in passages_of(FILES, name, text)]
    return [
        {"kind": one.kind.value, "before": one.before, "words": one.words, "after": one.after}
        for one in found[:MOST]
    ]


def _words(content: bytes, name: str) -> str:
    """Those of a scan cannot be read, nor those of a damaged file: then nothing is found."""
    try:
        return draw_apart(content, PurePath(name).suffix.lower().lstrip("."), wait=WAIT).text
    except CannotBeRead:
        return ""


def passages_in(enclosures: Iterable[Enclosure]) -> Iterator[Passage]:
    """All of them that were found; of a picture, also in what it is said to show."""
    for enclosure in enclosures:
        for one in enclosure.looks_like:
            yield Passage(
                field=FILES,
                label=enclosure.name,
                kind=Kind(one["kind"]),
                before=one["before"],
                words=one["words"],
                after=one["after"],
            )
        yield from passages_of(FILES, enclosure.name, enclosure.says)
