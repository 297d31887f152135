"""What somebody may do for an authority, and in whose name.

A right comes from a role that is held today, or from acting today for the director who holds it. A
PA answers and looks after; a deputy decides too; nobody signs for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from .models import ActingFor, Authority, Capacity, Role, RoleKind
from .viewer import Viewer


class Deed(Enum):
    """What is done for an authority."""

    ANSWER = "answer for the authority"
    SEE_ACCESS = "see who of the authority may enter which area"
    DECIDE_ACCESS = "decide who of the authority may enter an area"
    NOMINATE = "name who represents the authority in a network"
    SEE_GRID = "see how every authority stands, where the alliance shows it to leads"


BY_ROLE: Mapping[Deed, frozenset[RoleKind]] = {
    Deed.ANSWER: frozenset(
        {
            RoleKind.DCS,
            RoleKind.AUTHORITY_MEMBER,
            RoleKind.DATA_LEAD,
            RoleKind.COMMISSIONER,
        }
    ),
    Deed.SEE_ACCESS: frozenset({RoleKind.DCS}),
    Deed.DECIDE_ACCESS: frozenset({RoleKind.DCS}),
    Deed.NOMINATE: frozenset({RoleKind.DCS}),
    Deed.SEE_GRID: frozenset({RoleKind.DCS}),
}
FOR_THE_DIRECTOR: Mapping[Deed, frozenset[Capacity]] = {
    Deed.ANSWER: frozenset({Capacity.PA, Capacity.DEPUTY}),
    Deed.SEE_ACCESS: frozenset({Capacity.PA, Capacity.DEPUTY}),
    Deed.DECIDE_ACCESS: frozenset({Capacity.DEPUTY}),
    Deed.NOMINATE: frozenset({Capacity.PA, Capacity.DEPUTY}),
    Deed.SEE_GRID: frozenset({Capacity.PA, Capacity.DEPUTY}),
}
SIGNATORIES = (RoleKind.DCS, RoleKind.CHIEF_EXECUTIVE, RoleKind.LEAD_MEMBER)
"""Who may sign for an authority, each in their own role and none for another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """In what right somebody does a deed for an authority."""

    authority: int
    role: RoleKind
    """The role that gives the right."""
    capacity: Capacity | None = None
    """As what they act for the director who holds it; None if they hold it themselves."""
    principal: int | None = None
    """That director, a person."""


def standings(viewer: Viewer, deed: Deed) -> Sequence[Standing]:
    """In what right a viewer may do a deed, for each authority: their own role before another's."""
    own = [
        Standing(post.authority, post.kind)
        for post in viewer.posts
        if post.authority is not None and post.kind in BY_ROLE[deed]
    ]
    acting = [
        Standing(each.authority, RoleKind.DCS, each.capacity, each.principal)
        for each in viewer.acting
        if each.capacity in FOR_THE_DIRECTOR[deed]
    ]
    best: dict[int, Standing] = {}
    for standing in [*own, *acting]:
        best.setdefault(standing.authority, standing)
    return list(best.values())


def standing(viewer: Viewer, deed: Deed, authority: int) -> Standing | None:
    """In what right a viewer may do a deed for an authority; None if they may not."""
    return next((each for each in standings(viewer, deed) if each.authority == authority), None)


def may_sign_as(viewer: Viewer, authority: int) -> Sequence[RoleKind]:
    """The roles in which a viewer signs for an authority: those they hold there today."""
    held = {post.kind for post in viewer.posts if post.authority == authority}
    return [kind for kind in SIGNATORIES if kind in held]


@dataclass(frozen=True, slots=True)
class Approvers:
    """Who decides for an authority today, by person. With no director the programme does."""

    directors: Sequence[int]
    deputies: Sequence[int]

    @property
    def is_vacant(self) -> bool:
        return not self.directors

    @property
    def lacks_deputy(self) -> bool:
        return bool(self.directors) and not self.deputies


def approvers() -> Mapping[int, Approvers]:
    """Of every member authority, who decides for it today."""
    directors = _by_authority(
        Role.objects.current().filter(kind=RoleKind.DCS).values_list("authority", "person")
    )
    deputies = _by_authority(
        ActingFor.objects.giving_rights()
        .filter(capacity=Capacity.DEPUTY)
        .values_list("principal__roles__authority", "person")
    )
    members = Authority.objects.filter(is_member=True).values_list("pk", flat=True)
    return {pk: Approvers(directors.get(pk, []), deputies.get(pk, [])) for pk in members}


def _by_authority(pairs: Iterable[tuple[int | None, int]]) -> dict[int | None, list[int]]:
    people: dict[int | None, list[int]] = {}
    for authority, person in pairs:
        people.setdefault(authority, []).append(person)
    return people
