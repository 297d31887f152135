"""What the forecast hands out: rows, differences, errors. No numpy here."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Literal

ALL = "all"
"""Margin over age bands or categories."""


@dataclass(frozen=True, slots=True)
class Row:
    """Children expected in a cell (or a margin, `all`) at a month's end.

    The count lies from `lo` to `hi`, both included, with a chance as near to 50, 90 and 95 in 100 as whole
    numbers allow. The means of cells add up to those of margins.
    """

    date: dt.date
    age_band: str
    category: str
    mean: float
    lo50: int
    hi50: int
    lo90: int
    hi90: int
    lo95: int
    hi95: int
    same_as_today: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a scenario adds to (or takes from) a cell, beside the forecast without it."""

    date: dt.date
    age_band: str
    category: str
    mean: float
    lo50: float
    hi50: float
    lo90: float
    hi90: float
    lo95: float
    hi95: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Month ends after `start`, five ages and all × four categories and all, in this order.

    `known_until`: the last day that the histories knew of; `notes` say what they lacked, `assumes` what
    a scenario takes for granted.
    """

    start: dt.date
    known_until: dt.date
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The document of the contract: `from` and `rows`, dates as text; more keys where there is more."""
        found: dict[str, Any] = {
            "from": self.start.isoformat(),
            "rows": [asdict(row) | {"date": row.date.isoformat()} for row in self.rows],
            "notes": list(self.notes),
        }
        if self.assumes:
            found["assumes"] = list(self.assumes)
            found["differences"] = [
                asdict(one) | {"date": one.date.isoformat()} for one in self.differences
            ]
        return found


Level = Literal["total", "category", "age", "cell"]
LEVELS: tuple[Level, ...] = ("total", "category", "age", "cell")


@dataclass(frozen=True, slots=True)
class Errors:
    """How far forecasts of one origin (None: the mean of all) and horizon were off, at one level of detail.

    wape: sum of absolute errors over the level's groups as a share of the children in care then;
    `same_as_today` the same for today's numbers kept. covered: share of groups within each range.
    width95: sum over groups of (hi95 - lo95) as a share of the children.
    """

    origin: dt.date | None
    months: int
    level: Level
    groups: int
    wape: float
    same_as_today: float
    covered50: float
    covered90: float
    covered95: float
    width95: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Errors by origin, their means over origins, and a verdict in plain English."""

    errors: tuple[Errors, ...]
    means: tuple[Errors, ...]
    verdict: str
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Errors and means as rows, dates as text."""

        def row(one: Errors) -> dict[str, Any]:
            return asdict(one) | {"origin": one.origin and one.origin.isoformat()}

        return {
            "verdict": self.verdict,
            "errors": [row(one) for one in self.errors],
            "means": [row(one) for one in self.means],
            "notes": list(self.notes),
        }
