"""Wishes travel in an address and come out as they went in."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance.delivery.models import Audience, Frequency
from alliance.delivery.subscribing.wishes import Wishes, read_code
from alliance.delivery.subscribing.words import masked

WISHES = st.builds(
    Wishes,
    frequency=st.sampled_from(Frequency),
    topics=st.frozensets(st.integers(1, 999_999_999), max_size=30),
    audiences=st.frozensets(st.sampled_from(Audience)),
)


@given(WISHES)
def test_what_goes_in_comes_out(wishes: Wishes) -> None:
    assert read_code(wishes.code) == wishes
    assert wishes.code[-1].isalnum()  # else a mail program leaves the last point out of the link
    assert quote(wishes.code, safe="") == wishes.code


@given(
    st.text(max_size=200)
    | st.from_regex(r"[a-z]*(\.about-[0-9-]*)?(\.for-[a-z_-]*)?", fullmatch=True)
)
@example("each.about-0")
@example("each.about-1-")
@example("each.for-data\n")
@example("daily")
@example("each.for-nobody")
@example("each.about-١")
@example("each.about-" + "9" * 30)
def test_whatever_else_stands_there_is_no_wish(code: str) -> None:
    read = read_code(code)
    assert read is None or read_code(read.code) == read


@pytest.mark.parametrize(
    "code",
    [
        "",
        ".",
        "each.",
        "each.about-",
        "each.about-x",
        "each.1",
        "EACH",
        "each.for-data-",
        "each.for",
    ],
)
def test_part_of_a_code_is_none(code: str) -> None:
    assert read_code(code) is None


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sarah.jones@kent.gov.uk", "s•••@kent.gov.uk"),
        ("a@b.org", "a•••@b.org"),
        ("", "•••"),
        ("@b.org", "•••"),
    ],
)
def test_an_address_is_known_again_and_not_to_be_copied(address: str, shown: str) -> None:
    assert masked(address) == shown
