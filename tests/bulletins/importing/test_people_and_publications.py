"""What an import makes of contacts and of the rolling list."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from alliance.bulletins.importing import save_reading
from alliance.bulletins.models import Appearance, CatalogueEntry
from alliance.bulletins.parsing.reading import ReadContact, ReadPublication
from alliance.directory.models import Authority, ContactDetail, Person, Role, Visibility
from alliance.library.models import Publication, Publisher

from .conftest import Make

pytestmark = pytest.mark.django_db


def test_whoever_a_bulletin_names_is_private_and_unconfirmed(make: Make) -> None:
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    save_reading(
        make(contacts=(replace(make().contacts[0], organisation="Kent County Council"),)), by=None
    )

    person = Person.objects.get()
    assert (person.name, person.authority) == ("Nerys Hallowfield", kent)
    assert (person.visibility, person.confirmed_at) == (Visibility.PRIVATE, None)
    assert ContactDetail.objects.get().visibility == Visibility.PRIVATE
    assert Appearance.objects.get(position=0).people.get() == person


def test_a_role_is_seen_from_the_oldest_bulletin_to_the_newest(make: Make) -> None:
    for number in (401, 403, 400):
        save_reading(make(number), by=None)

    role = Role.objects.get()
    assert (role.title, role.kind) == ("Programme Manager", "contact")
    assert (role.first_seen_on, role.seen_on) == (make(400).date, make(403).date)
    assert ContactDetail.objects.get().seen_on == make(403).date


def test_a_list_parted_by_semicolons_is_so_many_roles(make: Make) -> None:
    contact = replace(make().contacts[0], role="Adoption; Fostering; Kinship and Early Help")
    save_reading(make(contacts=(contact,)), by=None)

    assert sorted(Role.objects.values_list("title", flat=True)) == [
        "Adoption",
        "Fostering",
        "Kinship and Early Help",
    ]


def test_a_slip_in_a_name_makes_no_second_person(make: Make) -> None:
    save_reading(make(400), by=None)
    slip = replace(make().contacts[0], name="Nerys Hallowfeild")
    save_reading(make(401, contacts=(slip,)), by=None)

    person = Person.objects.get()
    assert person.also_known_as == ["Nerys Hallowfeild"]


def test_a_name_at_another_authority_makes_a_second_person(make: Make) -> None:
    for name, code in (("Kent", "E10000016"), ("Surrey", "E10000030")):
        Authority.objects.create(name=name, slug=name.lower(), ons_code=code)
    save_reading(make(400), by=None)
    other = ReadContact("Nerys Hallowfield", "Data Lead", "Surrey", "07700 900102")
    save_reading(make(401, contacts=(other,)), by=None)

    assert Person.objects.count() == 2


def test_what_editors_know_already_is_left_as_it_is(make: Make) -> None:
    known = Person.objects.create(
        name="Nerys Hallowfield", confirmed_at="2026-01-01T12:00Z", visibility=Visibility.PUBLIC
    )
    Role.objects.create(person=known, kind="programme_manager", title="Programme Manager")
    save_reading(make(), by=None)

    role = Role.objects.get()
    assert (role.kind, role.seen_on) == ("programme_manager", make().date)
    assert Person.objects.get().visibility == Visibility.PUBLIC
    assert ContactDetail.objects.get().visibility == Visibility.PRIVATE


def test_an_entry_of_the_list_refers_to_one_publication_over_the_weeks(make: Make) -> None:
    save_reading(make(400), by=None)
    drifted = ReadPublication("A PANEL'S REPORT", "NAO", dt.date(2026, 3, 2))
    save_reading(make(401, publications=(drifted,)), by=None)

    publication = Publication.objects.get()
    assert publication.publisher.name == "Department for Education"
    assert list(CatalogueEntry.objects.order_by("pk").values_list("title", "publisher")) == [
        ("A panel’s report", "DfE"),
        ("A PANEL'S REPORT", "NAO"),
    ], "what each bulletin printed is kept: so the drift can be seen"


def test_day_publisher_and_address_are_filled_in_when_they_become_known(make: Make) -> None:
    save_reading(make(400, publications=(ReadPublication("A report"),)), by=None)
    full = ReadPublication("A report", "the DfE", dt.date(2026, 3, 9), "https://example.org/a")
    save_reading(make(401, publications=(full,)), by=None)
    save_reading(make(402, publications=(ReadPublication("A report"),)), by=None)

    publication = Publication.objects.get()
    assert (publication.publisher.name, publication.published_on) == (
        "Department for Education",
        dt.date(2026, 3, 9),
    )
    assert publication.url == "https://example.org/a"
    assert Publisher.objects.get().also_known_as == ["the DfE"]


def test_an_update_takes_the_later_day_in_whatever_order_they_come(make: Make) -> None:
    for number, day in ((401, 20), (400, 2)):
        entry = ReadPublication("Guidance", "DfE", dt.date(2026, 3, day))
        save_reading(make(number, publications=(entry,)), by=None)

    assert Publication.objects.get().published_on == dt.date(2026, 3, 20)
