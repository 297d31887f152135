"""A synthetic authority: records and the truth behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..placements import RESPITE
from .settings import Settings, Spot


class Stretch(NamedTuple):
    """A stretch of one period of care between two changes: what becomes an episode. Days are ordinals (`date.toordinal`),
    half open; ended None: still so after the last return.
    """

    began: int
    rne: str
    legal: str
    kind: str
    """Of `rates.KINDS`."""
    place: str
    provider: int
    """Index into `Authority.providers`; -1: none."""
    ended: int | None
    rec: str | None
    reason: str | None
    planned: bool | None
    """Truth of the move at its end; None where it ends without one."""


class Provider(NamedTuple):
    """Who provides placements. A service of foster carers or a home; quality is a factor on unplanned moves (truth)."""

    urn: str
    code: str
    """PR1 to PR5."""
    kind: str
    quality: float
    group: str
    """The owner; some own both homes and foster services."""
    spot: Spot | None
    """Of a home; foster carers live where they live."""


class Stay(NamedTuple):
    """Where a stretch was spent: postcode and, as the truth, miles from home and whether inside the authority."""

    postcode: str
    miles: float | None
    inside: bool


NOWHERE = Spot("", 0, 0, True)
"""Before a child has a home."""


@dataclass(slots=True)
class Person:
    """A child, with what no return says: complexity (0 low, 1 middling, 2 high), family, where home is."""

    born: int
    asylum: bool
    """Unaccompanied, seeking asylum."""
    complexity: int
    periods: list[list[Stretch]]
    family: int = 0
    home: Spot = NOWHERE
    id: str = ""
    sex: str = ""
    ethnic: str = ""
    upn: str = ""
    need: str = ""
    """CIN: the same in all periods."""
    stays: list[list[Stay]] = field(default_factory=list)
    """As `periods`: where each stretch was spent."""
    mother_from: int | None = None
    """The day her first child was born, if she became a mother in care."""

    @property
    def respite(self) -> bool:
        """Whether the child has short breaks (V3, V4), and is not among children looked after."""
        return self.periods[0][0].legal in RESPITE


class Planted(NamedTuple):
    """An error put into the files on purpose: the rule it breaks (the DfE's number where it is one of theirs)."""

    rule: str
    year: int
    table: str
    child: str
    field: str
    value: str
    told: str
    """What was done."""


Rows = list[tuple[str, ...]]
"""Rows of a table as text, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class Authority:
    """One synthetic authority: children with their histories, and the returns by year and table."""

    code: str
    years: tuple[int, ...]
    seed: int
    settings: Settings
    people: Sequence[Person]
    providers: Sequence[Provider]
    returns: Mapping[int, Mapping[str, Rows]]
    families_per_month: Mapping[str, float]
    """Truth: families a month that come in the years of the returns, by the age band of the first child drawn, and `asylum`
    (unaccompanied children); how many children each has is in `rates.SIBLINGS`."""
    faults: tuple[Planted, ...] = ()
