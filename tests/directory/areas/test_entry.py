"""Who may enter an area today."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from alliance.directory.access import may_enter, viewer_of
from alliance.directory.acting import name_acting
from alliance.directory.areas.end import end_what_is_over
from alliance.directory.areas.entry import admitted_by_role, entered_as
from alliance.directory.models import (
    AccessGrant,
    AccessState,
    AdmittedRole,
    Area,
    Authority,
    Capacity,
    Person,
    Role,
    RoleKind,
    User,
)
from alliance.jobs.progress import Progress
from tests.directory.areas.invented import DAY, account, again, area, given, today
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db


def who_enters(people: People, area: Area) -> set[str]:
    return {name for name, user in people.of.items() if may_enter(again(user), area)}


def test_an_area_that_admits_nobody_admits_the_programme(people: People, quality: Area) -> None:
    assert who_enters(people, quality) == {"support"}
    assert not may_enter(AnonymousUser(), quality)


def test_an_area_may_admit_by_role(people: People) -> None:
    directors = area("Directors", RoleKind.DCS)
    assert who_enters(people, directors) == {"director", "other_director", "support"}


def test_a_role_admits_from_its_first_day_to_its_last(people: People) -> None:
    directors = area("Directors", RoleKind.DCS)
    role = Role.objects.filter(person=people.director.person)
    for starts_on, ends_on, admits in (
        (today(), today(), True),
        (today() + DAY, None, False),
        (None, today() - DAY, False),
    ):
        role.update(starts_on=starts_on, ends_on=ends_on)
        assert may_enter(people.director, directors) is admits


@pytest.mark.parametrize("capacity", Capacity)
@pytest.mark.parametrize("with_acting", [True, False])
def test_who_acts_for_a_director_enters_where_the_area_says_so(
    people: People, capacity: Capacity, with_acting: bool
) -> None:
    directors = area("Directors", RoleKind.DCS, acting=with_acting)
    name_acting(
        by=None,
        person=people.asker.person,
        principal=people.director.person,
        capacity=capacity,
        starts_on=today(),
    )
    assert may_enter(people.asker, directors) is with_acting
    Role.objects.filter(person=people.director.person).update(ends_on=today() - DAY)
    assert not may_enter(people.asker, directors), "their director's term is over"


def test_somebody_let_in_enters_that_area_alone(
    people: People, quality: Area, kent: Authority
) -> None:
    other = area("Missing education")
    given(people.asker, quality, kent, by=people.director)
    assert who_enters(people, quality) == {"asker", "support"}
    assert who_enters(people, other) == {"support"}


@pytest.mark.parametrize("state", [s for s in AccessState if s != AccessState.GRANTED])
def test_no_other_state_lets_anybody_in(
    people: People, quality: Area, kent: Authority, state: AccessState
) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    fields: dict[str, object] = {"state": state}
    if state in {"asked", "withdrawn", "refused"}:
        fields |= {"starts_on": None, "ends_on": None}
    if state in {"asked", "withdrawn"}:
        fields |= {"decided_at": None, "decided_as": ""}
    if state in {"ended", "withdrawn"}:
        fields |= {"ended_at": grant.asked_at, "ended_as": "asker", "ended_why": "x"}
    if state == "refused":
        fields |= {"refusal": "x"}
    AccessGrant.objects.filter(pk=grant.pk).update(**fields)
    assert who_enters(people, quality) == {"support"}


def test_a_grant_lasts_from_its_first_day_to_its_last(
    people: People, quality: Area, kent: Authority
) -> None:
    grant = AccessGrant.objects.filter(pk=given(people.asker, quality, kent, by=people.director).pk)
    for starts_on, ends_on, lets_in in (
        (today(), today(), True),
        (today() + DAY, today() + DAY, False),
        (today() - DAY, today() - DAY, False),
    ):
        grant.update(starts_on=starts_on, ends_on=ends_on)
        assert may_enter(people.asker, quality) is lets_in


def test_no_grant_outlives_the_role_on_which_it_stands(
    people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    given(people.asker, quality, kent, by=people.director)
    Role.objects.filter(person=people.asker.person).update(ends_on=today() - DAY)
    assert not may_enter(people.asker, quality)
    Role.objects.create(person=people.asker.person, kind=RoleKind.DATA_LEAD, authority=medway)
    assert not may_enter(people.asker, quality), "a role elsewhere does not carry it"


def test_a_grant_that_is_over_does_not_come_back_with_another_role(
    people: People, quality: Area, kent: Authority
) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    Role.objects.filter(person=people.asker.person).update(ends_on=today() - DAY)
    assert end_what_is_over(Progress()) == "1 ended."
    Role.objects.create(person=people.asker.person, kind=RoleKind.DATA_LEAD, authority=kent)
    assert not may_enter(people.asker, quality)
    grant.refresh_from_db()
    assert (grant.state, grant.ended_as) == (AccessState.ENDED, "calendar")


def test_a_change_of_role_within_the_authority_leaves_the_grant(
    people: People, quality: Area, kent: Authority
) -> None:
    given(people.asker, quality, kent, by=people.director)
    Role.objects.filter(person=people.asker.person).update(ends_on=today() - DAY)
    Role.objects.create(person=people.asker.person, kind=RoleKind.COMMISSIONER, authority=kent)
    assert may_enter(people.asker, quality)


def test_what_the_programme_gave_stands_on_a_role_without_an_authority(
    people: People, quality: Area, kent: Authority
) -> None:
    given(people.network_lead, quality, None, by=people.support)
    assert may_enter(people.network_lead, quality)
    Role.objects.filter(person=people.network_lead.person).update(authority=kent)
    assert not may_enter(people.network_lead, quality), "now it is for Kent's director to decide"


def test_an_area_out_of_use_is_entered_by_the_programme_alone(
    people: People, kent: Authority
) -> None:
    directors = area("Directors", RoleKind.DCS)
    given(people.asker, directors, kent, by=people.director)
    Area.objects.update(is_live=False)
    assert who_enters(people, directors) == {"support"}


def test_an_account_that_may_not_sign_in_enters_nothing(people: People, quality: Area) -> None:
    User.objects.update(is_active=False)
    assert who_enters(people, quality) == set()


def test_the_index_is_searched_with_the_areas_that_one_may_enter(
    people: People, quality: Area, kent: Authority
) -> None:
    key = f"area:{quality.pk}"
    assert key not in viewer_of(people.asker).audience_keys
    given(people.asker, quality, kent, by=people.director)
    assert key in viewer_of(people.asker).audience_keys
    assert key in viewer_of(people.support).audience_keys
    assert key not in viewer_of(people.director).audience_keys
    assert viewer_of(AnonymousUser()).audience_keys == {"public"}


def test_it_is_one_query_a_request_however_many_areas(
    people: People, kent: Authority, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [area(f"Area {number}", RoleKind.DATA_LEAD) for number in range(5)]
    asker = people.asker
    viewer_of(asker)
    with django_assert_num_queries(1):
        assert all(may_enter(asker, each) for each in made)


# The other way round: who of an authority enters ------------------------------------------------


def test_who_is_listed_is_who_enters(people: People, kent: Authority, medway: Authority) -> None:
    """What a lead is told of their own people says no more and no less than the door."""
    areas = [
        area("Directors", RoleKind.DCS, acting=True),
        area("Data", RoleKind.DATA_LEAD, RoleKind.COMMISSIONER),
        area("Nobody"),
    ]
    deputy = account("Dee Deputy", RoleKind.DCS_PA, kent)
    name_acting(
        by=None,
        person=deputy.person,
        principal=people.director.person,
        capacity=Capacity.DEPUTY,
        starts_on=today(),
    )
    # A director who sits elsewhere as well: who acts for them acts where they are director.
    Role.objects.create(person=people.director.person, kind=RoleKind.LEAD_MEMBER, authority=medway)
    for authority in (kent, medway):
        here = Role.objects.current().filter(authority=authority).values_list("person", flat=True)
        listed = {(row.area, row.person) for row in admitted_by_role(authority.pk)}
        entering = {
            (each, person.pk)
            for each in areas
            for person in Person.objects.filter(pk__in=here)
            if may_enter(User.objects.get(person=person), each)
        }
        if authority == medway:  # she enters as Kent's director, not for Medway
            entering -= {(areas[0], people.director.person.pk)}
        assert listed == entering


def test_it_is_noted_as_whose_people_they_came_in(
    people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    directors = area("Directors", RoleKind.DCS)
    Role.objects.create(person=people.director.person, kind=RoleKind.LEAD_MEMBER, authority=medway)
    given(people.asker, quality, kent, by=people.director)
    assert entered_as(viewer_of(people.director), directors.pk) == kent.pk
    assert entered_as(viewer_of(people.asker), quality.pk) == kent.pk
    assert entered_as(viewer_of(people.support), quality.pk) is None


# What the database keeps true -------------------------------------------------------------------


def test_only_directors_are_acted_for(quality: Area) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AdmittedRole.objects.create(area=quality, kind=RoleKind.LEAD_MEMBER, with_acting=True)


def test_every_area_has_a_collection_of_its_own(quality: Area) -> None:
    other = area("Directors")
    assert quality.collection != other.collection
    quality.save()
    assert quality.collection.name == "Restricted: Quality assurance"


def test_nobody_waits_twice_and_nobody_is_let_in_twice(
    people: People, quality: Area, kent: Authority, medway: Authority, waiting: AccessGrant
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessGrant.objects.create(
            person=waiting.person, area=quality, authority=kent, why="Again."
        )
    given(people.other_asker, quality, medway, by=people.other_director)
    row = AccessGrant.objects.get(person=people.other_asker.person)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "granted"},  # by nobody, for no time
        {"state": "refused", "decided_at": "NOW", "decided_as": "role"},  # without a reason
        {"state": "ended"},
        {"state": "withdrawn"},  # never taken back by anybody
        {"decided_at": "NOW"},
        {"why": ""},
        {"starts_on": "TODAY", "ends_on": "TODAY"},  # a time without a decision
    ],
)
def test_what_does_not_fit_together_is_not_kept(
    waiting: AccessGrant, fields: dict[str, object]
) -> None:
    known = {"NOW": waiting.asked_at, "TODAY": today()}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessGrant.objects.filter(pk=waiting.pk).update(
            **{name: known.get(value, value) for name, value in fields.items()}  # type: ignore[call-overload]
        )
