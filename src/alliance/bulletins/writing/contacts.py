"""The contacts of a bulletin, made of records: those it refers to, and those who always stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Prefetch

from alliance.directory.models import ContactDetail, ContactKind, Person, Role, Visibility
from alliance.directory.recognise import KnownPerson, choose, name_key

from ..content import ContactContent
from ..models import Bulletin, ContactEntry, DraftIssue

LOOKED_AT = 3
"""Whoever stands in the contacts of each of the last three bulletins stands there always."""
_BELOW = re.compile(r"\bdetails?\b[^.()]{0,30}\bbelow\b", re.IGNORECASE)


def contacts_for(
    issue: DraftIssue,
    names: Sequence[str],
    words: str,
    *,
    printed: Sequence[ContactContent] | None = None,
) -> list[ContactContent]:
    """Standing contacts first, as last printed; then whoever the items name, in their order.

    Somebody whose roles have all ended no longer stands by habit. A name that no record has is left
    out: the check before publishing says so.

    Args:
        printed: the contacts of a bulletin that is out: they stay, and others are added.
    """
    standing = {} if printed is not None else _standing(issue)
    people = {person.pk: person for person in _people(set(standing))}
    entries = list(printed or ()) + [
        _contact(people[pk], issue, row) for pk, row in standing.items() if pk in people
    ]
    seen, keys = set(standing), {name_key(entry.name) for entry in entries}
    named = list(dict.fromkeys([*names, *_referred_to(words)]))
    known = _known() if named else []
    for name in named:
        found = choose(known, name)
        if name_key(name) in keys or (found and (found.id in seen or found.names & keys)):
            continue
        keys.add(name_key(name))
        if found is None:
            continue
        seen.add(found.id)
        entries += [_contact(person, issue, None) for person in _people({found.id})]
    return entries


def open_to_all(contacts: Iterable[ContactContent]) -> tuple[ContactContent, ...]:
    """Without the numbers and addresses that not everybody may see, for what leaves the site."""
    contacts = list(contacts)
    ways = {way for contact in contacts for way in (contact.phone, contact.email) if way}
    shown = set(
        ContactDetail.objects.current()
        .filter(value__in=ways, visibility=Visibility.PUBLIC)
        .values_list("value", flat=True)
    )
    return tuple(
        replace(
            contact,
            phone=contact.phone if contact.phone in shown else "",
            email=contact.email if contact.email in shown else "",
        )
        for contact in contacts
    )


def _standing(issue: DraftIssue) -> dict[int, ContactEntry]:
    """Primary keys of those in each of the last blocks, as the last printed them."""
    earlier = Bulletin.objects.filter(live=True).exclude(pk=issue.bulletin_id or 0)
    last = list(
        earlier.filter(number__lt=issue.number)
        .order_by("-number")
        .values_list("pk", flat=True)[:LOOKED_AT]
    )
    if not last:
        return {}
    rows = list(ContactEntry.objects.filter(bulletin__in=last).order_by("position"))
    often = Counter(person for person, _ in {(row.person_id, row.bulletin_id) for row in rows})
    in_office = set(
        Role.objects.current(issue.date).filter(person__in=often).values_list("person", flat=True)
    )
    with_roles = set(Role.objects.filter(person__in=often).values_list("person", flat=True))
    return {
        row.person_id: row
        for row in rows
        if row.bulletin_id == last[0]
        and often[row.person_id] == len(last)
        and (row.person_id in in_office or row.person_id not in with_roles)
    }


def _referred_to(words: str) -> list[str]:
    """Names in sentences that say “details below”, wherever they stand."""
    if not _BELOW.search(words):
        return []
    from ..parsing.people import find_people

    lines = [line for line in words.splitlines() if _BELOW.search(line)]
    return [line[p.start : p.end] for line in lines for p in find_people(line) if p.below]


def _people(ids: set[int]) -> list[Person]:
    shown = ContactDetail.objects.current().filter(visibility=Visibility.PUBLIC)
    return list(
        Person.objects.filter(pk__in=ids)
        .select_related("authority")
        .prefetch_related(
            Prefetch("contact_details", shown, to_attr="open_details"),
            Prefetch("roles", Role.objects.current(), to_attr="roles_now"),
        )
    )


def _known() -> list[KnownPerson]:
    rows = Person.objects.confirmed().only("name", "also_known_as", "organisation", "authority")
    return [
        KnownPerson(
            person.pk,
            {name_key(name) for name in (person.name, *person.also_known_as)},
            person.organisation,
            person.authority_id,
        )
        for person in rows
    ]


def _contact(person: Person, issue: DraftIssue, printed: ContactEntry | None) -> ContactContent:
    """As everybody may see it: a detail that is not public is not printed."""
    ways: dict[str, str] = {}
    for detail in person.open_details:
        way = "email" if detail.kind == ContactKind.EMAIL else "phone"
        ways.setdefault(way, detail.value)
    titles = [role.title for role in person.roles_now if role.title]
    organisation = str(person.authority) if person.authority else person.organisation
    return ContactContent(
        name=printed.name if printed else person.name,
        role=(printed.role_title if printed else "") or "; ".join(dict.fromkeys(titles)),
        organisation=(printed.organisation if printed else "") or organisation,
        phone=ways.get("phone", ""),
        email=ways.get("email", ""),
    )
