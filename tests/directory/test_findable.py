"""What search finds of people."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.directory.models import Person, Role, RoleKind, Visibility
from alliance.search.query import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def nell() -> Person:
    return Person.objects.create(
        name="Nell Farrow", visibility=Visibility.PUBLIC, confirmed_at=timezone.now()
    )


def found(words: str) -> list[str]:
    return [str(hit.title) for hit in search(words, audiences={"public"}).hits]


def test_a_person_is_found_by_the_role_they_hold(nell: Person) -> None:
    role = Role.objects.create(person=nell, kind=RoleKind.CONTACT, title="Data manager")
    assert found("data manager") == ["Nell Farrow"]
    role.delete()
    assert found("data manager") == []


def test_a_role_that_ended_before_it_was_entered_is_not_said(nell: Person) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Role.objects.create(person=nell, kind=RoleKind.CONTACT, title="Data manager", ends_on=yesterday)
    assert found("data manager") == []


def test_a_person_nobody_may_see_is_not_found() -> None:
    person = Person.objects.create(name="Ivor Quince")
    Role.objects.create(person=person, kind=RoleKind.CONTACT, title="Data manager")
    assert found("quince") == found("data manager") == []
