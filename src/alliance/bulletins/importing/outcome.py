"""What saving a reading did."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ..difference import Change


class State(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One bulletin after its import; counts are of what is new in the database."""

    state: State
    number: int
    date: dt.date
    bulletin: int
    """Primary key."""
    items: tuple[int, ...] = ()
    """The matters told in it, in its order: primary keys of `Item`."""
    told_before: int = 0
    new_publications: int = 0
    new_people: int = 0
    changes: tuple[Change, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"date": self.date.isoformat()}
