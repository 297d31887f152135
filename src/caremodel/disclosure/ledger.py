"""What was printed before, and of what counts: kept by the authority, never published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from .facts import Fact
from .rounding import Room


class Printed(NamedTuple):
    """A number as it was last printed anew."""

    true: int
    """What it truly was then."""
    shown: int | None
    """What was printed; None: hidden."""
    room: Room
    """What all printings of it until then leave open."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every number that has been printed, by what it is of."""

    printed: Mapping[Fact, Printed] = field(default_factory=dict)

    def to_json(self) -> str:
        """As text, to be kept where the returns are kept."""
        return json.dumps(
            [
                [*one, printed.true, printed.shown, *map(_finite, printed.room)]
                for one, printed in self.printed.items()
            ]
        )

    @classmethod
    def from_json(cls, text: str) -> Ledger:
        """What `to_json` wrote."""
        return cls(
            {
                Fact(population, period, tuple((heading, label) for heading, label in so)): Printed(
                    count, shown, Room(*(inf if each is None else each for each in (more, less)))
                )
                for population, period, so, count, shown, more, less in json.loads(text)
            }
        )


def last_printed(ledgers: Iterable[Ledger]) -> dict[Fact, Printed]:
    """The last printing of each number, of ledgers in order of time."""
    return {one: printed for ledger in ledgers for one, printed in ledger.printed.items()}


def _finite(each: float) -> float | None:
    return None if each == inf else each
