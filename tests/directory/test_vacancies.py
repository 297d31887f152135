"""Where somebody has to decide and nobody does: said to the programme, with what follows."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.deeds import Approvers
from alliance.directory.editors import make_editor
from alliance.directory.models import ActingFor, Authority, Capacity, Person, Role, RoleKind, User
from alliance.directory.vacancies import Lack, lacks_of
from tests.directory.conftest import account

PAGE = "/people/vacancies/"
CODES = iter(range(10_000_000, 99_999_999))


@pytest.mark.parametrize(
    ("directors", "deputies", "with_account", "lacks"),
    [
        ([], [], [], [Lack.DIRECTOR]),
        ([], [2], [2], [Lack.DIRECTOR]),  # a deputy's right is the director's
        ([1], [2], [1, 2], []),
        ([1], [2], [2], []),
        ([1], [2], [3], [Lack.ACCOUNT]),
        ([1], [], [1], [Lack.DEPUTY]),
        ([1], [], [], [Lack.ACCOUNT, Lack.DEPUTY]),
    ],
)
def test_what_is_missing(
    directors: list[int], deputies: list[int], with_account: list[int], lacks: list[Lack]
) -> None:
    assert list(lacks_of(Approvers(directors, deputies), frozenset(with_account))) == lacks


def authority(name: str) -> Authority:
    return Authority.objects.create(name=name, slug=name.lower(), ons_code=f"E{next(CODES)}")


def person(name: str, of: Authority, *, signs_in: bool = True) -> Person:
    one: Person = Person.objects.create(name=name)
    Role.objects.create(person=one, kind=RoleKind.DCS, authority=of)
    if signs_in:
        User.objects.create_user(f"{name.replace(' ', '.')}@example.org", name=name, person=one)
    return one


def shown(client: Client) -> str:
    return re.sub(r"\s+", " ", client.get(PAGE).content.decode())


def test_the_programme_reads_what_is_missing_and_what_follows(support: Client) -> None:
    authority("Kent")
    person("Max Medway", authority("Medway"))
    person("Sue Surrey", authority("Surrey"), signs_in=False)
    slough = person("Sol Slough", authority("Slough"))
    deputy = Person.objects.create(name="Dee Deputy")
    today = timezone.localdate()
    ActingFor.objects.create(
        person=deputy, principal=slough, capacity=Capacity.DEPUTY, starts_on=today
    )
    page = shown(support)
    by_heading = {part.partition("</h2>")[0]: part for part in page.split("<h2 id=")[1:]}
    found = {
        heading.partition(">")[2]: re.findall(r"authorities/(\w+)/access", part)
        for heading, part in by_heading.items()
    }
    assert found == {
        "No director": ["kent"],
        "Nobody who decides can sign in": ["surrey"],
        "No deputy": ["medway", "surrey"],
    }
    assert "The programme decides who of the authority enters" in page
    assert 'href="/people/invitations/new/"' in page
    assert "Slough" not in page


def test_an_editor_s_mark_that_an_ended_post_left_is_said(support: Client) -> None:
    left = account("Ed Itor", RoleKind.PROGRAMME_SUPPORT)
    make_editor(left)
    assert "Ed Itor" not in shown(support)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Role.objects.filter(person=left.person).update(ends_on=yesterday)
    assert f'href="/people/accounts/{left.pk}/">Ed Itor</a>' in shown(support)


def test_when_nothing_is_missing_the_page_says_what_would_be_here(support: Client) -> None:
    assert "Every authority has a director and a deputy" in shown(support)


def test_the_page_costs_the_same_however_many_authorities(
    support: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person("Max Medway", authority("Medway"))
    support.get(PAGE)
    with django_assert_num_queries(11) as few:
        support.get(PAGE)
    for name in ("Kent", "Surrey", "Slough", "Luton"):
        person(f"Director {name}", authority(name))
    with django_assert_num_queries(len(few)):
        support.get(PAGE)


def test_it_is_for_the_programme_alone(member: Client) -> None:
    assert member.get(PAGE).status_code == 403
