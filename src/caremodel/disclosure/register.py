"""The register of tables that may leave: what is not in it is refused.

A fixed set is the first guard against differencing: nobody chooses filters or groups until two tables differ by one
child. An entry says of which children (or events) a table is, and what its rows and columns stand for, so that the same
number in two tables is known to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """A table that may leave."""

    population: str
    """Whom or what it counts; with the table's period, tables of one population count the same."""
    rows: str
    columns: str
    where: tuple[tuple[str, str], ...] = ()
    """A filter: only those of the population for whom this holds, say (("sex", "female"),)."""
    rows_are_periods: bool = False
    """Every row is a day of its own, and the table's own period says nothing."""


def _by(population: str, *pairs: str, where: tuple[tuple[str, str], ...] = ()) -> dict[str, Entry]:
    split = ((pair, pair.split("_and_")) for pair in pairs)
    return {
        f"{population}_by_{pair}": Entry(population, rows, columns, where)
        for pair, (rows, columns) in split
    }


REGISTER: Final[Mapping[str, Entry]] = MappingProxyType(
    _by(
        "in_care",
        "age_and_category",
        "provision_and_category",
        "need_and_category",
        "legal_and_age",
        "ethnicity_and_age",
        "sex_and_age",
        "asylum_and_age",
        "time_and_category",
        "number_of_placements_and_age",
    )
    | _by(
        "in_care", "distance_and_boundary", "distance_and_category", where=(("asylum", "others"),)
    )
    | _by("came", "need_and_age", "category_and_age", "asylum_and_age")
    | _by("left", "reason_and_age", "category_and_age", "time_and_age")
    | _by("came_back", "away_and_age")
    | _by("moves", "reason_and_age", "step_and_age")
    | _by("placements_ended", "length_and_category")
    | _by("long_in_care", "stay_and_age")
    | {
        "in_care_on_31_march_by_category": Entry(
            "in_care", "day", "category", rows_are_periods=True
        ),
        "moves_from_and_to": Entry("moves", "from", "to"),
    }
)
"""The fixed tables of `caremodel.flows`, by name."""
