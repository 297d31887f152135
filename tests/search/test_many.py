"""More hits than can be counted or set in order while somebody waits: what is still promised."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from alliance.search import databases, facets, query
from alliance.search.models import MEMBERS, PUBLIC
from alliance.search.query import search
from tests.search.conftest import Add

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED", 5)
    monkeypatch.setattr(query, "COUNTED", 5)
    monkeypatch.setattr(databases, "MANY", 4)
    monkeypatch.setattr(query, "WEIGHED", 4)


@pytest.fixture
def many(add: Add) -> None:
    for number in range(12):
        add(
            f"Note {number}",
            "About homes",
            kind="Item" if number % 2 else "Bulletin",
            date=dt.date(2014 + number, 1, 1),
            publisher="Ofsted" if number == 3 else "",
            topics=("care",) if number > 8 else (),
        )
    add("Homes for all", kind="Item", date=dt.date(2010, 1, 1))


def years(text: str, **narrowed: object) -> list[int]:
    found = search(text, **({"audiences": {PUBLIC}} | narrowed))  # type: ignore[arg-type]
    return [hit.date.year for hit in found.hits if hit.date]


def test_of_more_than_are_counted_it_is_said_that_there_are_more(many: None) -> None:
    found = search("homes", audiences={PUBLIC})
    assert (found.total, found.is_more) == (5, True)
    assert all(facet.count is None for values in found.facets.values() for facet in values)


def test_what_can_be_counted_is_counted_to_the_last(many: None) -> None:
    found = search("homes note 3", audiences={PUBLIC})
    assert (found.total, found.is_more) == (1, False)
    assert [facet.count for facet in found.facets["publisher"]] == [1]


def test_the_newest_and_those_that_are_named_so_are_there(many: None) -> None:
    first, *others = years("homes")
    assert first == 2010
    assert sorted(others, reverse=True) == [2025, 2024, 2023, 2022]


def test_narrowing_looks_among_all_that_match(many: None) -> None:
    assert years("homes", year=2015) == [2015]
    assert years("homes", publishers=["Ofsted"]) == [2017]
    found = search("homes", audiences={PUBLIC}, topics=["care"])
    assert (found.total, found.is_more) == (3, False)
    assert [(f.value, f.count) for f in found.facets["kind"]] == [("Item", 2), ("Bulletin", 1)]


def test_the_years_in_between_are_offered_too(many: None) -> None:
    values = [facet.value for facet in search("homes", audiences={PUBLIC}).facets["year"]]
    assert values == [str(year) for year in range(int(values[0]), int(values[-1]) - 1, -1)]
    assert values[0] == "2025"


def test_what_is_not_for_the_asker_makes_no_difference(many: None, add: Add) -> None:
    before = search("homes", audiences={PUBLIC})
    for number in range(8):
        add(f"Members’ homes {number}", audience=MEMBERS, kind="Secret", date=dt.date(2030, 1, 1))
    after = search("homes", audiences={PUBLIC})
    assert [hit.entry_id for hit in after.hits] == [hit.entry_id for hit in before.hits]
    assert (after.facets, after.total) == (before.facets, before.total)


def test_without_dates_there_are_hits_all_the_same(add: Add) -> None:
    for number in range(9):
        add(f"Note {number}", "About homes")
    assert len(search("homes", audiences={PUBLIC}).hits) == 4


def test_the_page_says_it(many: None, client: Client) -> None:
    text = client.get("/search/?q=homes").content.decode()
    assert "More than 5 results" in text
    assert "So many are not counted" in text
    assert "(None)" not in text
