"""What somebody may do for an authority, and in whose name."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.access import viewer_of, visible
from alliance.directory.acting import end_acting, name_acting
from alliance.directory.deeds import (
    Deed,
    Standing,
    approvers,
    may_sign_as,
    standing,
    standings,
)
from alliance.directory.models import (
    ActingFor,
    Authority,
    Capacity,
    Person,
    Role,
    RoleKind,
    User,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DEEDS = [Deed.ANSWER, Deed.SEE_ACCESS, Deed.DECIDE_ACCESS]


def account(name: str) -> User:
    person = Person.objects.create(name=name)
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, name=name, person=person)


def again(user: User) -> User:
    """As the next request finds them."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def kent() -> Authority:
    return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


@pytest.fixture
def medway() -> Authority:
    return Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")


@pytest.fixture
def director(kent: Authority) -> User:
    user = account("Ann Director")
    Role.objects.create(person=user.person, kind=RoleKind.DCS, authority=kent)
    return user


@pytest.fixture
def pa(kent: Authority) -> User:
    user = account("Jo Assistant")
    Role.objects.create(person=user.person, kind=RoleKind.DCS_PA, authority=kent)
    return user


def acting(user: User, director: User, capacity: Capacity, **term: dt.date) -> ActingFor:
    assert user.person
    assert director.person
    return name_acting(
        by=director,
        person=user.person,
        principal=director.person,
        capacity=capacity,
        starts_on=term.get("starts_on", timezone.localdate()),
        ends_on=term.get("ends_on"),
    )


def may(user: User, authority: Authority) -> list[Deed]:
    viewer = viewer_of(again(user))
    return [deed for deed in DEEDS if standing(viewer, deed, authority.pk)]


def test_a_director_does_all_for_the_authority_and_nothing_for_another(
    director: User, kent: Authority, medway: Authority
) -> None:
    assert may(director, kent) == DEEDS
    assert may(director, medway) == []
    assert standing(viewer_of(director), Deed.ANSWER, kent.pk) == Standing(kent.pk, RoleKind.DCS)


def test_a_pa_without_a_director_named_may_do_nothing(pa: User, kent: Authority) -> None:
    assert may(pa, kent) == []


def test_a_pa_answers_and_looks_after_and_is_shown_as_such(
    pa: User, director: User, kent: Authority
) -> None:
    acting(pa, director, Capacity.PA)
    assert may(pa, kent) == [Deed.ANSWER, Deed.SEE_ACCESS]
    assert standing(viewer_of(again(pa)), Deed.ANSWER, kent.pk) == Standing(
        kent.pk, RoleKind.DCS, Capacity.PA, director.person_id
    )


def test_a_deputy_decides_too(pa: User, director: User, kent: Authority) -> None:
    acting(pa, director, Capacity.DEPUTY)
    assert may(pa, kent) == DEEDS


def test_nobody_signs_for_another(pa: User, director: User, kent: Authority) -> None:
    acting(pa, director, Capacity.PA)
    acting(pa, director, Capacity.DEPUTY)
    assert may_sign_as(viewer_of(again(pa)), kent.pk) == []
    assert may_sign_as(viewer_of(director), kent.pk) == [RoleKind.DCS]


def test_who_holds_two_roles_signs_in_each_and_only_there(
    director: User, kent: Authority, medway: Authority
) -> None:
    Role.objects.create(person=director.person, kind=RoleKind.CHIEF_EXECUTIVE, authority=kent)
    Role.objects.create(person=director.person, kind=RoleKind.LEAD_MEMBER, authority=medway)
    viewer = viewer_of(again(director))
    assert may_sign_as(viewer, kent.pk) == [RoleKind.DCS, RoleKind.CHIEF_EXECUTIVE]
    assert may_sign_as(viewer, medway.pk) == [RoleKind.LEAD_MEMBER]


@pytest.mark.parametrize("whose", ["the PA's naming", "the director's post"])
def test_rights_end_with_the_last_day_of_either_term(
    pa: User, director: User, kent: Authority, whose: str
) -> None:
    named = acting(pa, director, Capacity.DEPUTY)
    today = timezone.localdate()
    ends = named if whose == "the PA's naming" else Role.objects.get(person=director.person)
    type(ends).objects.filter(pk=ends.pk).update(ends_on=today)
    assert may(pa, kent) == DEEDS
    type(ends).objects.filter(pk=ends.pk).update(starts_on=today - 2 * DAY, ends_on=today - DAY)
    assert may(pa, kent) == []
    assert approvers()[kent.pk].deputies == []


def test_a_director_s_other_roles_lend_nothing(
    pa: User, director: User, kent: Authority, medway: Authority
) -> None:
    """A lead member's seat elsewhere, and a director's post that is over, are not acted for."""
    acting(pa, director, Capacity.PA)
    Role.objects.create(person=director.person, kind=RoleKind.LEAD_MEMBER, authority=medway)
    over = timezone.localdate() - DAY
    surrey = Authority.objects.create(name="Surrey", slug="surrey", ons_code="E10000030")
    Role.objects.create(person=director.person, kind=RoleKind.DCS, authority=surrey, ends_on=over)
    viewer = viewer_of(again(pa))
    assert [each.authority for each in standings(viewer, Deed.ANSWER)] == [kent.pk]


def test_one_s_own_role_comes_before_acting_for_another(
    pa: User, director: User, kent: Authority
) -> None:
    Role.objects.create(person=pa.person, kind=RoleKind.DATA_LEAD, authority=kent)
    acting(pa, director, Capacity.PA)
    found = standing(viewer_of(again(pa)), Deed.ANSWER, kent.pk)
    assert found == Standing(kent.pk, RoleKind.DATA_LEAD)


def test_whoever_acts_works_for_the_same_authority(
    director: User, kent: Authority, medway: Authority
) -> None:
    stranger = account("Sam Stranger")
    Role.objects.create(person=stranger.person, kind=RoleKind.DCS_PA, authority=medway)
    with pytest.raises(ValidationError, match="does not work for the same authority"):
        acting(stranger, director, Capacity.PA)


def test_only_a_director_is_acted_for(pa: User, director: User) -> None:
    with pytest.raises(ValidationError, match="is not a director of children’s services then"):
        acting(director, pa, Capacity.DEPUTY)


def test_nobody_acts_for_themselves_and_nobody_twice(pa: User, director: User) -> None:
    with pytest.raises(ValidationError, match="Nobody acts for themselves"):
        acting(director, director, Capacity.DEPUTY)
    acting(pa, director, Capacity.PA)
    with pytest.raises(ValidationError, match="end that first"):
        acting(pa, director, Capacity.PA)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActingFor.objects.create(
            person=director.person,
            principal=director.person,
            capacity=Capacity.PA,
            starts_on=timezone.localdate(),
        )


def test_what_is_ended_gives_no_right_from_that_moment(
    pa: User, director: User, kent: Authority
) -> None:
    named = acting(pa, director, Capacity.DEPUTY)
    end_acting(by=director, acting=named)
    assert may(pa, kent) == []
    end_acting(by=director, acting=named)  # again changes nothing
    assert [event.verb for event in history(named)] == ["ended", "named"]


def test_the_programme_sees_which_authority_has_no_director_or_no_deputy(
    pa: User, director: User, kent: Authority, medway: Authority
) -> None:
    found = approvers()
    assert found[kent.pk].lacks_deputy
    assert not found[kent.pk].is_vacant
    assert found[medway.pk].is_vacant
    acting(pa, director, Capacity.DEPUTY)
    assert not approvers()[kent.pk].lacks_deputy


def test_who_looks_after_an_authority_knows_its_people_and_no_other_s(
    pa: User, director: User, kent: Authority, medway: Authority
) -> None:
    hidden = account("Hidden Colleague")
    Role.objects.create(person=hidden.person, kind=RoleKind.DATA_LEAD, authority=kent)
    elsewhere = account("Hidden Elsewhere")
    Role.objects.create(person=elsewhere.person, kind=RoleKind.DATA_LEAD, authority=medway)

    def seen(user: User) -> set[str]:
        return {person.name for person in visible(again(user), Person.objects.all())}

    assert seen(director) == {"Ann Director", "Jo Assistant", "Hidden Colleague"}
    assert seen(pa) == {"Jo Assistant"}
    acting(pa, director, Capacity.PA)
    assert seen(pa) == {"Ann Director", "Jo Assistant", "Hidden Colleague"}


def test_who_acts_for_whom_is_known_to_both_and_to_nobody_else(pa: User, director: User) -> None:
    acting(pa, director, Capacity.PA)
    stranger = account("Sam Stranger")
    for user, count in ((pa, 1), (director, 1), (stranger, 0)):
        assert visible(again(user), ActingFor.objects.all()).count() == count
