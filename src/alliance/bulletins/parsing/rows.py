"""Rows of lists that have no markers, and lines that send a reader elsewhere: never headings."""

from __future__ import annotations

from functools import lru_cache

from alliance.bulletins.parsing import heading_cues
from alliance.bulletins.parsing.lines import Block, Kind

_FEW_WORDS = 5  # said beside the dates in a line of dates
_CUT_REST = 8  # characters after the name of a row that was cut short


def is_line_of_dates(plain: str) -> bool:
    """`Thursday 22 September 10:00 - 12:30 on Zoom`: opens with a date and says little else."""
    if not heading_cues.DATE_FIRST.match(plain) or not heading_cues.A_DATE.search(plain):
        return False
    said = heading_cues.TELLING.findall(heading_cues.DATE_WORDS.sub(" ", plain))
    if len(said) > 1 and any(word[0].islower() for word in said):
        return False
    return len(said) <= _FEW_WORDS and len(said) * 2 <= len(heading_cues.TELLING.findall(plain))


def is_dated_field(plain: str) -> bool:
    """`Tender submission deadline: 12 May 2025, 12:00pm`: a name, a colon, a date or time."""
    return heading_cues.WHEN.match(plain.partition(": ")[2]) is not None


def opens_with_dates(plain: str) -> bool:
    return heading_cues.WHEN.match(plain[:80]) is not None or is_dated_field(plain)


def is_row(block: Block | None) -> bool:
    """A row of a list without markers, such as `Adoption Board: more from …`."""
    return (
        block is not None and block.words <= 16 and ": " in block.plain[:60] and points(block.plain)
    )


def is_dated_row(block: Block | None) -> bool:
    """A row of dates under a name: `Fostering: 5 July and 4 October`."""
    if block is None or block.kind is not Kind.TEXT:
        return False
    return is_row(block) or heading_cues.DATED_ROW.match(block.plain) is not None


def is_dated_line(block: Block | None) -> bool:
    """A line that opens with a date: `5 November - joint with health`."""
    if block is None or block.words > 16:
        return False
    return bool(
        heading_cues.DATE_FIRST.match(block.plain) and heading_cues.A_DATE.search(block.plain[:30])
    )


def is_cut_row(plain: str) -> bool:
    """`Adoption Leadership Board: Mor`, where a text breaks off."""
    _, colon, rest = plain.partition(":")
    return bool(colon) and len(rest) < _CUT_REST


@lru_cache(maxsize=4096)
def points(plain: str) -> bool:
    """Whether a line sends the reader to an address, a person or a link."""
    return heading_cues.POINTER.search(plain.lower()) is not None
