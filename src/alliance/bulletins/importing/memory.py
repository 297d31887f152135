"""What an import remembers between one bulletin and the next, so as not to fetch it again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from alliance.directory.models import Authority, Person
from alliance.directory.recognise import KnownPerson, authority_key, name_key, phone_key
from alliance.library.models import Publication
from alliance.library.recognise import KnownPublication, Shelf
from alliance.text.sanitise import plain
from alliance.text.similarity import fold
from alliance.text.telling import print_of

from ..models import Appearance, AppearanceDate, Bulletin
from ..recurrence import WINDOW, Known

KEPT = 80
"""Bulletins whose tellings are kept: more than a window on either side."""


@dataclass(slots=True)
class Memory:
    """Tellings by bulletin, people, publications and authorities, each fetched when first asked.

    Call `forget` after a transaction that was rolled back.
    """

    _tellings: dict[int, list[Known]] = field(default_factory=dict)
    _people: dict[int, KnownPerson] | None = None
    _publications: Shelf | None = None
    _authorities: dict[str, int] | None = None

    def forget(self) -> None:
        self._tellings.clear()
        self._people = self._publications = self._authorities = None

    # Tellings

    def told_near(self, date: dt.date, *, but: int) -> list[Known]:
        """What the bulletins of some months before and after tell, that of number `but` left out."""
        near = list(
            Bulletin.objects.filter(date__range=(date - WINDOW, date + WINDOW))
            .exclude(number=but)
            .values_list("number", flat=True)
        )
        missing = [number for number in near if number not in self._tellings]
        if missing:
            self._fetch(missing)
        return [telling for number in near for telling in self._tellings[number]]

    def _fetch(self, numbers: Sequence[int]) -> None:
        events = defaultdict(list)
        for appearance, day in AppearanceDate.objects.filter(
            kind=AppearanceDate.Kind.EVENT, appearance__bulletin__number__in=numbers
        ).values_list("appearance", "date"):
            events[appearance].append(day)
        for number in numbers:
            self._tellings[number] = []
        for pk, number, item, title, body, action in Appearance.objects.filter(
            bulletin__number__in=numbers
        ).values_list("pk", "bulletin__number", "item", "title", "body", "action_text"):
            made = print_of(title, plain(f"{body}\n{action}"), events[pk])
            self._tellings[number].append(Known(item, number, title, made))

    def remember(self, number: int, tellings: list[Known]) -> None:
        self._tellings[number] = tellings
        if len(self._tellings) > KEPT:
            farthest = max(self._tellings, key=lambda other: abs(other - number))
            del self._tellings[farthest]

    def merged(self, kept: int, gone: int) -> None:
        """A matter became part of another."""
        for tellings in self._tellings.values():
            tellings[:] = [
                replace(telling, item=kept) if telling.item == gone else telling
                for telling in tellings
            ]

    # People and publications

    @property
    def authorities(self) -> dict[str, int]:
        """Primary keys by `authority_key` of the name."""
        if self._authorities is None:
            self._authorities = {
                authority_key(name): pk for pk, name in Authority.objects.values_list("pk", "name")
            }
        return self._authorities

    @property
    def people(self) -> dict[int, KnownPerson]:
        if self._people is None:
            self._people = {
                person.pk: KnownPerson(
                    id=person.pk,
                    names={name_key(name) for name in (person.name, *person.also_known_as)},
                    organisation=person.organisation,
                    authority=person.authority_id,
                    roles={fold(role.title) for role in person.roles.all() if role.title},
                    reached_at={way_key(way.value) for way in person.contact_details.all()},
                )
                for person in Person.objects.prefetch_related("roles", "contact_details")
            }
        return self._people

    @property
    def publications(self) -> Shelf:
        if self._publications is None:
            self._publications = Shelf(
                KnownPublication(pk, key, publisher or "", date)
                for pk, key, publisher, date in Publication.objects.values_list(
                    "pk", "match_key", "publisher__name", "published_on"
                )
            )
        return self._publications


def way_key(value: str) -> str:
    """A telephone number or e-mail address for comparison."""
    return value.strip().lower() if "@" in value else phone_key(value)
