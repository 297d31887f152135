"""Who writes letters: the part that owns what a mailing is of registers at start-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .letter import Letter, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSource:
    """What delivery asks of the part that owns a kind of mailing: bulletins."""

    kind: str
    """A `MailingKind`."""
    letter: Callable[[int], Letter | None]
    """By primary key, as it stands now; None where it may not be sent (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPart:
    """What a part of the site puts into digests; asked in the order of `place`."""

    name: str
    place: int
    part: Callable[[dt.datetime, dt.datetime], Part | None]
    """What became public after the first moment and up to the second, as everybody may read it.

    What is asked of some only is said in pieces that have no words but their `asked`: each goes to
    those whom it reaches (`choose.py`).
    """


_letters: dict[str, LetterSource] = {}
_parts: dict[str, DigestPart] = {}


def register_letter(source: LetterSource) -> None:
    _letters[source.kind] = source


def letter_source(kind: str) -> LetterSource | None:
    return _letters.get(kind)


def register_part(part: DigestPart) -> None:
    """Have something told in digests."""
    _parts[part.name] = part


def digest_parts() -> Sequence[DigestPart]:
    return sorted(_parts.values(), key=lambda each: (each.place, each.name))
