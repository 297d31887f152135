"""Bulletins for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from alliance.bulletins.models import (
    Appearance,
    AppearanceDate,
    Bulletin,
    CatalogueEntry,
    ContactEntry,
    Item,
)
from alliance.directory.models import ContactDetail, Person, Visibility
from alliance.library.models import Publication, Publisher

FRIDAY = dt.date(2026, 11, 20)


def bulletin(number: int, *, live: bool = True, date: dt.date | None = None) -> Bulletin:
    """Numbers count weeks from Update 429 of 20 November 2026."""
    day = date or FRIDAY + dt.timedelta(weeks=number - 429)
    return Bulletin.objects.create(number=number, date=day, live=live)


def said(
    where: Bulletin,
    title: str,
    *,
    item: Item | None = None,
    body: str = "<p>What is said.</p>",
    deadline: dt.date | None = None,
    event: dt.date | None = None,
    **fields: Any,
) -> Appearance:
    """An item in a bulletin, after those that are there already."""
    appearance = Appearance.objects.create(
        bulletin=where,
        item=item or Item.objects.create(title=title, slug=slugify(title)),
        position=Appearance.objects.filter(bulletin=where).count(),
        title=title,
        body=body,
        **fields,
    )
    for kind, date in (("deadline", deadline), ("event", event)):
        if date:
            AppearanceDate.objects.create(appearance=appearance, kind=kind, date=date)
    return appearance


def listed(where: Bulletin, title: str, *, on: dt.date | None = None) -> CatalogueEntry:
    """A publication in the rolling list of a bulletin."""
    publisher, _ = Publisher.objects.get_or_create(name="Ofsted", slug="ofsted")
    publication = Publication.objects.create(
        title=title, publisher=publisher, published_on=on, match_key=title.lower()
    )
    return CatalogueEntry.objects.create(
        bulletin=where,
        publication=publication,
        title=title,
        position=CatalogueEntry.objects.filter(bulletin=where).count(),
    )


def person(name: str, visibility: str = Visibility.PRIVATE) -> Person:
    """Somebody with a telephone that is shown to as many as they are themselves."""
    confirmed = None if visibility == Visibility.PRIVATE else timezone.now()
    one = Person.objects.create(name=name, visibility=visibility, confirmed_at=confirmed)
    number = f"01632 96{one.pk:04d}"
    ContactDetail.objects.create(person=one, kind="phone", value=number, visibility=visibility)
    return one


def contact(where: Bulletin, one: Person) -> ContactEntry:
    return ContactEntry.objects.create(
        bulletin=where,
        person=one,
        name=one.name,
        position=ContactEntry.objects.filter(bulletin=where).count(),
    )
