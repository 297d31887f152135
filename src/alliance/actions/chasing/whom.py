"""Who is reminded of what an authority owes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from alliance.directory.deeds import BY_ROLE, FOR_THE_DIRECTOR, Deed
from alliance.directory.models import ActingFor, Role, RoleKind


@dataclass(frozen=True, slots=True)
class Reachable:
    """Who of an authority can be told, today: person by role, and who acts for its director."""

    by_role: Mapping[RoleKind, Sequence[int]]
    acting: Sequence[int] = ()

    def for_ask(self, roles: Sequence[RoleKind]) -> Sequence[int]:
        """Those it is for; where nobody holds such a role, whoever answers for the authority.

        For the director their PA and deputy are told too: they are who answers.
        """
        wanted = [person for kind in roles for person in self.by_role.get(kind, ())]
        if RoleKind.DCS in roles or not wanted:
            wanted += self._directors()
        if not wanted:
            answering = BY_ROLE[Deed.ANSWER]
            wanted += [
                p for kind, people in self.by_role.items() if kind in answering for p in people
            ]
        return list(dict.fromkeys(wanted))

    def leads(self) -> Sequence[int]:
        """Whom it is taken to when nobody answers."""
        return list(dict.fromkeys(self._directors()))

    def _directors(self) -> list[int]:
        return [*self.by_role.get(RoleKind.DCS, ()), *self.acting]


NOBODY = Reachable({})


def reachable(authorities: Collection[int]) -> Mapping[int, Reachable]:
    """Who can be told, by authority. Two queries."""
    by_role: dict[int, dict[RoleKind, list[int]]] = {}
    roles = Role.objects.current().filter(authority__in=authorities).order_by("pk")
    for authority, kind, person in roles.values_list("authority", "kind", "person"):
        by_role.setdefault(authority or 0, {}).setdefault(RoleKind(kind), []).append(person)
    acting: dict[int, list[int]] = {}
    rows = ActingFor.objects.giving_rights().filter(
        capacity__in=FOR_THE_DIRECTOR[Deed.ANSWER], principal__roles__authority__in=authorities
    )
    for authority, person in rows.values_list("principal__roles__authority", "person"):
        acting.setdefault(authority, []).append(person)
    return {pk: Reachable(by_role.get(pk, {}), acting.get(pk, ())) for pk in {*by_role, *acting}}
