"""Who may do what for a network, and in what right.

The lead and the programme see to its members. The chair and the vice chair call its meetings and
write to its members too. An authority names its own representative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ..deeds import Deed, standing, standings
from ..models import Capacity, Network, Nomination, RoleKind, Standing
from ..viewer import Viewer

AS: Mapping[RoleKind, Standing] = {
    RoleKind.NETWORK_LEAD: Standing.LEAD,
    RoleKind.NETWORK_CHAIR: Standing.CHAIR,
    RoleKind.NETWORK_VICE_CHAIR: Standing.VICE_CHAIR,
}
"""In what right somebody who holds a role in a network does something for it; the first counts."""
SEES_TO_MEMBERS = frozenset({Standing.LEAD, Standing.PROGRAMME})
CALLS_MEETINGS = SEES_TO_MEMBERS | {Standing.CHAIR, Standing.VICE_CHAIR}


def right_in(
    viewer: Viewer, network: int, *, among: frozenset[Standing] = CALLS_MEETINGS
) -> Standing | None:
    """In what right a viewer looks after a network; their own role comes before the programme's."""
    held = {AS[post.kind] for post in viewer.posts if post.network == network and post.kind in AS}
    for each in AS.values():
        if each in held & among:
            return each
    return Standing.PROGRAMME if viewer.is_programme else None


def looked_after(viewer: Viewer, *, among: frozenset[Standing] = CALLS_MEETINGS) -> Q:
    """Which networks a viewer looks after."""
    if viewer.is_programme:
        return Q()
    kinds = {kind for kind, right in AS.items() if right in among}
    held = {post.network for post in viewer.posts if post.kind in kinds and post.network}
    return Q(pk__in=held)


@dataclass(frozen=True, slots=True)
class Nominator:
    """In what right somebody names who represents an authority in a network."""

    standing: Standing
    principal: int | None = None
    """The director for whom they do it, a person."""

    @property
    def is_of_the_authority(self) -> bool:
        return self.standing not in SEES_TO_MEMBERS


_AS_ACTING = {Capacity.DEPUTY: Standing.DEPUTY, Capacity.PA: Standing.PA}


def nominator(viewer: Viewer, network: int, authority: int) -> Nominator | None:
    """In what right a viewer may name somebody; the authority's own word comes first."""
    own = standing(viewer, Deed.NOMINATE, authority)
    if own is not None:
        if own.capacity is None:
            return Nominator(Standing.DIRECTOR)
        return Nominator(_AS_ACTING[own.capacity], own.principal)
    right = right_in(viewer, network, among=SEES_TO_MEMBERS)
    return Nominator(right) if right else None


def nominating(viewer: Viewer) -> list[int]:
    """The authorities for which a viewer names people."""
    return [each.authority for each in standings(viewer, Deed.NOMINATE)]


# Members ---------------------------------------------------------------------------------------


def _seats(viewer: Viewer) -> QuerySet[Nomination]:
    return Nomination.objects.current().filter(person=viewer.person_id)


def _posts(viewer: Viewer) -> set[int]:
    return {post.network for post in viewer.posts if post.network and post.kind in AS}


def mine(viewer: Viewer) -> Q:
    """The networks that a viewer is in today: for an authority, in the chair or as its lead."""
    if not viewer.person_id:
        return Q(pk__in=[])
    return Q(pk__in=_posts(viewer)) | Q(pk__in=_seats(viewer).values("network"))


def for_members(viewer: Viewer, network: str = "network") -> Q:
    """The rows that belong to a network of the viewer's.

    Args:
        network: the way from a row to its network, as “meeting__network”.
    """
    if viewer.is_programme:
        return Q()
    if not viewer.person_id:
        return Q(pk__in=[])
    return Q(**{f"{network}__in": Network.objects.filter(mine(viewer)).values("pk")})
