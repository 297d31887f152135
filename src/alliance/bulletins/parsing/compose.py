"""Composes a `Source` out of the parts of a structured document, in the rhythm of the archive:
two blank lines round a heading, one between paragraphs, none between the entries of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance.bulletins.parsing.frame import is_title_line
from alliance.bulletins.parsing.labels import label_line
from alliance.bulletins.parsing.lines import Hint, Mark, Source, plain, squash
from alliance.text.encoding import mend


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a part with what they carry: a link's target, bold, italic."""

    text: str
    url: str = ""
    strong: bool = False
    em: bool = False


@dataclass(slots=True)
class Part:
    """A paragraph, heading or list entry of a structured document."""

    runs: list[Run] = field(default_factory=list)
    level: int = 0  # heading level 1-6; 0: none
    marker: str = ""  # "•" or "1."
    furniture: bool = False

    @property
    def text(self) -> str:
        """All the words."""
        return squash("".join(run.text for run in self.runs))

    @property
    def all_strong(self) -> bool:
        """Whether every word is bold."""
        return all(run.strong for run in self.runs if run.text.strip())


def compose(parts: Sequence[Part]) -> Source:
    """The source of a document's parts; empty parts are dropped."""
    parts = [part for part in parts if part.text]
    level = _item_level(parts)
    pieces: list[str] = []
    marks: list[Mark] = []
    hints: dict[int, Hint] = {}
    offset = 0
    previous: Part | None = None
    for part in parts:
        heading = level is not None and part.level == level and _can_head(part)
        gap = _gap(previous, part, heading, level)
        pieces.append(gap)
        offset += len(gap)
        words, found = _words(part, offset)
        hints[offset] = Hint(level=part.level if heading else 0, furniture=part.furniture)
        marks.extend(found)
        pieces.append(words)
        offset += len(words)
        previous = part
    return Source("".join(pieces), tuple(marks), hints)


def _gap(previous: Part | None, part: Part, heading: bool, level: int | None) -> str:
    if previous is None:
        return ""
    if heading or (previous.level == level and level is not None and _can_head(previous)):
        return "\n\n\n"
    return "\n" if previous.marker and part.marker else "\n\n"


def _can_head(part: Part) -> bool:
    """Whether a part marked as heading could head an item: labels and title lines do not."""
    words = plain(part.text)
    return not part.furniture and label_line(words) is None and not is_title_line(words)


def _item_level(parts: Sequence[Part]) -> int | None:
    """The level at which items are headed: the shallowest used twice, or that of bold lines."""
    levels = Counter(part.level for part in parts if part.level and _can_head(part))
    if not levels:
        _promote_bold(parts)
        levels = Counter(part.level for part in parts if part.level and _can_head(part))
    often = [level for level, count in levels.items() if count > 1]
    return min(often or levels, default=None)


def _promote_bold(parts: Sequence[Part]) -> None:
    """Where a document has no headings, short lines all in bold are its headings."""
    for part in parts:
        if (
            not part.level
            and not part.marker
            and not part.furniture
            and part.all_strong
            and len(part.text) <= 160
        ):
            part.level = 3


def _words(part: Part, offset: int) -> tuple[str, list[Mark]]:
    """The words of a part with white space squeezed, and the marks of its runs."""
    words = f"{part.marker} " if part.marker else ""
    marks: list[Mark] = []
    for run in part.runs:
        text = mend(re.sub(r"\s+", " ", run.text))
        if words.endswith(" ") or not words:
            text = text.lstrip()
        start = offset + len(words) + len(text) - len(text.lstrip())
        words += text
        end = offset + len(words.rstrip())
        if end <= start:
            continue
        if run.url:
            marks.append(Mark(start, end, "link", run.url))
        elif part.level == 0 and (run.strong or run.em):
            marks.append(Mark(start, end, "strong" if run.strong else "em"))
    return words.rstrip(), marks
