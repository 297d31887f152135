"""What was printed before, so that it is printed the same again. Holds no counts, but is kept with the secret: not to publish."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from .facts import Fact

NOTICE: Final = "CONFIDENTIAL. Not to be published. Keep with the returns, for the next release."


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every number that has been printed, by what it is of; None: it was hidden."""

    shown: Mapping[Fact, int | None] = field(default_factory=dict)
    authority: str = ""
    """Whose children they are, if that was said."""

    def to_json(self) -> str:
        """As text, to be kept; the first line says that it is not to be published."""
        numbers = [[*one, shown] for one, shown in self.shown.items()]
        whole = {"notice": NOTICE, "authority": self.authority, "numbers": numbers}
        return json.dumps(whole).replace(', "authority"', ',\n"authority"', 1)

    @classmethod
    def from_json(cls, text: str) -> Ledger:
        """What `to_json` wrote; ValueError, KeyError or TypeError for anything else."""
        found = json.loads(text)
        if isinstance(found, list):  # as it was written before it had a notice
            found = {"authority": "", "numbers": found}
        return cls(
            {
                Fact(population, period, tuple((heading, label) for heading, label in so)): shown
                for population, period, so, shown in found["numbers"]
            },
            found["authority"],
        )


def printed_before(ledgers: Iterable[Ledger]) -> dict[Fact, int | None]:
    """All that has been printed, of ledgers in order of time."""
    return {one: shown for ledger in ledgers for one, shown in ledger.shown.items()}
