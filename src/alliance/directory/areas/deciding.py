"""Who decides whether somebody may enter an area: their authority's director or deputy.

Where there is no director, or the asker has no authority, the programme does; and so where nobody
is left but the asker, for nobody decides on their own asking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..deeds import Approvers, Deed, approvers, standing
from ..models import AccessGrant, ActedAs
from ..viewer import Viewer


class CannotBeDone(Exception):
    """A change that does not fit how things stand now; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides on one asking."""

    people: Sequence[int]
    """Directors, then deputies; nobody where the programme decides."""

    @property
    def is_programme(self) -> bool:
        return not self.people


def deciders(grant: AccessGrant, known: Mapping[int, Approvers] | None = None) -> Deciders:
    """Who decides on an asking today.

    Args:
        known: what `approvers()` says, where it is asked for many at once.
    """
    if grant.authority_id is None:
        return Deciders([])
    known = approvers() if known is None else known
    found = known.get(grant.authority_id)
    if found is None or found.is_vacant:
        return Deciders([])
    people = dict.fromkeys([*found.directors, *found.deputies])
    return Deciders([person for person in people if person != grant.person_id])


def may_decide(
    viewer: Viewer, grant: AccessGrant, known: Mapping[int, Approvers] | None = None
) -> ActedAs | None:
    """In what right a viewer decides on an asking; None if they do not."""
    if viewer.person_id is not None and viewer.person_id == grant.person_id:
        return None
    who = deciders(grant, known)
    if who.is_programme:
        return ActedAs.PROGRAMME if viewer.is_programme else None
    if viewer.person_id not in who.people:
        return None
    return _as_lead(viewer, grant)


def may_end(viewer: Viewer, grant: AccessGrant) -> ActedAs | None:
    """In what right a viewer ends an access: the authority's lead, the programme, or the person."""
    if viewer.person_id is not None and viewer.person_id == grant.person_id:
        return ActedAs.ASKER
    lead = _as_lead(viewer, grant)
    return lead or (ActedAs.PROGRAMME if viewer.is_programme else None)


def _as_lead(viewer: Viewer, grant: AccessGrant) -> ActedAs | None:
    if grant.authority_id is None:
        return None
    found = standing(viewer, Deed.DECIDE_ACCESS, grant.authority_id)
    if found is None:
        return None
    return ActedAs.DEPUTY if found.capacity else ActedAs.ROLE
