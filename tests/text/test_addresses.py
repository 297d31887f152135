"""One page, one address, however it was passed on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.text.addresses import address_key, names_one_page

PAGE = "https://www.gov.uk/government/publications/working-together"


@pytest.mark.parametrize(
    "passed_on",
    [
        "http://gov.uk/government/publications/working-together/",
        f"{PAGE}#section-2",
        f"{PAGE}?utm_source=govdelivery&utm_medium=email",
        f"{PAGE}?fbclid=IwAR0&gclid=1",
        f"{PAGE}/print",
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        "HTTPS://WWW.GOV.UK:443/government/publications/working-together.en",
        "  https://m.gov.uk/government//publications/working-together ",
    ],
)
def test_a_page_is_known_however_its_address_was_passed_on(passed_on: str) -> None:
    assert address_key(passed_on) == address_key(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, f"{PAGE}-2"),
        ("https://example.org/story?id=4", "https://example.org/story?id=5"),
        ("https://example.org/a?view=map", "https://example.org/a?view=list"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://kent.example.org/a", "https://medway.example.org/a"),
    ],
)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "no_page", ["", "mailto:a@example.org", "/items/4", "http://[x", "https://"]
)
def test_what_is_no_address_of_a_page_has_no_key(no_page: str) -> None:
    assert address_key(no_page) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://example.org/news/",
        "https://www.gov.uk/government/publications",
    ],
)
def test_front_pages_and_lists_name_no_one_thing(address: str) -> None:
    assert not names_one_page(address_key(address))
    assert names_one_page(address_key(PAGE))


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_address_raises_and_a_key_is_its_own_key(path: str, query: str) -> None:
    key = address_key(f"https://example.org/{path}?{query}")
    assert address_key(f"https://{key}") in {key, ""}
