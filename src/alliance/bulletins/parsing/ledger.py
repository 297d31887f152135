"""Where each value was found and what an editor should look at, gathered while reading."""

from __future__ import annotations

from alliance.bulletins.parsing.reading import Doubt, Span


class Ledger:
    """Spans and doubts of one reading, in the order found."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.doubts: list[Doubt] = []

    def place(self, path: str, start: int, end: int) -> None:
        """Record that the value at `path` stands in `source_text[start:end]`."""
        if end > start:
            self.spans.append(Span(path, start, end))

    def doubt(self, path: str, message: str, start: int, end: int) -> None:
        """Record a reading that an editor should look at: what is odd and how to mend it."""
        self.doubts.append(Doubt(path, message, start, end))

    def uncovered(self, text: str) -> list[tuple[int, int]]:
        """The stretches of `text`, trimmed of white space, that no span covers."""
        gaps: list[tuple[int, int]] = []
        reached = 0
        ends = [(span.start, span.end) for span in self.spans]
        for start, end in [*sorted(ends), (len(text), len(text))]:
            if start > reached:
                piece = text[reached:start]
                if stripped := piece.strip():
                    first = reached + piece.index(stripped[0])
                    gaps.append((first, first + len(stripped)))
            if end > reached:
                reached = end
        return gaps
