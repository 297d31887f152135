"""A source text as blocks: paragraphs, list entries and lone lines, each with its place.

`Block.text` has the length of the source between `start` and `end`, so that an offset in a block
is an offset in the source; `Block.plain` is the same with quotes and dashes made plain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise, zip_longest

from alliance.bulletins.parsing.labels import label_line

# One character for one character: offsets stay true.
_SPACES = dict.fromkeys(
    "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "
)
_SPACES |= {chr(code): " " for code in range(0x2000, 0x200B)}
_PLAIN = (
    dict.fromkeys("‘’‛ʼ´`′", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•·●▪■◦○‣∙*§]|[-o](?=\s))\s*(?=\S)")
_NUMBER = re.compile(
    r"(?:\d{1,2}[.)](?:\s+|(?=[A-Z]))|[a-z][.)]\s+|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s*)(?=\S)"
)
_OPEN_END = re.compile(
    r"(?:,|-|&|\b(?:and|or|of|the|for|to|a|an|in|on|with|by|from|at|as))$", re.IGNORECASE
)
_TERMINAL = ".!?:;"


class Kind(Enum):
    """What a block is by its marker."""

    TEXT = "text"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the source said of `source_text[start:end]`: a link with its target, or emphasis."""

    start: int
    end: int
    kind: str  # "link", "strong" or "em"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a structured source knew of a line: heading level 1-6 (0: none), page furniture."""

    level: int = 0
    furniture: bool = False


_NO_HINT = Hint()


@dataclass(frozen=True, slots=True)
class Source:
    """A text with what its format told beyond it; `hints` by the offset where a line starts."""

    text: str
    marks: tuple[Mark, ...] = ()
    hints: dict[int, Hint] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """A paragraph, list entry or lone line: `source_text[start:end]`, and the blank lines round it."""

    start: int
    end: int
    text: str
    plain: str
    gap_before: int
    gap_after: int = 0
    kind: Kind = Kind.TEXT
    content: int = 0  # where the words start in `text`, after a list marker
    level: int = 0
    furniture: bool = False
    lines: int = 1
    words: int = 0  # about: double spaces count twice

    @property
    def value(self) -> str:
        """The words, without list marker, spaces squeezed."""
        return squash(self.text[self.content :])


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    plain: str
    gap: int
    hint: Hint | None
    marker: tuple[Kind, int] | None


def squash(text: str) -> str:
    """`text` with every run of white space as one space."""
    if "  " not in text and text.isprintable():  # as most are; no other white space is printable
        return text.strip()
    return " ".join(text.split())


def plain(text: str) -> str:
    """`text`, character for character, with curly quotes and long dashes made plain."""
    return _swap(text, _PLAIN, set(text))


def _swap(text: str, swaps: dict[str, str], used: set[str]) -> str:
    # Several replacements of what is there are far faster than one `str.translate`.
    for character in swaps.keys() & used:
        text = text.replace(character, swaps[character])
    return text


def read_blocks(source: Source) -> list[Block]:
    """The blocks of a source in order; every non-space character stands in exactly one."""
    used = set(source.text)
    flat = _swap(source.text, _SPACES, used)
    even = _swap(flat, _PLAIN, used)
    groups = _group(_read_lines(source, flat, even))
    blocks = [_block(group, flat, even) for group in groups]
    for block, following in pairwise(blocks):
        block.gap_after = following.gap_before
    return blocks


def _read_lines(source: Source, flat: str, even: str) -> list[_Line]:
    lines: list[_Line] = []
    breaks = 0
    position = 0
    hints = source.hints
    two_signs = "\r\n" in source.text
    for match in _LINE.finditer(source.text):
        first, end = match.span()
        breaks += first - position
        if two_signs:
            breaks -= source.text.count("\r\n", position, first)
        position = end
        text = flat[first:end]
        stripped = text.strip()
        if not stripped:
            continue
        start = first + len(text) - len(text.lstrip())
        end = start + len(stripped)
        hint = hints.get(start) if hints else None
        gap = max(0, breaks - 1) if lines else breaks
        words = even[start:end]
        lines.append(_Line(start, end, stripped, words, gap, hint, _marker(words)))
        breaks = 0
    return lines


def _group(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines that are one paragraph, list entry or wrapped heading."""
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for stack in _stacks(lines):
        if _is_wrapped_heading(stack):
            groups.append(stack)
            continue
        for line in stack:
            if line is not stack[0] and _continues(groups[-1][-1], line, width):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _stacks(lines: Iterable[_Line]) -> Iterable[list[_Line]]:
    """Lines with no blank line between them."""
    stack: list[_Line] = []
    for line in lines:
        if stack and line.gap:
            yield stack
            stack = []
        stack.append(line)
    if stack:
        yield stack


def _is_wrapped_heading(stack: Sequence[_Line]) -> bool:
    return 2 <= len(stack) <= 4 and all(
        len(line.text) <= 60
        and line.hint is None
        and (line.text[-1] not in _TERMINAL or _runs_on(line, following))
        and (line is stack[0] or ": " not in line.text)
        and line.marker is None
        and not label_line(line.plain)
        for line, following in zip_longest(stack, stack[1:])
    )


def _runs_on(line: _Line, following: _Line | None) -> bool:
    """`Keeping in touch:` over `what families make of virtual contact`."""
    return line.text[-1] == ":" and following is not None and following.text[0].islower()


def _continues(line: _Line, following: _Line, width: int | None) -> bool:
    """Whether `following` carries on the sentence of `line`."""
    if following.hint or line.hint or following.marker or line.text[-1] == ":":
        return False
    if label_line(line.plain) or label_line(following.plain):
        return False
    if following.text[0].islower() or _OPEN_END.search(line.plain[-8:]):
        return True
    first_word = following.text.split(" ", 1)[0]
    return width is not None and len(line.text) + 1 + len(first_word) > width


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """The column at which a hard-wrapped text was wrapped, or None."""
    longest = max((len(line.text) for line in lines), default=0)
    if not 45 <= longest <= 100:
        return None
    full = sum(len(line.text) >= 0.8 * longest for line in lines)
    return longest if full >= max(4, len(lines) // 5) else None


def _marker(words: str) -> tuple[Kind, int] | None:
    """The list marker that a line opens with, and where the words after it start."""
    if words[:2].isalpha():  # no marker does; most lines do
        return None
    if match := _BULLET.match(words):
        return Kind.BULLET, match.end()
    if match := _NUMBER.match(words):
        return Kind.NUMBER, match.end()
    return None


def _block(group: Sequence[_Line], flat: str, even: str) -> Block:
    first, last = group[0], group[-1]
    start, end = first.start, last.end
    text = first.text if first is last else flat[start:end]
    plain_text = first.plain if first is last else even[start:end]
    kind, content = first.marker or (Kind.TEXT, 0)
    hint = first.hint or _NO_HINT
    return Block(
        start, end, text, plain_text, first.gap,
        kind=kind, content=content, level=hint.level, furniture=hint.furniture,
        lines=len(group), words=text.count(" ") + 1,
    )  # fmt: skip


def usual_gap(blocks: Iterable[Block]) -> int:
    """The blank lines that usually part two paragraphs: the smallest gap that is not rare."""
    gaps = Counter(
        min(block.gap_before, 6) for block in blocks if block.kind is Kind.TEXT and block.start
    )
    total = sum(gaps.values())
    return next((gap for gap in sorted(gaps) if gaps[gap] * 5 >= total), 1)
