"""Text as our fonts can set it: what none of them has becomes a box, and never a fault."""

from __future__ import annotations

import unicodedata
from typing import Any

HELD = (
    (0x20, 0x7E), (0xA0, 0x2AF), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x2030, 0x2040), (0x2044, 0x2052), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2190, 0x22FF),
    (0x25A0, 0x25FF),
)  # fmt: skip
"""What our font and those that come with typst have between them: Latin, Greek, Cyrillic, signs. A test
sets each of them."""
BOX = "□"
UNSEEN = {"Mn", "Me", "Cf", "Cc", "Cs", "Cn"}


def legible(text: str) -> str:
    """A text with a box for each character that could not be set; marks without a letter fall."""
    return "".join(map(_one, unicodedata.normalize("NFC", text)))


def legible_in(value: Any) -> Any:
    """The same for every text within plain values."""
    match value:
        case str():
            return legible(value)
        case dict():
            return {name: legible_in(each) for name, each in value.items()}
        case list() | tuple():
            return [legible_in(each) for each in value]
    return value


def _one(letter: str) -> str:
    if letter == "\n":
        return letter
    if unicodedata.category(letter) in UNSEEN:
        return ""
    return letter if any(first <= ord(letter) <= last for first, last in HELD) else BOX
