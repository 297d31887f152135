"""Readers of the list of publications are told which address was dead when it was looked at."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import RoleKind
from alliance.library.link_check.decide import leave, report_again
from alliance.library.link_check.gather import gather
from alliance.library.link_check.note import note
from alliance.library.link_check.verdict import Answer, judge
from alliance.library.models import Link, Publication
from tests.directory.areas.invented import account

pytestmark = pytest.mark.django_db
BEGUN = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
TOLD = "it was not there when we looked on {} November 2026"


def publication(title: str) -> Link:
    url = f"https://www.example.org/{title}"
    Publication.objects.create(title=title, match_key=title, url=url)
    gather(Publication)
    return Link.objects.get(url=url)


def look(link: Link, status: int, *days: int) -> None:
    for day in days:
        note(link, judge(link.url, Answer(status)), at=BEGUN + dt.timedelta(days=day))


def told(title: str) -> str:
    page = re.sub(r"\s+", " ", Client().get("/publications/").content.decode())
    entry = next(one for one in page.split("<li>") if f">{title}</a>" in one)
    return entry if "it was not there" in entry else ""


def test_a_dead_address_is_told_and_no_other_and_no_longer_than_it_is_dead() -> None:
    dead, failing, kept_out = map(publication, ("dead", "failing", "kept-out"))
    look(failing, 404, 0, 1)
    look(kept_out, 403, 0, 1, 2, 3, 4)
    look(dead, 404, 0, 1)
    assert not told("dead")
    look(dead, 404, 2)
    assert TOLD.format(4) in told("dead")
    assert not told("failing")
    assert not told("kept-out")
    support = account("Sue Support", RoleKind.PROGRAMME_SUPPORT)
    leave(dead, because="Opens in a browser.", by=support)
    assert not told("dead")
    report_again(dead, by=support)
    assert told("dead")
    look(dead, 200, 9)
    assert not told("dead")


def test_it_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        look(publication(f"r{number}"), 404, 0, 1, 2)
    Client().get("/publications/?year=1999")  # what is asked for once
    with django_assert_num_queries(9):
        Client().get("/publications/")
    for number in range(3, 30):
        look(publication(f"r{number}"), 404, 0, 1, 2)
    with django_assert_num_queries(9):
        Client().get("/publications/")
