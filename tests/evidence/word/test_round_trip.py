"""What is written into a form is read back from it, whatever it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance.evidence.taking.definition import HeadingKind, Question
from alliance.evidence.taking.given import Given
from alliance.evidence.word.read import read
from alliance.evidence.word.write import held, write
from tests.evidence.word.invented import DEFINITION, GIVEN, WORDS, form

SIGNS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(SIGNS, max_size=60) | st.sampled_from(
    [
        "a\n\nb",
        "<w:t>&amp;",
        "x\ty",
        "  two  blanks  ",
        "☒ Yes",
        "What was the problem?",
        "\0\x1f",
        "]]>",
    ]
)
LINES = TEXTS.map(lambda text: " ".join(text.split()))
KIND = {
    HeadingKind.SHORT: LINES,
    HeadingKind.LONG: TEXTS,
    HeadingKind.NUMBER: st.sampled_from(["", "12", "1,250", "12.5", "a dozen"]),
    HeadingKind.DAY: st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(str)
    | st.just("")
    | st.just("last summer"),
    HeadingKind.YES_NO: st.sampled_from(["", "yes", "no"]),
}


def _answer(question: Question) -> st.SearchStrategy[str]:
    if question.kind is HeadingKind.ONE:
        return st.sampled_from(["", *question.choices, "A choice of last year"])
    if question.kind is HeadingKind.MANY:
        few = st.lists(st.sampled_from(question.choices), unique=True)
        in_order = few.map(lambda chosen: [each for each in question.choices if each in chosen])
        return in_order.map("\n".join)
    return KIND[question.kind]


def _keys(choices: tuple[object, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(each.key for each in choices)])  # type: ignore[attr-defined]


GIVENS = st.builds(
    Given,
    title=LINES,
    name=LINES,
    email=LINES,
    phone=LINES,
    role=LINES,
    organisation=LINES,
    authority=_keys(DEFINITION.authorities),
    section=_keys(DEFINITION.sections),
    has_supplier=st.sampled_from([None, True, False]),
    supplier=LINES,
    consent=st.sampled_from(["", "named", "unnamed", "no"]),
    answers=st.fixed_dictionaries({each.key: _answer(each) for each in DEFINITION.questions}),
)


def as_held(given: Given) -> Given:
    """As Word can hold it: no control characters, no blanks at the ends, no empty answers."""
    own: dict[str, Any] = {
        name: " ".join(held(value).split())
        for name, value in given.as_json().items()
        if isinstance(value, str)
    }
    answers = {key: text for key, value in given.answers.items() if (text := held(value))}
    return replace(given, **own, answers=answers)


@given(GIVENS.filter(lambda given: not as_held(given).is_empty))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read(given: Given) -> None:
    (reading,) = read(write(form(), WORDS, given), form())
    assert reading.given == as_held(given)
    assert not reading.doubts
    assert not reading.left


def test_a_whole_form_is_read_without_doubt() -> None:
    (reading,) = read(write(form(), WORDS, GIVEN), form())
    assert reading.given == GIVEN
    assert reading.mark == form().mark
    assert (reading.doubts, reading.left) == ([], [])


def test_what_word_cannot_hold_is_left_out() -> None:
    assert held(" a\0b\x0bc\r\nd\ufffe \ud800") == "abc\nd"
