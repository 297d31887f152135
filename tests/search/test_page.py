"""The page at /search/."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pytest
from django.http import HttpRequest
from django.test import Client

from alliance.search import audience
from alliance.search.models import MEMBERS
from tests.search.conftest import Add

pytestmark = pytest.mark.django_db


def page(client: Client, query: str) -> str:
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_anything_is_typed_it_says_what_can_be_found(client: Client) -> None:
    assert "Type a word or two" in page(client, "")


def test_it_shows_what_was_found_and_leads_there(client: Client, add: Add) -> None:
    add("Homes for siblings", "Where they live", kind="Item", date=dt.date(2020, 11, 13))
    text = page(client, "q=siblings")
    assert "1 result for “siblings”" in text
    assert '<a class="govuk-link" href="/networks/n0/">Homes for <mark>siblings</mark></a>' in text
    assert '<time datetime="2020-11-13">13 November 2020</time>' in text


def test_when_nothing_is_found_it_says_what_to_try(client: Client) -> None:
    text = page(client, "q=%3Cb%3Ehomes&kind=Item")
    assert "Nothing found for “&lt;b&gt;homes”" in text
    assert "Look without narrowing" in text


def test_facets_are_links_that_choose_and_drop(client: Client, add: Add) -> None:
    add("Homes a", kind="Item", date=dt.date(2020, 1, 1))
    add("Homes b", kind="Bulletin", date=dt.date(2021, 1, 1))
    text = page(client, "q=homes&page=1")
    assert 'href="?q=homes&amp;kind=Item"' in text
    assert 'href="?q=homes&amp;year=2021"' in text
    chosen = page(client, "q=homes&kind=Item")
    assert 'href="?q=homes" aria-current="true">Item</a>' in chosen
    assert 'href="?q=homes&amp;kind=Item&amp;kind=Bulletin"' in chosen
    assert "Homes b" not in chosen.replace("<mark>", "").replace("</mark>", "")


def test_long_results_have_pages(client: Client, add: Add) -> None:
    for number in range(45):
        add(f"Home {number}")
    text = page(client, "q=home&page=2")
    assert 'start="21"' in text
    assert "page=3" in text
    assert text.count('<li class="hit">') == 20


@pytest.mark.parametrize("query", ["q=homes&page=x", "q=homes&page=-3", "q=homes&year=20.1"])
def test_an_address_that_makes_no_sense_is_no_fault(client: Client, add: Add, query: str) -> None:
    add("Homes")
    assert "1 result" in page(client, query)


def test_the_directory_says_who_asks(
    client: Client, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Homes", audience=MEMBERS)

    def for_members(request: HttpRequest) -> Collection[str]:
        return {MEMBERS} if request.headers.get("X-Member") else set()

    monkeypatch.setattr(audience, "_tellers", [])
    assert "Nothing found" in page(client, "q=homes")
    audience.told_by(for_members)
    assert "Nothing found" in page(client, "q=homes")
    seen = client.get("/search/?q=homes", headers={"X-Member": "yes"}).content.decode()
    assert "1 result" in seen


def test_a_corrected_word_is_said_and_can_be_undone(client: Client, add: Add) -> None:
    add("Safeguarding")
    text = page(client, "q=safegaurding&kind=Network")
    assert "Showing results for <strong>safeguarding</strong>" in text
    assert (
        'href="?q=safegaurding&amp;kind=Network&amp;as_typed=1">search instead for safegaurding'
        in text
    )
    undone = page(client, "q=safegaurding&as_typed=1")
    assert "Nothing found for “safegaurding”" in undone
    assert 'href="?q=safegaurding">look for other wordings' in undone


def test_other_wordings_are_named_and_can_be_left_out(client: Client, add: Add) -> None:
    add("Looked-after children")
    text = page(client, "q=LAC")
    said = " ".join(text.split())
    assert "calls it so: CLA, CiC, looked-after child, " in said
    assert "and other wordings." in said
    assert "Only the words as typed were looked for." not in text
    add("LAC nurses")
    assert "Only the words as typed were looked for." in page(client, "q=LAC&as_typed=1")


def test_it_says_when_not_all_the_words_are_there(client: Client, add: Add) -> None:
    add("Homes for siblings")
    assert "Nothing has all these words." in page(client, "q=homes+zeppelins")


def test_what_was_typed_is_never_markup(client: Client, add: Add) -> None:
    add("Safeguarding")
    text = page(client, "q=safegaurding+%3Cb%3E%22&as_typed=0")
    assert "<b>" not in text
    assert "safegaurding &lt;b&gt;&quot;" in text


def test_publisher_and_authority_are_facets(client: Client, add: Add) -> None:
    add("Homes a", publisher="Ofsted", authority="Kent")
    add("Homes b", publisher="DfE", authority="Surrey")
    text = page(client, "q=homes")
    assert 'href="?q=homes&amp;publisher=Ofsted"' in text
    assert 'href="?q=homes&amp;authority=Surrey"' in text
