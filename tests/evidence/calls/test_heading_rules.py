"""Headings that fit together: no condition on what comes later, and none that nobody can meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.evidence.calls.heading_rules import faults_of, possible_answers
from alliance.evidence.calls.proposed import HEADINGS
from alliance.evidence.taking.definition import WITH_CHOICES, Definition, HeadingKind, Question

TEXT = Question(key="idea", kind=HeadingKind.LONG, label="What did you do?", is_short=True)
STAYS = Question(key="stays", kind=HeadingKind.YES_NO, label="Does it stay?")
UNTIL = Question(
    key="until", kind=HeadingKind.SHORT, label="Until when?", shown_if="stays", shown_if_value="no"
)
HOW = Question(key="how", kind=HeadingKind.ONE, label="How?", choices=("By video", "By post"))


def fields(*questions: Question) -> list[tuple[str, str]]:
    return [(fault.key, fault.field) for fault in faults_of(questions)]


def test_what_we_propose_fits_together() -> None:
    assert faults_of(HEADINGS) == []


def test_a_condition_rests_on_an_earlier_heading_and_on_one_of_its_answers() -> None:
    assert fields(TEXT, STAYS, UNTIL) == []
    assert fields(TEXT, UNTIL, STAYS) == [("until", "condition")]
    assert fields(TEXT, UNTIL) == [("until", "condition")]
    assert fields(TEXT, STAYS, replace(UNTIL, shown_if_value="perhaps")) == [("until", "condition")]
    on_choice = replace(UNTIL, shown_if="how", shown_if_value="By post")
    assert fields(TEXT, HOW, on_choice) == []
    assert fields(TEXT, replace(HOW, choices=("By video", "By hand")), on_choice) == [
        ("until", "condition")
    ]
    assert fields(TEXT, replace(UNTIL, shown_if="idea", shown_if_value="x")) == [
        ("until", "condition")
    ], "nobody rests a condition on words that people write"


def test_a_heading_rests_neither_on_itself_nor_in_a_circle() -> None:
    itself = replace(STAYS, shown_if="stays", shown_if_value="yes")
    first = replace(STAYS, key="first", shown_if="second", shown_if_value="yes")
    second = replace(STAYS, key="second", shown_if="first", shown_if_value="yes")
    assert fields(TEXT, itself) == [("stays", "condition")]
    assert fields(TEXT, first, second) == [("first", "condition")]
    assert fields(TEXT, second, first) == [("second", "condition")]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (replace(TEXT, label="  "), "label"),
        (replace(HOW, choices=("By post",)), "choices"),
        (replace(HOW, choices=("By post", "By post")), "choices"),
        (replace(HOW, choices=("By post", "By video", "By post")), "choices"),
        (replace(HOW, choices=("By post", "By\nvideo")), "choices"),
        (replace(HOW, choices=("By post", "x" * 201)), "choices"),
        (replace(HOW, choices=tuple(str(each) for each in range(31))), "choices"),
        (replace(STAYS, choices=("Yes", "No")), "choices"),
        (replace(STAYS, most_words=5), "most_words"),
        (replace(TEXT, most_words=0), "most_words"),
        (replace(HOW, is_short=True), "is_short"),
    ],
)
def test_one_heading_makes_sense_by_itself(question: Question, field: str) -> None:
    assert fields(question) == [(question.key, field)]


def test_there_is_one_short_way_which_is_always_asked() -> None:
    assert fields(TEXT, replace(TEXT, key="more")) == [("more", "is_short")]
    hidden = replace(TEXT, key="more", shown_if="stays", shown_if_value="yes")
    assert fields(STAYS, hidden) == [("more", "is_short")]


def test_all_faults_are_said_at_once() -> None:
    assert len(fields(replace(HOW, choices=()), replace(UNTIL, label=""))) == 3


keys = st.sampled_from(["a", "b", "c", "d", "e"])
questions = st.builds(
    Question,
    key=keys,
    label=st.just("Asked?"),
    kind=st.sampled_from(list(HeadingKind)),
    choices=st.sampled_from([(), ("red", "blue"), ("yes", "no")]),
    shown_if=st.one_of(st.just(""), keys),
    shown_if_value=st.sampled_from(["", "yes", "no", "red"]),
)


@given(st.lists(questions, max_size=6))
def test_where_nothing_is_wrong_every_heading_is_asked_of_somebody(asked: list[Question]) -> None:
    if faults_of(asked):
        return
    definition = Definition(title="", questions=tuple(asked))
    for question in asked:
        answers: dict[str, str] = {}
        resting = question
        while resting.shown_if:  # ends, for each rests on an earlier one
            answers[resting.shown_if] = resting.shown_if_value
            resting = definition.question(resting.shown_if) or TEXT
        assert question in definition.asked(answers)


@given(st.lists(questions, max_size=6), st.integers(0, 5))
def test_taking_away_what_nothing_rests_on_leaves_the_rest_in_order(
    asked: list[Question], place: int
) -> None:
    if faults_of(asked) or place >= len(asked):
        return
    gone = asked[place]
    if any(each.shown_if == gone.key for each in asked):
        rest = [each for each in asked if each is not gone]
        assert faults_of(rest), "what rests on it would rest on nothing"
    else:
        assert not faults_of([each for each in asked if each is not gone])


@given(questions)
def test_only_what_can_be_chosen_can_be_a_condition(question: Question) -> None:
    can = question.kind is HeadingKind.YES_NO or question.kind in WITH_CHOICES
    assert not possible_answers(question) or can
