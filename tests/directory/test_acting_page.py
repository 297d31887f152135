"""“Who acts for you”: a director names and ends; nobody does for another director."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.editors import keep_group, make_editor
from alliance.directory.models import ActingFor, Authority, Capacity, Person, Role, RoleKind, User

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/acting/"


def account(name: str, kind: RoleKind, authority: Authority) -> Client:
    person = Person.objects.create(name=name)
    Role.objects.create(person=person, kind=kind, authority=authority)
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email, name=name, person=person)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.person = person  # type: ignore[attr-defined]
    return client


def person(client: Client) -> Person:
    return client.person  # type: ignore[attr-defined,no-any-return]


def shown(client: Client) -> str:
    return client.get(ADDRESS).content.decode()


@pytest.fixture
def kent() -> Authority:
    return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


@pytest.fixture
def medway() -> Authority:
    return Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")


@pytest.fixture
def director(kent: Authority) -> Client:
    return account("Ann Director", RoleKind.DCS, kent)


@pytest.fixture
def pa(kent: Authority) -> Client:
    return account("Jo Assistant", RoleKind.DCS_PA, kent)


def name(director: Client, pa: Client, **changed: object) -> int:
    form = {
        "person": person(pa).pk,
        "capacity": "pa",
        "starts_on": timezone.localdate().isoformat(),
        "ends_on": "",
    }
    return director.post(ADDRESS, form | changed).status_code


def test_a_director_names_a_pa_and_both_see_it(director: Client, pa: Client) -> None:
    assert "Nobody acts for you." in shown(director)
    assert "You act for nobody" in shown(pa)
    assert name(director, pa) == 302
    assert "Jo Assistant acts for you." in shown(director)
    assert "Ann Director" in shown(pa)


def test_only_colleagues_can_be_chosen_not_even_by_another_id(
    director: Client, medway: Authority
) -> None:
    stranger = account("Sam Stranger", RoleKind.DCS_PA, medway)
    assert "Sam Stranger" not in shown(director)
    assert name(director, stranger) == 422
    assert not ActingFor.objects.exists()


def test_who_is_no_director_names_nobody(director: Client, pa: Client, kent: Authority) -> None:
    assert "Name somebody" not in shown(pa)
    assert name(pa, director) == 200
    assert not ActingFor.objects.exists()


def test_all_that_is_wrong_is_said_and_what_was_typed_is_kept(director: Client, pa: Client) -> None:
    response = director.post(ADDRESS, {"person": person(pa).pk, "starts_on": "soon"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose as what they act for you." in page
    assert "Write a day" in page
    assert 'value="soon"' in page


def test_a_term_that_ends_before_it_begins_is_refused(director: Client, pa: Client) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert name(director, pa, ends_on=yesterday.isoformat()) == 422
    assert not ActingFor.objects.exists()


def test_the_director_ends_it_and_another_director_cannot(
    director: Client, pa: Client, medway: Authority
) -> None:
    name(director, pa)
    acting = ActingFor.objects.get()
    other = account("Una Other", RoleKind.DCS, medway)
    assert other.post(f"{ADDRESS}{acting.pk}/end/").status_code == 404
    assert pa.post(f"{ADDRESS}{acting.pk}/end/").status_code == 404
    assert director.get(f"{ADDRESS}{acting.pk}/end/").status_code == 405
    assert ActingFor.objects.current().exists()
    assert director.post(f"{ADDRESS}{acting.pk}/end/").status_code == 302
    assert not ActingFor.objects.current().exists()
    assert acting.capacity == Capacity.PA


def test_the_programme_names_too_by_the_same_rules(
    director: Client, pa: Client, medway: Authority, client: Client, settings: object
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    keep_group()
    editor = User.objects.create_user("editor@example.org")
    make_editor(editor)
    client.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    stranger = account("Sam Stranger", RoleKind.DCS_PA, medway)
    form = {
        "person": person(stranger).pk,
        "principal": person(director).pk,
        "capacity": "pa",
        "starts_on": timezone.localdate().isoformat(),
    }
    add = reverse("wagtailsnippets_directory_actingfor:add")
    assert "does not work for the same authority" in client.post(add, form).content.decode()
    assert client.post(add, form | {"person": person(pa).pk}).status_code == 302
    assert [event.verb for event in history(ActingFor.objects.get())] == ["named"]
