"""Spelling, sentences and reading age: plain functions of English."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.text.language.readability import reading_age, sentences, syllables, words_in
from alliance.text.language.spelling import is_word, misspelt


def pieces(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text)]


def test_sentences_end_at_stops_and_lines_but_not_in_titles() -> None:
    assert pieces("Dr. Lee came. She left! Who knows?") == [
        "Dr. Lee came.",
        "She left!",
        "Who knows?",
    ]
    assert pieces("A heading\nIt costs £3.50 a day, e.g. in May.") == [
        "A heading",
        "It costs £3.50 a day, e.g. in May.",
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [("care", 1), ("children", 2), ("authority", 4), ("placed", 1), ("needed", 2), ("the", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_harder_text_asks_for_an_older_reader() -> None:
    easy = "We met on Friday. The talk was good. You can come too. " * 4
    hard = (
        "Multidisciplinary authorities necessitate comprehensive organisational "
        "responsibilities notwithstanding considerable administrative complications. "
    ) * 5
    young, old = reading_age(easy), reading_age(hard)
    assert young is not None
    assert old is not None
    assert young < 9 < 18 < old
    assert reading_age("Too short.") is None


@pytest.mark.parametrize(
    "word",
    ["carers", "leavers", "bursary", "neurodivergent", "coproduced", "organise", "programme"],
)
def test_words_of_britain_and_of_the_field(word: str) -> None:
    assert is_word(word)
    assert misspelt(word) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [("inclome", "income"), ("recieve", "receive"), ("accomodation", "accommodation"),
     ("organization", "organisation"), ("counselor", "counsellor")],
)  # fmt: skip
def test_slips_and_american_forms(word: str, meant: str) -> None:
    found = misspelt(word)
    assert found is not None
    assert found.meant[0] == meant


def test_what_nobody_knows_is_left_alone() -> None:
    assert misspelt("xylogrammatics") is None
    assert misspelt("ofthe") is None
    assert misspelt("memebrs", {"memebrs"}) is None


@given(st.text(max_size=200))
def test_no_text_raises_and_sentences_are_in_order(text: str) -> None:
    found = list(sentences(text))
    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(found))
    reading_age(text)
    for word in words_in(text):
        misspelt(word.lower())
