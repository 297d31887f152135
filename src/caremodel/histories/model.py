"""Children's histories in care: what the returns of all years say of one child, as one story."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ..placements import RESPITE, category

GOES_ON: Final = "X1"
"""REC of an episode that another follows the same day: the child stays in care."""

NOT_SAID: Final = "E?"
"""REC that stitching puts where a child has left and no return says why."""


class Episode(NamedTuple):
    """One row of the return as it stands after all years: between two changes of status or placement.

    Days are half open: the child is in it from `began` up to, not including, `ended`; None: still in it.
    """

    began: dt.date
    ended: dt.date | None
    rne: str | None
    ls: str | None
    cin: str | None
    place: str | None
    provider: str | None
    rec: str | None
    reason: str | None
    home_post: str | None
    pl_post: str | None
    urn: str | None
    year: int
    """The collection year of the return that had the last word."""


class Placement(NamedTuple):
    """Episodes with one carer in one place: a change of legal status or a new name (H5 → K3) is no move."""

    began: dt.date
    ended: dt.date | None
    place: str | None
    """Code at its end, or now."""
    provider: str | None
    urn: str | None
    home_post: str | None
    pl_post: str | None
    reason: str | None
    """REASON_PLACE_CHANGE at its end."""
    episodes: tuple[Episode, ...]

    @property
    def category(self) -> str:
        """fostering, residential, supported or other."""
        return category(self.place)


class Period(NamedTuple):
    """A period of care: from coming in (RNE S) to leaving (REC other than X1).

    It is all short breaks or has none: where one turns into the other, a period ends (its REC is X1).
    """

    began: dt.date
    ended: dt.date | None
    rec: str | None
    """Why it ended; None: it has not."""
    placements: tuple[Placement, ...]

    @property
    def respite(self) -> bool:
        """Short breaks (V3, V4): not counted among children looked after. The first episode tells for all."""
        return self.placements[0].episodes[0].ls in RESPITE


@dataclass(frozen=True, slots=True)
class Child:
    """A child of one authority. `id` is the authority's own and stays on the machine that read it."""

    id: str
    authority: str | None
    born: dt.date | None
    sex: str | None
    ethnic: str | None
    seeking_asylum_until: dt.date | None
    """DUC where a return has the child in UASC: unaccompanied, seeking asylum, until then."""
    seeking_asylum: bool
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What stitching did: a row dropped, an end put in, a later word that won."""

    child: str
    kind: str
    """One of `histories.KINDS`."""
    message: str
    year: int
    """Collection year of the return that the changed row stood in."""
    authority: str | None = None


class Link(NamedTuple):
    """Children of one pupil number and one birthday, under two authorities or two ids: likely one child.

    Each stays a child of its own, as each authority counts it; whoever counts persons uses this.
    """

    children: tuple[tuple[str | None, str], ...]
    """(authority, id) of each."""


@dataclass(frozen=True, slots=True)
class Histories:
    """All children of one or more authorities.

    What is known reaches from `since` to `until`, both included: 31 March after the last return, or the
    day that `as_known_on` cut them at.
    """

    children: tuple[Child, ...]
    since: dt.date
    until: dt.date
    changes: tuple[Change, ...] = field(default=())
    links: tuple[Link, ...] = field(default=())
