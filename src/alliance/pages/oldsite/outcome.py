"""What came of bringing in one thing of the old site. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .addresses import readable
from .plan import Planned


class Done(StrEnum):
    CREATED = "brought in"
    UPDATED = "brought up to date"
    UNCHANGED = "unchanged"
    KEPT = "left as the editors have it"
    LED_ON = "leads on"
    MISSING = "missing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    planned: Planned
    done: Done
    leads_to: str = ""
    doubts: list[str] = field(default_factory=list)
    """What an editor should look at, or why it is missing."""

    @property
    def address(self) -> str:
        item = self.planned.item
        return readable(item.address)

    def to_json(self) -> dict[str, Any]:
        return {
            "address": self.address,
            "old_id": self.planned.item.id,
            "title": self.planned.item.title,
            "becomes": self.planned.fate.value,
            "done": self.done.value,
            "leads_to": self.leads_to,
            "doubts": self.doubts,
        }
