"""A judged list against the directory: what it would change, and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import (
    Authority,
    ContactDetail,
    ContactKind,
    Network,
    Person,
    Role,
    RoleKind,
    Visibility,
)
from alliance.directory.recognise import authority_key, name_key
from alliance.text.similarity import fold

from .judge import Known, Listed

SHORT = {"dcs": RoleKind.DCS, "pa": RoleKind.DCS_PA, "lmcs": RoleKind.LEAD_MEMBER}
"""What the field calls roles besides their names."""


class Done(Enum):
    """What becomes of a line."""

    NEW_PERSON = "a new person"
    NEW_ROLE = "a new role"
    CHANGED = "changed"
    UNCHANGED = "as it is"


@dataclass(frozen=True, slots=True)
class Outcome:
    line: str
    name: str
    role: str
    done: Done


def known() -> Known:
    """What the directory has to find a list's words in."""
    authorities = dict(Authority.objects.values_list("name", "pk"))
    codes = {fold(code): pk for code, pk in Authority.objects.values_list("ons_code", "pk")}
    networks = dict(Network.objects.values_list("name", "pk"))
    kinds = {fold(kind.label): kind.value for kind in RoleKind}
    return Known(
        authorities={
            **{fold(name): pk for name, pk in authorities.items()},
            **{authority_key(name): pk for name, pk in authorities.items()},
            **codes,
        },
        networks={
            **{fold(name): pk for name, pk in networks.items()},
            **{fold(slug): pk for slug, pk in Network.objects.values_list("slug", "pk")},
        },
        roles={**kinds, **{fold(kind.value): kind.value for kind in RoleKind}, **SHORT},
        visibilities={
            **{each.value: each.value for each in Visibility},
            **{fold(each.label): each.value for each in Visibility},
        },
        addresses={
            value.lower(): name
            for value, name in ContactDetail.objects.filter(kind=ContactKind.EMAIL).values_list(
                "value", "person__name"
            )
        },
        names=[*authorities, *networks, *(kind.label for kind in RoleKind)],
        of_an_authority=frozenset(
            {
                RoleKind.DCS,
                RoleKind.DCS_PA,
                RoleKind.LEAD_MEMBER,
                RoleKind.CHIEF_EXECUTIVE,
                RoleKind.AUTHORITY_MEMBER,
                RoleKind.DATA_LEAD,
            }
        ),
    )


@transaction.atomic
def save(people: Sequence[Listed], *, by: AbstractBaseUser | None) -> list[Outcome]:
    """Save all of a list or, after a fault, nothing. Again changes nothing."""
    return [_save(one, by) for one in people]


def preview(people: Sequence[Listed]) -> list[Outcome]:
    """What `save` would do: done, and undone again."""
    with transaction.atomic():
        outcomes = save(people, by=None)
        transaction.set_rollback(True)
    return outcomes


def _save(one: Listed, by: AbstractBaseUser | None) -> Outcome:
    person = _known_person(one)
    done = Done.UNCHANGED
    if person is None:
        done = Done.NEW_PERSON
        person = Person.objects.create(
            name=one.name,
            organisation=one.organisation,
            authority_id=one.authority,
            visibility=one.visibility or Visibility.PRIVATE,
            confirmed_at=timezone.now(),
            confirmed_by=by,
        )
        record(by=by, verb="entered", thing=person, after=snapshot(person))
    elif _update(person, by, **_said_of_person(one, person)):
        done = Done.CHANGED
    if one.email and not person.contact_details.filter(value__iexact=one.email).exists():
        detail = ContactDetail.objects.create(
            person=person, kind=ContactKind.EMAIL, value=one.email
        )
        record(by=by, verb="entered", thing=detail, after=snapshot(detail))
        done = Done.CHANGED if done is Done.UNCHANGED else done
    in_role = _save_role(one, person, by)
    if done is Done.UNCHANGED or (in_role is Done.NEW_ROLE and done is Done.CHANGED):
        done = in_role
    return Outcome(one.line, one.name, RoleKind(one.role).label, done)


def _save_role(one: Listed, person: Person, by: AbstractBaseUser | None) -> Done:
    """The same role in the same place is one, whose term and title the list may change."""
    held = Role.objects.filter(
        person=person, kind=one.role, authority=one.authority, network=one.network
    )
    role = held.current().first() or held.filter(starts_on=one.starts_on).first()
    if role is None:
        role = Role.objects.create(
            person=person,
            kind=one.role,
            title=one.title,
            authority_id=one.authority,
            network_id=one.network,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        record(by=by, verb="entered", thing=role, after=snapshot(role))
        return Done.NEW_ROLE
    said = {"title": one.title, "starts_on": one.starts_on, "ends_on": one.ends_on}
    changed = _update(role, by, **{name: value for name, value in said.items() if value})
    return Done.CHANGED if changed else Done.UNCHANGED


def _known_person(one: Listed) -> Person | None:
    """By address; without one by name, in the same authority or in none known."""
    if one.email:
        by_address = Person.objects.filter(
            Q(contact_details__value__iexact=one.email) | Q(user__email__iexact=one.email)
        )
        if person := by_address.order_by("pk").first():
            return person
    alike = Person.objects.filter(Q(authority=one.authority) | Q(roles__authority=one.authority))
    return next(
        (
            person
            for person in alike.distinct().order_by("pk").iterator()
            if name_key(person.name) == name_key(one.name)
        ),
        None,
    )


def _said_of_person(one: Listed, person: Person) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if one.organisation:
        said["organisation"] = one.organisation
    if one.visibility:
        said["visibility"] = one.visibility
    if person.confirmed_at is None:
        said["confirmed_at"] = timezone.now()
    if one.authority and person.authority_id is None:
        said["authority_id"] = one.authority
    return said


def _update(thing: Any, by: AbstractBaseUser | None, **said: Any) -> bool:
    before = snapshot(thing)
    new = {name: value for name, value in said.items() if getattr(thing, name) != value}
    if not new:
        return False
    for name, value in new.items():
        setattr(thing, name, value)
    thing.save()
    record(by=by, verb="edited", thing=thing, before=before, after=snapshot(thing))
    return True
