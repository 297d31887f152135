"""Campaigns for programs: an authority's own figures, to the programme all, to the public none."""

from __future__ import annotations

import pytest
from django.test import Client

from alliance.directory.models import RoleKind, User
from tests.actions.campaigns.invented import asked_of, campaign, gives, share, week_of
from tests.actions.invented import SECRET, answered
from tests.api.test_actions import read, signed_in
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def other() -> User:
    return account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))


def test_the_public_gets_none(lead: User) -> None:
    found = campaign()
    gives(found, lead, 1, 2)
    assert read(Client(), "/api/v1/campaigns/")["total"] == 0
    for at in (f"/api/v1/campaigns/{found.pk}/", f"/api/v1/campaigns/{found.pk}/figures/"):
        assert Client().get(at).status_code == 404


def test_an_authority_gets_its_own_figures_and_the_programme_all(lead: User, other: User) -> None:
    found = campaign(of=[authority("Kent"), authority("Medway")])
    gives(found, lead, 90, 140)
    answered(asked_of(found, other), other, said=share(3, 4, SECRET))
    at = f"/api/v1/campaigns/{found.pk}/figures/"
    [row] = read(signed_in(lead), at)["results"]
    assert (row["authority"], row["done"], row["of"], row["share"]) == ("E10000016", 90, 140, 64.2)
    assert row["on"] == str(week_of(found).on)
    assert SECRET not in signed_in(lead).get(f"{at}?format=csv").content.decode()
    support = signed_in(account("Support", RoleKind.PROGRAMME_SUPPORT))
    assert read(support, at)["total"] == 2
    assert read(support, f"{at}?authority=E06000035&counts=true")["results"][0]["note"] == SECRET


def test_the_regions_total_is_told_as_on_the_page(lead: User) -> None:
    found = campaign()
    gives(found, lead, 90, 140)
    at = f"/api/v1/campaigns/{found.pk}/"
    assert read(signed_in(lead), at)["region"] == []
    support = signed_in(account("Support", RoleKind.PROGRAMME_SUPPORT))
    [total] = read(support, at)["region"]
    assert (total["done"], total["of"], total["gave"], total["carried"]) == (90, 140, 1, 0)


def test_an_answer_that_is_a_figure_says_of_how_many(lead: User) -> None:
    gives(campaign(), lead, 90, 140)
    [row] = read(signed_in(lead), "/api/v1/answers/")["results"]
    assert (row["number"], row["of"], row["words"]) == (90, 140, "90 of 140 (64.2 %)")
