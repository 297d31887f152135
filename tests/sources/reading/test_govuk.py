"""GOV.UK’s search and the history of one of its pages become entries."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.sources.reading.entry import CannotBeRead
from alliance.sources.reading.govuk import api_address, read_content, read_search

FOUND = {
    "results": [
        {
            "title": "Kinship care: statutory guidance",
            "link": "/government/publications/kinship-care",
            "description": "For local authorities & partners.",
            "public_timestamp": "2026-11-13T09:30:00.000+00:00",
            "content_store_document_type": "statutory_guidance",
            "organisations": [
                {"title": "Department for Education", "slug": "department-for-education"}
            ],
        },
        {"title": "No link"},
        "odd",
    ],
    "total": 3,
}
PAGE = {
    "title": "Working together to safeguard children",
    "description": "Statutory guidance.",
    "base_path": "/government/publications/working-together",
    "document_type": "statutory_guidance",
    "public_updated_at": "2026-11-13T09:30:00+00:00",
    "details": {
        "change_history": [
            {"public_timestamp": "2023-12-15T09:30:00+00:00", "note": "First published."},
            {
                "public_timestamp": "2026-11-13T09:30:00+00:00",
                "note": "Chapter 3 <b>rewritten</b>.",
            },
        ]
    },
    "links": {"organisations": [{"title": "Department for Education"}]},
}


def as_sent(told: Any) -> bytes:
    return json.dumps(told).encode()


def test_each_thing_found_is_an_entry_with_what_govuk_says_of_it() -> None:
    (entry,) = read_search(as_sent(FOUND)).entries
    assert entry.url == "https://www.gov.uk/government/publications/kinship-care"
    assert entry.text == "For local authorities & partners."
    assert entry.publisher == "Department for Education"
    assert entry.facts["document_type"] == "statutory_guidance"


def test_an_update_of_a_page_found_is_the_same_entry() -> None:
    later = json.loads(as_sent(FOUND))
    later["results"][0]["public_timestamp"] = "2026-11-20T09:30:00.000+00:00"
    assert read_search(as_sent(later)).entries[0].key == read_search(as_sent(FOUND)).entries[0].key


def test_each_note_of_change_is_an_entry_the_newest_first() -> None:
    newest, first = read_content(as_sent(PAGE)).entries
    assert newest.text == "Chapter 3 <b>rewritten</b>.\nStatutory guidance."
    assert newest.facts["change_note"] == "Chapter 3 <b>rewritten</b>."
    assert first.published_at
    assert first.published_at.year == 2023
    assert newest.key != first.key
    assert newest.url == first.url


def test_a_page_that_was_withdrawn_says_so() -> None:
    gone = PAGE | {"withdrawn_notice": {"withdrawn_at": "2026-11-27T09:00:00Z", "explanation": "x"}}
    assert read_content(as_sent(gone)).entries[0].facts["change_note"] == "Withdrawn."


def test_a_page_without_a_history_is_one_entry() -> None:
    plain = {name: value for name, value in PAGE.items() if name != "details"}
    assert len(read_content(as_sent(plain)).entries) == 1


@pytest.mark.parametrize("told", [{}, [], {"results": {}}, "x", None])
def test_another_answer_is_said(told: Any) -> None:
    with pytest.raises(CannotBeRead):
        read_search(as_sent(told))
    with pytest.raises(CannotBeRead):
        read_content(as_sent(told))


@pytest.mark.parametrize(
    ("pasted", "kind", "begins"),
    [
        ("https://www.gov.uk/government/publications/x", "content", "https://www.gov.uk/api/content/government/publications/x"),
        ("https://www.gov.uk/api/content/guidance/y", "content", "https://www.gov.uk/api/content/guidance/y"),
        ("https://www.gov.uk/search/all?keywords=kinship+care&organisations%5B%5D=ofsted", "search",
         "https://www.gov.uk/api/search.json?q=kinship+care&filter_organisations=ofsted&order=-public_timestamp"),
        ("https://www.gov.uk/api/search.json?q=a", "search", "https://www.gov.uk/api/search.json?q=a"),
        ("https://www.gov.uk/", "", ""),
        ("https://example.org/search", "", ""),
        ("http://[", "", ""),
    ],
)  # fmt: skip
def test_an_address_as_pasted_leads_to_what_is_asked(pasted: str, kind: str, begins: str) -> None:
    found, address = api_address(pasted)
    assert (found, address[: len(begins)]) == (kind, begins)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*PAGE, *FOUND["results"][0], "results", "change_history", "note"]),  # type: ignore[misc]
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(ANY)
def test_no_json_raises_anything_else(told: Any) -> None:
    for read in (read_search, read_content):
        for sent in (told, {"results": [told], "title": "T", "details": told, "links": told}):
            with contextlib.suppress(CannotBeRead):
                read(json.dumps(sent).encode())
