"""What was printed before, so that it is printed the same again. Holds no counts: only what anybody could read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .facts import Fact


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every number that has been printed, by what it is of; None: it was hidden."""

    shown: Mapping[Fact, int | None] = field(default_factory=dict)

    def to_json(self) -> str:
        """As text, to be kept."""
        return json.dumps([[*one, shown] for one, shown in self.shown.items()])

    @classmethod
    def from_json(cls, text: str) -> Ledger:
        """What `to_json` wrote."""
        return cls(
            {
                Fact(population, period, tuple((heading, label) for heading, label in so)): shown
                for population, period, so, shown in json.loads(text)
            }
        )


def printed_before(ledgers: Iterable[Ledger]) -> dict[Fact, int | None]:
    """All that has been printed, of ledgers in order of time."""
    return {one: shown for ledger in ledgers for one, shown in ledger.shown.items()}
