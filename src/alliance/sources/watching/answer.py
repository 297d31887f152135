"""What came of asking a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..models.fetch import Outcome
from ..reading.entry import Reading
from .takers import Taker


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An outcome, the sentence for people, and what is to be kept for the next time."""

    outcome: Outcome
    words: str = ""
    status: int | None = None
    size: int = 0
    reading: Reading | None = None
    asked: dt.timedelta | None = None
    """How long the site wants to be left alone."""
    etag: str = ""
    last_modified: str = ""
    mark: Mapping[str, int] | None = None
    """Of a mailbox: up to where it was read."""
    taken: Sequence[tuple[Taker, bytes]] = ()
    """Mails that are no news, each with who takes it."""
    is_more: bool = False
