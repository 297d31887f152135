"""Texts that are nearly the same are found without comparing each with each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alliance.text.alike import KEPT, all_alike, likeness, sketch

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)


def with_changes(count: int) -> str:
    """The text with so many words changed, apart from one another."""
    step = len(WORDS) // (count + 1)
    changed = list(WORDS)
    for number in range(1, count + 1):
        changed[number * step] = f"other{number}"
    return " ".join(changed)


def test_the_same_words_are_wholly_alike_whatever_their_case_and_signs() -> None:
    assert likeness(sketch(TEXT), sketch(TEXT.upper().replace(" ", ",  "))) == 1.0


def test_a_corrected_version_is_alike_and_another_text_is_not() -> None:
    corrected = likeness(sketch(TEXT), sketch(with_changes(10)))
    assert 0.7 < corrected < 0.95  # 40 of 397 runs differ on either side: 0.82
    assert likeness(sketch(TEXT), sketch(" ".join(reversed(WORDS)))) == 0.0


def test_a_text_of_few_words_is_like_no_other() -> None:
    assert sketch("See the attached letter.") == []
    assert likeness([], []) == 0.0


def test_the_pairs_of_many_texts_most_alike_first() -> None:
    texts = {1: TEXT, 2: with_changes(10), 3: with_changes(3), 4: " ".join(reversed(WORDS)), 5: ""}
    found = all_alike({key: sketch(text) for key, text in texts.items()}, 0.6)
    assert [(each.one, each.other) for each in found] == [(1, 3), (1, 2), (2, 3)]
    assert found[0].likeness > found[1].likeness


def test_what_every_text_says_makes_none_alike() -> None:
    """A form's wording, and what each writes into it."""
    form = " ".join(WORDS[:40])
    texts = {n: sketch(f"{form} {' '.join(f'own{n}x{m}' for m in range(60))}") for n in range(70)}
    assert all_alike(texts, 0.3) == []


@given(st.lists(st.text(alphabet="abc ", min_size=80, max_size=200), max_size=8))
def test_pairs_are_those_that_comparing_each_with_each_would_find(texts: list[str]) -> None:
    sketches = {number: sketch(text) for number, text in enumerate(texts)}
    found = {(each.one, each.other) for each in all_alike(sketches, 0.6)}
    every = {
        (one, other)
        for one in sketches
        for other in range(one + 1, len(texts))
        if likeness(sketches[one], sketches[other]) >= 0.6
    }
    assert found == every
    assert all(len(each) <= KEPT for each in sketches.values())
