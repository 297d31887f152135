"""Which rows somebody may see. What is hidden is there in each test, or it would prove nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from alliance.directory import access
from alliance.directory.access import NobodySaidWhoMaySee, viewer_of, visible
from alliance.directory.models import (
    Authority,
    ContactDetail,
    ContactKind,
    Person,
    Role,
    RoleKind,
    User,
    Visibility,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


@pytest.fixture
def kent() -> Authority:
    return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


def person(name: str, visibility: Visibility = Visibility.PRIVATE) -> Person:
    confirmed = None if visibility == Visibility.PRIVATE else timezone.now()
    return Person.objects.create(name=name, visibility=visibility, confirmed_at=confirmed)


def account(of: Person | None = None, **fields: bool) -> User:
    return User.objects.create_user(
        f"{of.name if of else 'somebody'}@example.org", person=of, **fields
    )


@pytest.fixture
def three_people() -> dict[str, Person]:
    return {
        "private": person("private"),
        "members": person("members", Visibility.MEMBERS),
        "public": person("public", Visibility.PUBLIC),
    }


def names(people: models.QuerySet[Person]) -> set[str]:
    return set(people.values_list("name", flat=True))


def test_the_public_sees_public_people_only(three_people: dict[str, Person]) -> None:
    assert names(visible(AnonymousUser(), Person.objects.all())) == {"public"}


def test_a_member_sees_what_members_may(three_people: dict[str, Person]) -> None:
    assert names(visible(account(), Person.objects.all())) == {"public", "members"}


def test_everyone_sees_their_own_entry(three_people: dict[str, Person]) -> None:
    user = account(three_people["private"])
    assert names(visible(user, Person.objects.all())) == {"public", "members", "private"}


def test_the_programme_sees_everyone(three_people: dict[str, Person]) -> None:
    user = account(is_staff=True)
    assert names(visible(user, Person.objects.all())) == {"public", "members", "private"}


def test_an_account_that_may_not_sign_in_is_a_stranger(three_people: dict[str, Person]) -> None:
    user = account(is_staff=True, is_active=False)
    assert names(visible(user, Person.objects.all())) == {"public"}


def test_a_public_number_of_a_private_person_stays_hidden(three_people: dict[str, Person]) -> None:
    for somebody in three_people.values():
        ContactDetail.objects.create(
            person=somebody,
            kind=ContactKind.PHONE,
            value="01632 960001",
            visibility=Visibility.PUBLIC,
        )
    shown = visible(AnonymousUser(), ContactDetail.objects.all())
    assert {detail.person.name for detail in shown} == {"public"}


def test_a_private_number_of_a_public_person_stays_hidden(three_people: dict[str, Person]) -> None:
    ContactDetail.objects.create(
        person=three_people["public"], kind=ContactKind.MOBILE, value="07700 900001"
    )
    assert not visible(AnonymousUser(), ContactDetail.objects.all()).exists()
    assert not visible(account(), ContactDetail.objects.all()).exists()


def test_nobody_is_shown_before_an_editor_confirmed_them() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="From an archive", visibility=Visibility.PUBLIC)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),  # both days belong to the term
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
    ],
)
def test_rights_begin_and_end_with_the_term(
    kent: Authority, starts_on: dt.date | None, ends_on: dt.date | None, holds: bool
) -> None:
    somebody = person("support")
    Role.objects.create(
        person=somebody,
        kind=RoleKind.PROGRAMME_SUPPORT,
        authority=kent,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    viewer = viewer_of(account(somebody))
    assert viewer.is_programme is holds
    assert (kent.pk in viewer.authorities) is holds


def test_a_term_does_not_end_before_it_begins(kent: Authority) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(
            person=person("x"), kind=RoleKind.DCS, starts_on=TODAY, ends_on=TODAY - DAY
        )


def test_what_a_viewer_may_find_in_the_index(kent: Authority) -> None:
    somebody = person("director")
    Role.objects.create(person=somebody, kind=RoleKind.DCS, authority=kent)
    assert viewer_of(AnonymousUser()).audience_keys == {"public"}
    assert viewer_of(account(somebody)).audience_keys == {
        "public",
        "members",
        f"authority:{kent.pk}",
    }
    assert "programme" in viewer_of(User(pk=0, is_staff=True)).audience_keys


def test_a_kind_of_thing_that_nobody_registered_is_shown_to_nobody() -> None:
    with pytest.raises(NobodySaidWhoMaySee, match="access.register"):
        visible(AnonymousUser(), User.objects.all())


def test_a_viewer_costs_two_queries_a_request(
    kent: Authority, django_assert_num_queries: object
) -> None:
    somebody = person("director")
    Role.objects.create(person=somebody, kind=RoleKind.DCS, authority=kent)
    user = account(somebody)
    with django_assert_num_queries(2):  # type: ignore[operator]  # roles, and for whom they act
        viewer_of(user)
        viewer_of(user)


def test_every_rule_is_registered_for_a_model_of_ours() -> None:
    assert all(model.__module__.startswith("alliance.") for model in access._rules)
