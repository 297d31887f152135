"""What in a text may be about one child: found where the words say so, and not where they do not."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.text.personal import Kind, find
from alliance.text.personal.numbers import is_nhs, is_uln, is_upn
from benches.personal_data import missed, ours, wrong
from benches.personal_data_cases import SAYS, SAYS_NOTHING


def quoted(text: str) -> list[tuple[str, str]]:
    return [(found.kind.value, found.of(text)) for found in find(text)]


def test_every_sentence_that_the_rules_were_made_for_is_judged_rightly() -> None:
    assert missed(SAYS, ours) == []
    assert wrong(SAYS_NOTHING, ours) == []


def test_the_very_words_are_quoted_in_their_order() -> None:
    text = "A boy called Jayden, born 3.4.2011, NHS 943 476 5919, lives at 14 Orchard Close."
    assert quoted(text) == [
        ("name", "Jayden"),
        ("born", "3.4.2011"),
        ("nhs", "943 476 5919"),
        ("address", "14 Orchard Close"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When Ethan was excluded, we met.", "Ethan"),
        ("A student called Xanthe Brightwell wrote it.", "Xanthe Brightwell"),
        ("Her son Tyler And so on", "Tyler"),
    ],
)
def test_a_name_is_quoted_without_the_words_before_and_after_it(text: str, name: str) -> None:
    assert quoted(text) == [("name", name)]


def test_a_name_that_is_said_to_be_changed_is_none() -> None:
    assert quoted("A boy called Jayden came.") == [("name", "Jayden")]
    assert quoted("A boy called Jayden (not his real name) came.") == []
    assert quoted("All names have been changed. A boy called Jayden came.") == []


@pytest.mark.parametrize(
    ("check", "right", "off_by_one"),
    [
        (is_nhs, "9434765919", "9434765918"),
        (is_uln, "5027976630", "5027976631"),
        (is_upn, "G642505919607", "G642505919608"),
    ],
)
def test_numbers_are_known_by_their_check_digits(
    check: Callable[[str], bool], right: str, off_by_one: str
) -> None:
    assert check(right)
    assert not check(off_by_one)


def test_ten_equal_figures_are_nobodys_number() -> None:
    assert not is_nhs("0000000000")


def test_every_kind_has_words_for_people() -> None:
    assert all(kind.words for kind in Kind)


@given(st.text(alphabet="Aa b.,@-'’()0149\nJT", max_size=300))
def test_any_text_is_read_and_what_is_found_stands_in_it_apart(text: str) -> None:
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    ["a.b" * 7000, "Aa-" * 7000, "07700 " * 4000, "the boy at " + "Aaa " * 5000, "A. " * 7000, "1 Aa " * 4000],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 2
