"""A plain bar on standard error, for people who wait at a terminal; nothing where nobody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

LENGTH = 24
APART = 0.1
"""Seconds between two drawings."""


class Bar:
    """A line that says what is done and how far it is, and is wiped when it is over.

    Call it with words and a share from 0 to 1 (or with `done, total` as reading does); how often is no matter.
    """

    def __init__(self, words: str, stream: TextIO | None = None) -> None:
        self.words = words
        self.stream = stream or sys.stderr
        self.seen = self.stream.isatty()
        self._drawn = -APART
        self._longest = 0

    def __enter__(self) -> Bar:
        self.tell(0.0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.seen:
            self.stream.write("\r" + " " * self._longest + "\r")
            self.stream.flush()

    def tell(self, share: float, words: str = "") -> None:
        """Say how far it is."""
        if not self.seen:
            return
        now = time.monotonic()
        if 0 < share < 1 and now - self._drawn < APART:
            return
        self._drawn = now
        full = round(LENGTH * min(max(share, 0.0), 1.0))
        line = f"{words or self.words} [{'#' * full}{'.' * (LENGTH - full)}] {share:4.0%}"
        self._longest = max(self._longest, len(line))
        self.stream.write("\r" + line.ljust(self._longest))
        self.stream.flush()

    def step(self, done: int, total: int, _name: str = "") -> None:
        """Say how many of how many are done; a file's name is left out, for it may be long."""
        self.tell(done / total if total else 1.0)
