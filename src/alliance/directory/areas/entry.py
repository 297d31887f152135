"""Who may enter a restricted area today: the one rule, for one person and for an authority.

* whoever runs the programme enters every area;
* whoever holds a role that the area admits enters it, and, where it says so, who acts for them;
* whoever was let in enters while the days of the grant last and they still hold a role where it
  was given (`AccessGrantQuerySet.in_effect`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from ..models import AccessGrant, ActingFor, AdmittedRole, Area, Role

if TYPE_CHECKING:
    from ..viewer import Viewer


def open_areas(viewer: Viewer) -> frozenset[int]:
    """The areas that somebody may enter today, in one query; none asked for who has no account."""
    if viewer.is_programme:
        return frozenset(Area.objects.values_list("pk", flat=True))
    if not viewer.person_id:
        return frozenset()
    granted = AccessGrant.objects.in_effect().filter(person=viewer.person_id)
    admitted = Q(admitted_roles__kind__in=viewer.roles)
    if viewer.acting:
        admitted |= Q(admitted_roles__with_acting=True)
    found = Area.objects.live().filter(admitted | Q(pk__in=granted.values("area")))
    return frozenset(found.values_list("pk", flat=True))


def entered_as(viewer: Viewer, area: int) -> int | None:
    """As one of which authority's people somebody enters an area; None for the programme's staff.

    Where somebody was let in, that authority has decided on it; else it is where they hold the
    role that the area admits, or act for who holds it.
    """
    if not viewer.person_id:
        return None
    granted = AccessGrant.objects.in_effect().filter(person=viewer.person_id, area=area)
    for authority in granted.values_list("authority", flat=True):
        return authority
    admitted = dict(AdmittedRole.objects.filter(area=area).values_list("kind", "with_acting"))
    for post in viewer.posts:
        if post.kind in admitted and post.authority is not None:
            return post.authority
    if any(admitted.values()):
        for acting in viewer.acting:
            return acting.authority
    return None


@dataclass(frozen=True, slots=True)
class ByRole:
    """Somebody who enters an area without having asked."""

    area: Area
    person: int
    name: str
    why: str
    """The role, or for whom they act."""
    starts_on: dt.date | None
    ends_on: dt.date | None


def admitted_by_role(authority: int) -> list[ByRole]:
    """Who of an authority enters which area by their role today, in three queries."""
    admitted = list(
        AdmittedRole.objects.filter(area__is_live=True)
        .select_related("area")
        .order_by("area__name", "kind")
    )
    roles = (
        Role.objects.current()
        .filter(authority=authority, kind__in={row.kind for row in admitted})
        .select_related("person")
        .order_by("person__name", "pk")
    )
    acting = list(_acting(authority)) if any(row.with_acting for row in admitted) else []
    found: dict[tuple[int, int], ByRole] = {}
    for row in admitted:
        entries = [
            ByRole(row.area, role.person_id, role.person.name, role.title or role.get_kind_display(),
                   role.starts_on, role.ends_on)
            for role in roles
            if role.kind == row.kind
        ]  # fmt: skip
        entries += [
            ByRole(row.area, each.person_id, each.person.name,
                   f"{each.get_capacity_display().partition(':')[0]}, for {each.principal.name}",
                   each.starts_on, each.ends_on)
            for each in acting
            if row.with_acting
        ]  # fmt: skip
        for entry in entries:
            found.setdefault((row.area_id, entry.person), entry)
    return list(found.values())


def _acting(authority: int) -> list[ActingFor]:
    # Named first, so that it is the directorship's authority and not that of another role.
    return list(
        ActingFor.objects.giving_rights()
        .annotate(of=F("principal__roles__authority"))
        .filter(of=authority)
        .select_related("person", "principal")
        .order_by("person__name", "pk")
    )
