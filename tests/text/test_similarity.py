"""How alike two texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alliance.text.similarity import (
    days_named,
    fold,
    pairs,
    shared,
    titles_alike,
    without_days,
)


def test_folding_leaves_neither_case_nor_accents_nor_punctuation() -> None:
    assert (
        fold("  The Children’s  Commissioner: “Où?” – B&Bs ")
        == "the childrens commissioner ou b and bs"
    )


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_days_are_found_in_either_order_and_with_their_endings() -> None:
    folded = fold("By 13 November 2020, on the 4th of May, or on June 16")

    assert days_named(folded) == {(11, 13), (5, 4), (6, 16)}


def test_a_text_without_its_days_keeps_its_other_numbers() -> None:
    assert without_days(fold("Wave 10 on 14 October 2020")) == "wave 10 on"


def test_no_word_alone_is_a_pair() -> None:
    assert pairs(["one"]) == frozenset()
    assert len(pairs(["one", "two", "three"])) == 2


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_likeness_does_not_depend_on_who_is_asked_first(a: list[str], b: list[str]) -> None:
    one, other = pairs(a), pairs(b)

    contained, overlap = shared(one, other)
    assert shared(other, one) == (contained, overlap)
    assert 0 <= overlap <= contained <= 1


def test_one_short_title_inside_another_is_not_enough() -> None:
    assert titles_alike("send", "send peer review guidance") < 0.5
    assert titles_alike("send peer review", "send peer review guidance") == 1
