"""Who a subscriber is to a letter: by the roles they hold today, not by their word."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.delivery.composing.letter import Reader
from alliance.delivery.models import Frequency, Subscriber
from alliance.delivery.sending.readers import readers_of
from alliance.directory.models import ActingFor, Capacity, Role, RoleKind, Topic, User
from tests.delivery.invented import subscriber
from tests.directory.areas.invented import DAY, account, today
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


def reader(one: Subscriber) -> Reader:
    found = Subscriber.objects.select_related("person__user").filter(pk=one.pk)
    return readers_of(list(found))[one.pk]


def of(user: User) -> Reader:
    return reader(subscriber(user.name, person=user.person))


def test_from_the_web_they_read_what_everybody_reads() -> None:
    kent = authority("Kent")
    topic = Topic.objects.create(name="Care", slug="care")
    one = subscriber(topics=(topic,), audiences=["data"], said_authority=kent)
    assert reader(one) == Reader(topics=frozenset({topic.pk}), audiences=frozenset({"data"}))


def test_with_a_role_and_an_account_they_are_a_member_of_its_authority() -> None:
    kent = authority("Kent")
    assert of(account("Kent Director", RoleKind.DCS, kent)) == Reader(
        authority=kent.pk, is_member=True
    )


def test_a_role_that_ended_opens_nothing() -> None:
    user = account("Gone Director", RoleKind.DCS, authority("Kent"))
    Role.objects.update(ends_on=today() - DAY)
    assert of(user) == Reader()


def test_a_role_that_has_yet_to_begin_opens_nothing() -> None:
    user = account("Coming Director", RoleKind.DCS, authority("Kent"))
    Role.objects.update(starts_on=today() + DAY)
    assert of(user) == Reader()


def test_without_an_account_or_with_a_closed_one_they_are_no_member() -> None:
    kent = authority("Kent")
    user = account("Kent Lead", RoleKind.DATA_LEAD, kent)
    User.objects.update(is_active=False)
    assert of(user) == Reader(authority=kent.pk)
    User.objects.all().delete()
    one = Subscriber.objects.get()
    assert reader(one) == Reader(authority=kent.pk)


def test_with_an_account_and_no_role_they_are_no_member() -> None:
    assert of(account("Nobody yet")) == Reader()


def test_the_programme_is() -> None:
    user = account("Nell Farrow")
    User.objects.update(is_staff=True)
    assert of(user).is_member
    assert of(account("Tobias", RoleKind.PROGRAMME_SUPPORT)).is_member


@pytest.mark.second_factor
def test_who_has_yet_to_add_a_second_factor_is_no_member() -> None:
    kent = authority("Kent")
    assert not of(account("Kent Lead", RoleKind.DATA_LEAD, kent)).is_member
    assert of(account("Kent Director", RoleKind.DCS, kent)).is_member


def test_with_several_roles_the_directors_authority_counts_then_the_oldest() -> None:
    kent, medway, slough = authority("Kent"), authority("Medway"), authority("Slough")
    user = account("Two Hats", RoleKind.DATA_LEAD, kent)
    Role.objects.create(person=user.person, kind=RoleKind.COMMISSIONER, authority=slough)
    assert of(user).authority == kent.pk
    Role.objects.create(person=user.person, kind=RoleKind.DCS, authority=medway)
    one = Subscriber.objects.get()
    assert reader(one).authority == medway.pk


def test_who_acts_for_a_director_reads_for_their_authority() -> None:
    kent = authority("Kent")
    director = account("Kent Director", RoleKind.DCS, kent)
    helper = account("Helper")
    ActingFor.objects.create(
        person=helper.person, principal=director.person, capacity=Capacity.PA, starts_on=today()
    )
    assert of(helper) == Reader(authority=kent.pk, is_member=True)
    Role.objects.update(ends_on=today() - DAY)
    assert reader(Subscriber.objects.get()) == Reader()


def test_who_wants_only_what_is_asked_says_so() -> None:
    assert reader(subscriber(frequency=Frequency.ASKED)).only_asked


def test_it_takes_as_many_queries_for_many() -> None:
    kent = authority("Kent")

    def queries() -> int:
        rows = list(Subscriber.objects.select_related("person__user"))
        with CaptureQueriesContext(connection) as seen:
            assert len(readers_of(rows)) == len(rows)
        return len(seen)

    of(account("First", RoleKind.DCS, kent))
    few = queries()
    for number in range(6):
        of(account(f"Member {number}", RoleKind.DATA_LEAD, kent))
        of(account(f"Account {number}"))
    assert queries() == few <= 5
