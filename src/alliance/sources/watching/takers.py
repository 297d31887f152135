"""Mails that are no news: the parts above say which they take, before they would become candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes mails of a kind.

    `wants` looks at a mail, whatever it is, and writes nothing. `take` keeps it, in the transaction
    in which it is noted how far the mailbox was read; the same mail again must change nothing.
    """

    wants: Callable[[bytes], bool]
    take: Callable[[bytes], None]


_takers: list[Taker] = []


def takes_mails(taker: Taker) -> None:
    """Register who takes mails of a kind, once, at start-up."""
    if taker not in _takers:
        _takers.append(taker)


def taker_of(mail: bytes) -> Taker | None:
    """The first who wants a mail."""
    return next((taker for taker in _takers if taker.wants(mail)), None)
