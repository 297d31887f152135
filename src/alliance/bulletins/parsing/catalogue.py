"""The rolling list of tools, templates and publications: one entry a line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from alliance.bulletins.parsing.ledger import Ledger
from alliance.bulletins.parsing.lines import Block, Mark, squash
from alliance.bulletins.parsing.links import marks_of
from alliance.bulletins.parsing.reading import ReadPublication
from alliance.text.dates import Lean, WrittenDate, find_dates, resolve

_SAID = re.compile(
    r"\b(?:[Pp]ublished|[Uu]pdated|[Ll]aunched|[Ii]ssued|[Rr]eleased|[Pp]roduced|[Rr]evised"
    r"|[Ww]ritten"
    r"|[Dd]eveloped|[Rr]e-?published)\b"
)
_AUXILIARY = re.compile(
    r"(?:[\s,(-]+(?:was|were|is|has|have|been|first|last|both))*[\s,(-]+$", re.IGNORECASE
)
_BY = re.compile(r"\s+by\s+", re.IGNORECASE)
_THE = re.compile(r"the\s+", re.IGNORECASE)
_LOOSE_END = re.compile(r"[\s,;:(\-]+(?:(?:on|in|dated)\s*)?$|\s+(?:on|in|dated)$", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    r"[\s,(]*(?:\b(?:on|in)\s+)?(?:(?:early|mid|late)\s+)?(?:\b(?:January|February|March|April"
    r"|May|June|July|August|September"
    r"|October|November|December|Spring|Summer|Autumn|Winter)\s+)?\b(?:19|20)\d\d\)?\W*$",
    re.IGNORECASE,
)
_WE_HAVE = re.compile(
    r"(?:we|seslip|the alliance)\s+(?:have|has)\s+(?:now\s+)?(?:produced|published|developed"
    r"|updated|issued|written|made|created|prepared|launched)\s+(?:an?|the|our)\s+"
    r"(?P<title>.{3,120}?)\s+(?:which|that|to)\b",
    re.IGNORECASE,
)


def read_publications(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    marks: Sequence[Mark],
    issued: dt.date | None,
    ledger: Ledger,
) -> tuple[list[ReadPublication], list[int]]:
    """The entries of the list, and the blocks of it that are none (a line whose list is lost)."""
    publications: list[ReadPublication] = []
    aside: list[int] = []
    for place, index in enumerate(indexes):
        block = blocks[index]
        if block.plain[-1] == ":" and block.words > 3:
            if place + 1 == len(indexes) or blocks[indexes[place + 1]].kind is block.kind:
                ledger.doubt(
                    f"set_aside.{len(aside)}",
                    f"“{_short(block.value)}” announces a list that is not there; "
                    "add its entries or drop the line.",
                    block.start, block.end,
                )  # fmt: skip
            aside.append(index)
            continue
        publications.append(
            _read_entry(block, f"publications.{len(publications)}", marks, issued, ledger)
        )
    return publications, aside


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where in a line its title and publisher stand, and its date as written."""

    title: tuple[int, int]
    publisher: tuple[int, int] | None
    date: WrittenDate | None


def _read_entry(
    block: Block, path: str, marks: Sequence[Mark], issued: dt.date | None, ledger: Ledger
) -> ReadPublication:
    entry = _understand(block.plain, block.content)
    start, end = entry.title
    ledger.place(path, block.start, block.end)
    publisher = None
    if entry.publisher:
        first, last = entry.publisher
        publisher = squash(block.text[first:last])
        ledger.place(f"{path}.publisher", block.start + first, block.start + last)
    ledger.place(f"{path}.title", block.start + start, block.start + end)
    title = squash(block.text[start:end]).strip(" -–—,:;")
    url = next((mark.url for mark in marks_of(block, marks) if mark.kind == "link"), None)
    day = _resolved(entry.date, path, block, issued, ledger)
    return ReadPublication(title or block.value, publisher, day, url)


@lru_cache(maxsize=4096)
def _understand(plain: str, start: int) -> _Entry:
    """The parts of a line; remembered, for the list rolls from week to week."""
    title_end, publisher_at, tail = len(plain), None, len(plain)
    said = _last(_SAID, plain, start + 2)
    announced = _WE_HAVE.match(plain, start)
    if announced:
        start, title_end = announced.span("title")
    elif said is not None:
        title_end, tail = _before_auxiliary(plain, said.start()), said.end()
        by = _BY.match(plain, tail)
        if by is not None:
            publisher_at = by.end()
        else:
            before = _last(_BY, plain[:title_end], start + 2)
            if before is not None and title_end - before.end() <= 60:
                publisher_at, title_end = before.end(), before.start()
    date = None if announced else _date(plain, tail if said else start, said is not None)
    if publisher_at is None:
        if date is not None and said is None:
            title_end = date.start
        return _Entry((start, title_end), None, date)
    stop = said.start() if said and publisher_at < said.start() else len(plain)
    if date is not None and publisher_at <= date.start <= stop:
        stop = date.start
    return _Entry((start, title_end), _publisher(plain, publisher_at, stop), date)


def _before_auxiliary(plain: str, end: int) -> int:
    """Where the words before `was published` end."""
    window = max(0, end - 30)
    match = _AUXILIARY.search(plain[window:end])
    return window + match.start() if match else end


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return next(iter([*pattern.finditer(text, start)][-1:]), None)


def _date(plain: str, start: int, said: bool) -> WrittenDate | None:
    """The last date after the verb, or at the very end of a line without one."""
    dates = find_dates(plain[start:])
    if not dates:
        return None
    written = dates[-1]
    if not said and len(plain) - start - written.end > 2:
        return None
    return replace(written, start=written.start + start, end=written.end + start, until=None)


def _publisher(plain: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where a publisher's name stands between two places, without the date after it."""
    words = plain[start:stop]
    words = words[: len(words.rstrip())]
    if words[-1:].isdigit() and (match := _MONTH_YEAR.search(words)):
        words = words[: match.start()]
    if match := _LOOSE_END.search(words):
        words = words[: match.start()]
    words = words.rstrip(" .,)")
    if match := _THE.match(words):
        start, words = start + match.end(), words[match.end() :]
    return (start, start + len(words)) if words.strip() else None


def _resolved(
    written: WrittenDate | None, path: str, block: Block, issued: dt.date | None, ledger: Ledger
) -> dt.date | None:
    resolved = resolve(written, issued, Lean.PAST) if written else None
    if written is None or resolved is None:
        return None
    start, end = block.start + written.start, block.start + written.end
    ledger.place(f"{path}.date", start, end)
    if issued is not None and resolved.day > issued:
        ledger.doubt(
            f"{path}.date",
            f"The publication date {resolved.day:%d %B %Y} is later than the bulletin; check it.",
            start, end,
        )  # fmt: skip
    return resolved.day


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
