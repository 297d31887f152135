"""Lists that are promised and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..finding import Finding, Mend, Rule
from ..issue import Issue, Passage

_OPEN = re.compile(r"[:;]\s*$")
_TAIL = re.compile(r"(?:^|(?<=\s))[^.!?;]{0,60}$")
_BELOW = re.compile(
    r"\b(?:(?:is|are|as)\s+)?(?:listed|set\s+out|shown)\s+below\b"
    r"|\bthe\s+(?:list|table|dates|questions|themes|links|following)\s+(?:is\s+|are\s+)?below\b",
    re.IGNORECASE,
)
_A_LABEL = 3
"""Words of a line with a colon that is rather a label than a promise."""


def missing(issue: Issue) -> Iterator[Finding]:
    """A line that ends “including the:” or says “are listed below”, and nothing follows."""
    for place in range(len(issue.items)):
        yield from _in_item(issue.of_item(place))
    introduction = [each for each in issue.passages if each.path == "introduction"]
    yield from _in_item(introduction)
    for passage in issue.passages:
        if passage.path.startswith("set_aside.") and _promises(passage):
            yield _finding(passage)
    for place, entry in enumerate(issue.publications):
        if _OPEN.search(entry.title) and len(entry.title.split()) > _A_LABEL:
            path = f"publications.{place}.title"
            words = issue.text_of(path)
            yield Finding(Rule.LIST_MISSING, path, 0, len(words), words, _says(words), _MEND, words)


def _in_item(passages: Sequence[Passage]) -> Iterator[Finding]:
    last = passages[-1] if passages else None
    if last is None or last.tag == "title":
        return
    if _promises(last):
        yield _finding(last)
    elif (below := _BELOW.search(last.plain)) and last.tag == "p":
        yield last.finding(Rule.LIST_MISSING, below.start(), below.end(), _says(last.text), _MEND)


def _promises(passage: Passage) -> bool:
    return bool(_OPEN.search(passage.plain)) and len(passage.text.split()) > _A_LABEL


_MEND = Mend("Put the list back, or end the sentence without it.")


def _says(words: str) -> str:
    return f"“{_tail(words)}” announces a list, and none follows."


def _tail(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 60 else "…" + words[-60:].split(" ", 1)[-1]


def _finding(passage: Passage) -> Finding:
    tail = _TAIL.search(passage.text)
    start = tail.start() if tail else 0
    start += len(passage.text[start:]) - len(passage.text[start:].lstrip())
    return passage.finding(
        Rule.LIST_MISSING, start, len(passage.text.rstrip()), _says(passage.text), _MEND
    )
