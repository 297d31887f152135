"""What if: changes to the forecast, each with a sentence of what it takes for granted. No numpy here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..ages import AGE_BANDS
from ..placements import CATEGORIES

LEAVE = "left"
"""Where a child goes who leaves care, beside the categories."""


class ScenarioFault(ValueError):
    """A scenario that cannot be run: every fault in one message."""


@dataclass(frozen=True, slots=True)
class RateChange:
    """Multiply the monthly chance of going from one category to another, or of leaving care."""

    factor: float
    from_category: str | None = None
    """None: from every category."""
    to: str | None = None
    """A category or `left`; None: every move and leaving."""
    ages: Sequence[str] = AGE_BANDS
    since: dt.date = dt.date.min

    def assumes(self) -> str:
        source = self.from_category or "any category"
        goal = {None: "moving or leaving", LEAVE: "leaving care"}.get(
            self.to, f"going to {self.to}"
        )
        return (
            f"From {_day(self.since)}, the monthly chance of {goal} from {source}, {_ages(self.ages)}, is "
            f"{self.factor:g} times what it was; everything else goes on as before."
        )

    def faults(self) -> list[str]:
        return [
            *_not_negative("factor", self.factor),
            *_among("from_category", (self.from_category or CATEGORIES[0],), CATEGORIES),
            *_among("to", (self.to or LEAVE,), (*CATEGORIES, LEAVE)),
            *_among("ages", self.ages, AGE_BANDS),
        ]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """Multiply the number of children who come into care."""

    factor: float
    ages: Sequence[str] = AGE_BANDS
    categories: Sequence[str] = CATEGORIES
    """Where they go first."""
    since: dt.date = dt.date.min

    def assumes(self) -> str:
        return (
            f"From {_day(self.since)}, {self.factor:g} times as many children, {_ages(self.ages)}, come into care, "
            f"to {', '.join(self.categories)}; how long they stay does not change."
        )

    def faults(self) -> list[str]:
        return [
            *_not_negative("factor", self.factor),
            *_among("ages", self.ages, AGE_BANDS),
            *_among("categories", self.categories, CATEGORIES),
        ]


@dataclass(frozen=True, slots=True)
class EarlyHelp:
    """Early help that averts a share of entries."""

    share: float
    """Of those who would come in, how many do not: 0 to 1."""
    ages: Sequence[str] = AGE_BANDS
    since: dt.date = dt.date.min

    def assumes(self) -> str:
        return (
            f"From {_day(self.since)}, early help averts {self.share:.0%} of entries, {_ages(self.ages)}, for good: none "
            "of these children comes in later, and those who come in stay as long as before."
        )

    def faults(self) -> list[str]:
        return [*_share("share", self.share), *_among("ages", self.ages, AGE_BANDS)]


@dataclass(frozen=True, slots=True)
class Places:
    """Open n places of a category; children in other categories move into them."""

    category: str
    places: int
    drawing_from: Sequence[str]
    ages: Sequence[str] = AGE_BANDS
    since: dt.date = dt.date.min
    months_to_fill: int = 6

    def assumes(self) -> str:
        return (
            f"From {_day(self.since)}, {self.places} places in {self.category} open evenly over {self.months_to_fill} "
            f"months and are kept full by children in {', '.join(self.drawing_from)}, {_ages(self.ages)}, each as "
            f"likely as another; once there they move and leave like others in {self.category}. Nobody comes "
            "into care because there is room."
        )

    def faults(self) -> list[str]:
        return [
            *_not_negative("places", self.places),
            *([] if self.months_to_fill >= 1 else ["months_to_fill must be 1 or more."]),
            *_among("category", (self.category,), CATEGORIES),
            *_among("drawing_from", self.drawing_from, CATEGORIES),
            *(
                ["drawing_from must name a category other than the one that opens."]
                if set(self.drawing_from) <= {self.category}
                else []
            ),
            *_among("ages", self.ages, AGE_BANDS),
        ]


@dataclass(frozen=True, slots=True)
class StepAcross:
    """A step-across programme: children in residential care move to foster care with support."""

    monthly: float
    """Share of the children that fit who step across in a month: 0 to 1."""
    ages: Sequence[str] = ("5-9", "10-15")
    months_in_care: int = 6
    """At least so long in care: 0, 1, 3, 6, 12, 24 or 48."""
    stable_a_year: float = 0.64
    """Share who are not back within a year, others things equal: 64 % of 33 in Birmingham (care.md §6;
    Rees Centre 2018)."""
    since: dt.date = dt.date.min

    def assumes(self) -> str:
        return (
            f"From {_day(self.since)}, each month {self.monthly:.1%} of children in residential care, {_ages(self.ages)}, at "
            f"least {self.months_in_care} months in care, step across to fostering; {self.stable_a_year:.0%} would still be "
            "there after a year, the others go back to residential care; foster homes for them are found."
        )

    def faults(self) -> list[str]:
        return [
            *_share("monthly", self.monthly),
            *(
                []
                if 0 < self.stable_a_year <= 1
                else ["stable_a_year must be above 0 and at most 1."]
            ),
            *(
                []
                if self.months_in_care in (0, 1, 3, 6, 12, 24, 48)
                else ["months_in_care must be 0, 1, 3, 6, 12, 24 or 48."]
            ),
            *_among("ages", self.ages, AGE_BANDS),
        ]


Change = RateChange | EntryChange | EarlyHelp | Places | StepAcross


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes that hold together."""

    changes: Sequence[Change]
    name: str = ""

    def __post_init__(self) -> None:
        faults = [
            f"{type(change).__name__}: {fault}"
            for change in self.changes
            for fault in change.faults()
        ]
        if faults:
            raise ScenarioFault(" ".join(faults))

    @property
    def assumes(self) -> tuple[str, ...]:
        """A sentence for each change."""
        return tuple(change.assumes() for change in self.changes)


def _day(day: dt.date) -> str:
    return "the first day" if day == dt.date.min else f"{day.day} {day:%B %Y}"


def _ages(ages: Sequence[str]) -> str:
    return "of all ages" if tuple(ages) == AGE_BANDS else f"aged {', '.join(ages)}"


def _among(name: str, values: Sequence[str], known: Sequence[str]) -> list[str]:
    strange = [value for value in values if value not in known]
    if strange:
        return [f"{name} has {', '.join(strange)}; known are {', '.join(known)}."]
    return [] if values else [f"{name} is empty; name at least one of {', '.join(known)}."]


def _not_negative(name: str, value: float) -> list[str]:
    return [] if value >= 0 else [f"{name} must not be negative."]


def _share(name: str, value: float) -> list[str]:
    return [] if 0 <= value <= 1 else [f"{name} must be between 0 and 1."]
