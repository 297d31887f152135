"""The plain-text part: written for its readers, not the page without its tags.

Lines of 72 characters at most but for addresses, which are never broken; headings underlined;
links as numbers, their addresses below the piece that they stand in. Pure: no database.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from .blocks import (
    BREAK,
    Block,
    Cell,
    Heading,
    Listed,
    Paragraph,
    Quote,
    Table,
    Words,
    text_of,
)
from .layout import Ask, Entry, Page, Section, Told
from .values import ADDRESS, CHOICES, NAME

WIDTH = 72
_LEAST = 24
"""However deep it is indented, a line has room for this much."""


def to_text(page: Page) -> str:
    """The whole text, its lines ended by a line feed."""
    return "\n\n".join(_Writer().page(page)) + "\n"


class _Writer:
    """Numbers the links of a text through, and owes their addresses to the piece being written."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._owed: list[str] = []

    def page(self, page: Page) -> Iterator[str]:
        yield _underlined(" – ".join(filter(None, [page.masthead, page.day])), "=", page.alliance)
        yield _filled(f"Dear {NAME},")
        if page.url:
            yield f"Read it on the site: <{page.url}>"
        if page.asked:
            yield _underlined(page.asked_heading, "=")
            yield "\n\n".join(_ask(ask) for ask in page.asked)
        if page.has_contents:
            yield _underlined("In this mail", "=")
            yield "\n".join(f"* {each.heading} ({each.count})" for each in page.sections)
        yield from self._blocks(page.introduction)
        if page.introduction_is_cut and page.url:
            yield f"Read the whole introduction:\n<{page.url}>"
        yield from self._addresses()
        for section in page.sections:
            yield from self._section(section)
        if page.passed_over:
            yield _underlined(page.passed_over_heading, "=")
            yield self._entries(page.passed_over)
            if page.passed_over_more:
                yield _more(page.passed_over_more, page.url)
        yield from _foot(page)

    def _section(self, section: Section) -> Iterator[str]:
        yield _underlined(section.heading, "=")
        for piece in section.pieces:
            yield from self._piece(piece)
        if section.entries:
            yield self._entries(section.entries)
        if section.more:
            yield _more(section.more, section.more_url)

    def _piece(self, piece: Told) -> Iterator[str]:
        yield _underlined(piece.title, "-")
        if piece.why:
            yield _filled(piece.why)
        yield from self._blocks(piece.blocks)
        yield from self._addresses()
        if piece.asked:
            yield piece.asked_heading.upper()
            yield "\n\n".join(_ask(ask, about=False) for ask in piece.asked)
        if piece.url:
            yield f"{'Read the whole of it' if piece.is_cut else 'On the site'}: <{piece.url}>"

    def _entries(self, entries: Iterable[Entry]) -> str:
        return "\n".join(_entry(entry) for entry in entries)

    def _blocks(self, blocks: Sequence[Block], width: int = WIDTH) -> Iterator[str]:
        for block in blocks:
            yield self._block(block, max(width, _LEAST))

    def _block(self, block: Block, width: int) -> str:
        match block:
            case Paragraph(words):
                return _filled(self._words(words), width, keep_lines=True)
            case Heading(_, words):
                return _filled(self._words(words).upper(), width)
            case Quote(blocks):
                return _prefixed("\n\n".join(self._blocks(blocks, width - 2)), "> ", "> ")
            case Listed(entries, start):
                return self._list(entries, start, width)
            case Table():
                return self._table(block, width)

    def _list(self, entries: Sequence[Sequence[Block]], start: int | None, width: int) -> str:
        written = []
        for place, entry in enumerate(entries):
            mark = "* " if start is None else f"{start + place}. "
            inside = "\n".join(self._blocks(entry, width - len(mark)))
            written.append(_prefixed(inside, mark, " " * len(mark)))
        return "\n".join(written)

    def _table(self, table: Table, width: int) -> str:
        caption = [_filled(self._words(table.caption), width)] if table.caption else []
        rows = [[" ".join(self._words(cell.words).split()) for cell in row] for row in table.rows]
        aligned = _aligned(rows, width)
        return "\n".join([*caption, *(aligned or _told_by_row(table.rows, rows, width))])

    def _words(self, words: Words) -> str:
        out = []
        for place, run in enumerate(words):
            out.append(run.text)
            following = words[place + 1].url if place + 1 < len(words) else ""
            if run.url and run.url != following:
                said = text_of([each for each in words if each.url == run.url])
                out.append(self._link(run.url, said))
        return "".join(out)

    def _link(self, url: str, said: str) -> str:
        bare = url.removeprefix("mailto:").partition("://")[2] or url.removeprefix("mailto:")
        if said.strip().rstrip("/") in {url.rstrip("/"), bare.rstrip("/")}:
            return ""  # the words are the address
        if url not in self._numbers:
            self._numbers[url] = len(self._numbers) + 1
        if url not in self._owed:
            self._owed.append(url)
        return f" [{self._numbers[url]}]"

    def _addresses(self) -> Iterator[str]:
        if self._owed:
            yield "\n".join(f"[{self._numbers[url]}] {_bare(url)}" for url in self._owed)
        self._owed = []


def _ask(ask: Ask, *, about: bool = True) -> str:
    lines = [", ".join(filter(None, [ask.title, ask.by]))]
    if ask.who:
        lines.append(f"Asked of: {ask.who}")
    if about and ask.about:
        lines.append(f"In: {ask.about}")
    written = [_filled(line, WIDTH - 2) for line in lines]
    if ask.url:
        written.append(f"{ask.words}: <{ask.url}>")
    return _prefixed("\n".join(written), "* ", "  ")


def _entry(entry: Entry) -> str:
    said = ", ".join(filter(None, [entry.title, entry.note]))
    words = f"{entry.day}: {said}" if entry.day else said
    written = _prefixed(_filled(words, WIDTH - 2), "* ", "  ")
    return f"{written}\n  {_bare(entry.url)}" if entry.url else written


def _bare(url: str) -> str:
    return f"<{url.removeprefix('mailto:')}>"


def _more(words: str, url: str) -> str:
    return f"{words}:\n<{url}>" if url else f"{words}."


def _foot(page: Page) -> Iterator[str]:
    yield "-" * WIDTH
    yield f"Sent to {ADDRESS},\n{_filled(f'which is subscribed to what {page.alliance} sends.')}"
    yield f"Change what we send you, or leave:\n<{CHOICES}>"
    yield (
        "Did somebody forward this to you? The choices above are theirs.\n"
        f"Get your own:\n<{page.subscribe_url}>"
    )
    if page.reply_to:
        yield _filled(f"A reply to this mail goes to {page.reply_to}.")
    if page.postal:
        yield "\n".join(_filled(line) for line in page.postal)


def _underlined(title: str, line: str, above: str = "") -> str:
    filled = _filled(title)
    longest = max(map(len, filled.split("\n")), default=0)
    head = f"{_filled(above)}\n" if above else ""
    return f"{head}{filled}\n{line * min(longest, WIDTH)}"


def _filled(text: str, width: int = WIDTH, *, keep_lines: bool = False) -> str:
    lines = text.split(BREAK) if keep_lines else [text.replace(BREAK, " ")]
    return "\n".join(
        textwrap.fill(
            line.replace("\xa0", " "),
            max(width, _LEAST),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        ((first if place == 0 else others) + line).rstrip() for place, line in enumerate(lines)
    )


def _aligned(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Its columns one under another; nothing where they are too wide for that."""
    count = max(map(len, rows))
    widths = [max(len(row[n]) for row in rows if n < len(row)) for n in range(count)]
    if sum(widths) + 2 * (count - 1) > width:
        return []
    return ["  ".join(cell.ljust(widths[n]) for n, cell in enumerate(row)).rstrip() for row in rows]


def _told_by_row(
    cells: Sequence[Sequence[Cell]], rows: Sequence[Sequence[str]], width: int
) -> list[str]:
    """Each row as lines “Heading: value”, the headings those of a first row of such."""
    heads = rows[0] if all(cell.is_head for cell in cells[0]) and len(rows) > 1 else ()
    written = []
    for row in rows[1:] if heads else rows:
        lines = [
            f"{heads[n]}: {cell}" if n < len(heads) and heads[n] else cell
            for n, cell in enumerate(row)
            if cell
        ]
        body = "\n".join(_filled(line, width - 2) for line in lines)
        written.append(_prefixed(body, "* ", "  "))
    return written
