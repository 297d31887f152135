"""How long and how hard a text is.

The reading age is the Flesch–Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975, Research
Branch Report 8-75: 0.39 words a sentence + 11.8 syllables a word − 15.59) with five years added, for
school begins at five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONG = 25
"""Words of a sentence beyond which GOV.UK's writers split it (design guide, “Writing for GOV.UK”)."""
ENOUGH = 40
"""Words below which a reading age says nothing."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s+[\"“‘'(]*[A-Z0-9À-Þ]|\s*$)|\n+")
_SHORTENED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Cllr|St|No|vs|etc|e\.g|i\.e|Rev|Rt|Hon|Ltd|approx)|\b[A-Z])\.$"
)
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeioudty]ed|[^laeiouy]e)$")


class Stretch(NamedTuple):
    """A piece of a text: `text[start:end]`."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Stretch]:
    """The sentences of a text in order; a line ends one too."""
    start = 0
    for end in _END.finditer(text):
        if _SHORTENED.search(text, max(0, end.start() - 8), end.start() + 1):
            continue
        if (found := _stripped(text, start, end.end())) is not None:
            yield found
        start = end.end()
    if (found := _stripped(text, start, len(text))) is not None:
        yield found


def _stripped(text: str, start: int, end: int) -> Stretch | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return Stretch(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def words_in(text: str) -> list[str]:
    """The words of a text; numbers are none."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has."""
    lowered = word.lower()
    count = len(_VOWELS.findall(lowered))
    if count > 1 and _SILENT.search(lowered):
        count -= 1
    return max(count, 1)


def reading_age(text: str) -> int | None:
    """The age of a reader for whom the text is easy enough; None for less than forty words."""
    words = words_in(text)
    if len(words) < ENOUGH:
        return None
    count = sum(1 for piece in sentences(text) if words_in(text[piece.start : piece.end])) or 1
    grade = 0.39 * len(words) / count + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(5, round(grade + 5))
