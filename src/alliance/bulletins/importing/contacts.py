"""The people of a bulletin: its contact block, and those its items name.

Whoever an archive names is made private and unconfirmed: it holds leavers' mobile numbers. An
editor confirms, merges or removes them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from alliance.directory.models import ContactDetail, ContactKind, Person, Role, RoleKind
from alliance.directory.recognise import (
    KnownPerson,
    authority_key,
    choose,
    name_key,
    phone_key,
)
from alliance.text.similarity import fold

from ..content import ContactContent, Content
from ..models import Bulletin, ContactEntry
from .memory import Memory, way_key


@dataclass(slots=True)
class Found:
    """Who was found or made on the way through one bulletin."""

    by_name: dict[str, int] = field(default_factory=dict)
    made: int = 0


def contacts(bulletin: Bulletin, content: Content, memory: Memory) -> Found:
    """Write the contact block; recognise or add each person, role and way to reach them."""
    found = Found()
    ContactEntry.objects.filter(bulletin=bulletin).delete()
    people = [_person(contact, memory, found) for contact in content.contacts]
    _roles(people, content, bulletin.date)
    details = _details(people, content, bulletin.date)
    ContactEntry.objects.bulk_create(
        ContactEntry(
            bulletin=bulletin,
            person_id=person.id,
            name=contact.name,
            role_title=contact.role,
            organisation=contact.organisation,
            phone_id=details.get((person.id, way_key(contact.phone))),
            email_id=details.get((person.id, way_key(contact.email))),
            position=position,
        )
        for position, (person, contact) in enumerate(zip(people, content.contacts, strict=True))
    )
    return found


def named(name: str, memory: Memory, found: Found) -> int:
    """The person whom an item names as its contact: of this bulletin's block if one is meant."""
    key = name_key(name)
    if key not in found.by_name:
        block = [memory.people[pk] for pk in dict.fromkeys(found.by_name.values())]
        known = choose(block, name) or choose(memory.people.values(), name)
        found.by_name[key] = (
            known.id if known else _add(ContactContent(name), None, memory, found).id
        )
    return found.by_name[key]


def _person(contact: ContactContent, memory: Memory, found: Found) -> KnownPerson:
    authority = memory.authorities.get(authority_key(contact.organisation))
    known = choose(
        memory.people.values(),
        contact.name,
        organisation=contact.organisation,
        authority=authority,
        role=contact.role,
        reached_at={way_key(way) for way in (contact.phone, contact.email) if way},
    )
    if known is None:
        known = _add(contact, authority, memory, found)
    key = name_key(contact.name)
    if key not in known.names:
        known.names.add(key)
        person = Person.objects.get(pk=known.id)
        person.also_known_as = [*person.also_known_as, contact.name]
        person.save(update_fields=["also_known_as"])
    found.by_name[key] = known.id
    return known


def _add(
    contact: ContactContent, authority: int | None, memory: Memory, found: Found
) -> KnownPerson:
    person = Person.objects.create(
        name=contact.name, organisation=contact.organisation, authority_id=authority
    )
    known = KnownPerson(person.pk, {name_key(contact.name)}, contact.organisation, authority)
    memory.people[person.pk] = known
    found.made += 1
    return known


def _roles(people: list[KnownPerson], content: Content, date: dt.date) -> None:
    """Each title of a list parted by semicolons is a role; its term is the days it was seen on."""
    seen: dict[int, set[str]] = {}
    new = []
    for person, contact in zip(people, content.contacts, strict=True):
        for title in filter(None, (part.strip() for part in contact.role.split(";"))):
            key = fold(title)
            seen.setdefault(person.id, set()).add(key)
            if key in person.roles:
                continue
            person.roles.add(key)
            new.append(
                Role(
                    person_id=person.id,
                    kind=RoleKind.CONTACT,
                    title=title,
                    authority_id=person.authority,
                    first_seen_on=date,
                    seen_on=date,
                )
            )
    Role.objects.bulk_create(new)
    rows = Role.objects.filter(person__in=seen).values_list("pk", "person", "title")
    pks = [pk for pk, person, title in rows if fold(title) in seen[person]]
    _seen(Role.objects.filter(pk__in=pks), date)
    Role.objects.filter(pk__in=pks).filter(
        Q(first_seen_on__isnull=True) | Q(first_seen_on__gt=date)
    ).update(first_seen_on=date)


def _details(
    people: list[KnownPerson], content: Content, date: dt.date
) -> dict[tuple[int, str], int]:
    """Primary keys of the details given in this bulletin, by person and number or address."""
    given: dict[tuple[int, str], str] = {}
    for person, contact in zip(people, content.contacts, strict=True):
        for way in filter(None, (contact.phone, contact.email)):
            given[person.id, way_key(way)] = way
    rows = ContactDetail.objects.filter(person__in={person for person, _ in given})
    known = {(row.person_id, way_key(row.value)): row.pk for row in rows}
    new = [
        ContactDetail(person_id=person, kind=_kind(way), value=way, seen_on=date)
        for (person, key), way in given.items()
        if (person, key) not in known
    ]
    for row in ContactDetail.objects.bulk_create(new):
        known[row.person_id, way_key(row.value)] = row.pk
    for person in people:
        person.reached_at |= {key for who, key in given if who == person.id}
    kept = {key: pk for key, pk in known.items() if key in given}
    _seen(ContactDetail.objects.filter(pk__in=kept.values()), date)
    return kept


def _seen(rows: object, date: dt.date) -> None:
    rows.filter(Q(seen_on__isnull=True) | Q(seen_on__lt=date)).update(seen_on=date)  # type: ignore[attr-defined]


def _kind(way: str) -> ContactKind:
    if "@" in way:
        return ContactKind.EMAIL
    return ContactKind.MOBILE if phone_key(way).startswith("07") else ContactKind.PHONE
