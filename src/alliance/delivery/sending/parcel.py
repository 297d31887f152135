"""A copy as a carrier gets it, and what a carrier is.

A carrier hands over one copy at a time and says what is certain, in the words of `mail/carry.py`:
`NotTaken` (nobody got it; `for_good` or try again), `NoServer` (no other would fare better: wait),
`NobodyKnows` (perhaps somebody got it).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from alliance.mail.carry import NobodyKnows, NoServer, NotTaken

from ..composing.values import Values
from ..models import Variant

__all__ = ["Carrier", "LooksAhead", "NoServer", "NobodyKnows", "NotTaken", "Parcel"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One copy, ready to be handed over."""

    copy_id: int
    mailing_id: int
    recipient: str
    message_id: str
    """With its angle brackets; the same at every try."""
    return_path: str
    """The envelope's sender: where bounces go."""
    variant: Variant
    values: Values


class Carrier(Protocol):
    """One connection to whoever carries mail: a worker has one, and one message in hand."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def give(self, parcel: Parcel) -> str:
        """Hand it over; what the other side calls it, or nothing.

        Raises:
            NotTaken, NoServer, NobodyKnows: as above.
        """
        ...


@runtime_checkable
class LooksAhead(Protocol):
    """A carrier that saves a wait where it knows who is next."""

    def expect(self, sender: str, recipient: str) -> None:
        """Said before a copy is given, of the one after it, which may still not be given."""
        ...
