"""The words of an answer that count."""

from __future__ import annotations

import pytest

from alliance.evidence.grouping.families import families_of
from alliance.evidence.grouping.terms import as_written, root, terms
from alliance.evidence.grouping.weights import likeness, middle, vectors, without_echoes


@pytest.mark.parametrize(
    "words",
    ["visit visits visited visiting", "story stories", "plan planned planning", "box boxes"],
)
def test_forms_of_one_word_have_one_root(words: str) -> None:
    assert len({root(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["panel plan", "carer care", "bus busy"])
def test_other_words_have_others(words: str) -> None:
    one, other = words.split()
    assert root(one) != root(other)


def test_small_words_and_those_of_every_answer_count_only_in_pairs() -> None:
    assert terms("We did it for the children.") == []
    child = root("children")
    assert terms("Adopted children sing.") == ["adopt", f"adopt {child}", "sing", f"{child} sing"]


def test_punctuation_case_and_accents_tell_nothing_apart() -> None:
    assert terms("Café, video-calls!") == terms("cafe VIDEO calls")


def test_a_term_is_shown_as_it_is_written_most_often() -> None:
    assert as_written(["Visits and visits", "a visit"])[root("visits")] == "visits"


def test_a_word_of_the_trade_belongs_to_what_it_speaks_of() -> None:
    assert "court" in families_of(root("hearings"))
    assert "court" in families_of(root("solicitor"))
    assert families_of(root("minibus")) == frozenset()


def test_the_same_texts_are_wholly_alike_and_others_not_at_all() -> None:
    of = vectors({1: "court bundles in time", 2: "court bundles in time", 3: "kittens"})
    assert likeness(of[1], of[2]) == pytest.approx(1)
    assert likeness(of[1], of[3]) == 0
    assert likeness(middle([of[1], of[2]]), of[1]) == pytest.approx(1)


def test_a_pair_of_words_is_not_told_once_more_by_its_words() -> None:
    assert without_echoes(["video", "video visit", "visit", "song"]) == ["video visit", "song"]


def test_apostrophes_and_acronyms_are_shown_as_they_are_typed() -> None:
    written = as_written(["The Children’s homes and EHC plans."])
    assert written[f"{root('childrens')} {root('homes')}"] == "children’s homes"
    assert written[root("ehc")] == "EHC"
