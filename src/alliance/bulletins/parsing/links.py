"""Links, addresses and sums of money in the words of an item."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from alliance.bulletins.parsing.lines import Block, Mark, squash

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']{3,500}"
    r"|(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
)
_MONEY = re.compile(
    r"£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|million|billion"
    r"|thousand)\b)?(?:\s?[-–—]\s?£?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|million|billion"
    r"|thousand)\b)?)?",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(
    r"\b[Hh]ere(?=\s*(?:[.,:;)]|$|\s(?:and|or|for|by|to)\b))"
    r"|\b[Tt](?:his|hese|he) (?:link|flyer|links|eventbrite page|eventbrite links"
    r"|Eventbrite page)\b"
)
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+$", re.IGNORECASE)


def safe_url(url: str) -> str | None:
    """`url` if it is of the web or of mail, else None."""
    url = url.strip()
    return url if _SAFE.match(url) else None


def links_in(block: Block, marks: Sequence[Mark]) -> Iterator[tuple[int, int, str]]:
    """(start, end, address) of each link of a block, offsets of the source, in order.

    Targets the source kept come first; addresses written out in the words count as links too.
    """
    taken: list[tuple[int, int]] = []
    for mark in marks_of(block, marks):
        if mark.kind == "link" and (url := safe_url(mark.url)):
            taken.append((mark.start, mark.end))
            yield mark.start, mark.end, url
    if "@" not in block.plain and "http" not in block.plain and "www." not in block.plain:
        return
    for match in _ADDRESS.finditer(block.plain):
        words = match.group().rstrip(".,;:!?)'")
        start, end = block.start + match.start(), block.start + match.start() + len(words)
        if any(start < right and end > left for left, right in taken):
            continue
        yield start, end, _target(words)


def marks_of(block: Block, marks: Sequence[Mark]) -> list[Mark]:
    """The marks that stand in a block; `marks` are in order of their start."""
    if not marks:
        return []
    first = bisect_left(marks, block.start, key=lambda mark: mark.start)
    found: list[Mark] = []
    for mark in marks[first:]:
        if mark.start >= block.end:
            break
        found.append(mark)
    return found


def money_in(block: Block) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of each sum of money, offsets of the source."""
    if "£" not in block.plain:
        return
    for match in _MONEY.finditer(block.plain):
        text = block.text[match.start() : match.end()].rstrip(",")
        yield block.start + match.start(), block.start + match.start() + len(text), squash(text)


def lost_links(block: Block) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of phrases such as "found here" that need a target and have none."""
    lower = block.plain.lower()
    if (
        "here" not in lower
        and " link" not in lower
        and "flyer" not in lower
        and "eventb" not in lower
    ):
        return
    for match in _BARE_LINK.finditer(block.plain):
        yield block.start + match.start(), block.start + match.end(), match.group()


def _target(words: str) -> str:
    if "@" in words and not words.startswith(("http", "www.")):
        return f"mailto:{words}"
    return words if words.startswith("http") else f"https://{words}"
