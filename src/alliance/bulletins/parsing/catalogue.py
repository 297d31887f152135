"""The rolling list of tools, templates and publications: one entry a line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from alliance.bulletins.parsing.ledger import Ledger
from alliance.bulletins.parsing.lines import Block, Mark, squash
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


def _read_entry(
    block: Block, path: str, marks: Sequence[Mark], issued: dt.date | None, ledger: Ledger
) -> ReadPublication:
    plain = block.plain
    ledger.place(path, block.start, block.end)
    start, title_end, publisher_at, tail = block.content, len(plain), None, len(plain)
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
                tail = said.end()
    date = None if announced else _date(block, tail if said else start, said is not None, issued)
    if publisher_at is not None:
        stop = said.start() if said and publisher_at < said.start() else len(plain)
        if date is not None and publisher_at <= date[0].start <= stop:
            stop = date[0].start
        publisher = _publisher(block, publisher_at, stop)
    else:
        publisher = None
        if date is not None and said is None:
            title_end = date[0].start
    title = squash(block.text[start:title_end]).strip(" -–—,:;")
    if publisher:
        ledger.place(f"{path}.publisher", publisher[1], publisher[2])
    ledger.place(f"{path}.title", block.start + start, block.start + title_end)
    day = _resolved(date, path, block, issued, ledger)
    url = next(
        (m.url for m in marks if m.kind == "link" and block.start <= m.start < block.end), None
    )
    return ReadPublication(title or block.value, publisher[0] if publisher else None, day, url)


def _before_auxiliary(plain: str, end: int) -> int:
    """Where the words before `was published` end."""
    window = max(0, end - 30)
    match = _AUXILIARY.search(plain[window:end])
    return window + match.start() if match else end


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return next(iter([*pattern.finditer(text, start)][-1:]), None)


def _date(
    block: Block, start: int, said: bool, issued: dt.date | None
) -> tuple[WrittenDate, int] | None:
    """The last date after the verb, or at the very end of a line without one."""
    dates = find_dates(block.plain[start:])
    if not dates:
        return None
    written = dates[-1]
    if not said and len(block.plain) - start - written.end > 2:
        return None
    moved = WrittenDate(
        written.start + start, written.end + start, written.day, written.month, written.year,
        written.weekday, None,
    )  # fmt: skip
    return moved, start


def _publisher(block: Block, start: int, stop: int) -> tuple[str, int, int] | None:
    words = block.plain[start:stop]
    words = words[: len(words.rstrip())]
    if words[-1:].isdigit() and (match := _MONTH_YEAR.search(words)):
        words = words[: match.start()]
    if match := _LOOSE_END.search(words):
        words = words[: match.start()]
    words = words.rstrip(" .,)")
    offset = start
    if match := _THE.match(words):
        offset, words = start + match.end(), words[match.end() :]
    name = squash(block.text[offset : offset + len(words)])
    return (name, block.start + offset, block.start + offset + len(words)) if name else None


def _resolved(
    date: tuple[WrittenDate, int] | None,
    path: str,
    block: Block,
    issued: dt.date | None,
    ledger: Ledger,
) -> dt.date | None:
    if date is None:
        return None
    written = date[0]
    resolved = resolve(written, issued, Lean.PAST)
    if resolved is None:
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
