"""What a call asks, what keeps an answer from being sent, and what is still lacking then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from alliance.evidence.calls.proposed import HEADINGS
from alliance.evidence.taking.definition import Choice, Definition, HeadingKind, Question
from alliance.evidence.taking.faults import faults, lacking
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.tidy import tidy

FORM = Definition(
    title="Silver Linings",
    questions=HEADINGS,
    sections=(Choice(key="early-help", name="Early help"),),
    authorities=(Choice(key="kent", name="Kent"),),
    consent_words="May it be published?",
    supplier_words="Does it rest on a product?",
)
SHORT = Given(name="Sam", email="sam@example.org", answers={"idea": "Groups by video."})


def marked(given: Given, form: Definition = FORM) -> dict[str, str]:
    return {fault.field: fault.sentence for fault in faults(form, given)}


def test_a_name_a_way_to_reply_and_the_idea_are_enough() -> None:
    assert marked(SHORT) == {}
    assert marked(replace(SHORT, email="", phone="01234 567890")) == {}


@pytest.mark.parametrize(
    "email", ["sam", "sam@", "a,b@example.org", "sam@exam_ple.org", "sam@-.org"]
)
def test_what_the_outbox_would_refuse_is_no_address(email: str) -> None:
    assert marked(replace(SHORT, email=email)) == {
        "email": "Write the e-mail address as name@example.org."
    }


def test_all_faults_are_said_at_once() -> None:
    found = marked(
        Given(
            email="sam",
            phone="ask for Sam",
            has_supplier=True,
            section="x",
            authority="y",
            consent="?",
        )
    )
    assert set(found) == {
        "name", "email", "phone", "supplier", "consent", "answers.idea", "section", "authority",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (HeadingKind.NUMBER, "twelve", "Write a number, as 12 or 12.5."),
        (HeadingKind.NUMBER, "nan", "Write a number, as 12 or 12.5."),
        (HeadingKind.DAY, "13/11/2020", "Write the day as 13 November 2020."),
        (HeadingKind.YES_NO, "maybe", "Answer yes or no."),
        (HeadingKind.ONE, "C", "Choose one of the answers."),
        (HeadingKind.MANY, "A\nC", "Choose from the answers."),
        (HeadingKind.SHORT, "two\nlines", "Write this in one line."),
    ],
)
def test_an_answer_of_the_wrong_kind_is_marked(kind: HeadingKind, text: str, sentence: str) -> None:
    question = Question(key="q", kind=kind, label="Q", choices=("A", "B"))
    form = replace(FORM, questions=(*HEADINGS, question))
    assert marked(replace(SHORT, answers={**SHORT.answers, "q": text}), form) == {
        "answers.q": sentence
    }


def test_too_many_words_say_how_many_there_are() -> None:
    long = replace(SHORT, answers={"idea": "word " * 501})
    assert marked(long) == {"answers.idea": "Shorten this to at most 500 words: it has 501."}


def test_a_question_is_asked_only_under_its_condition() -> None:
    assert "until" not in {q.key for q in FORM.asked({"stays": "yes"})}
    assert "until" in {q.key for q in FORM.asked({"stays": "no"})}


def test_what_stands_under_a_question_that_is_not_asked_is_not_asked_either() -> None:
    under = Question(
        key="deeper", kind=HeadingKind.SHORT, label="?", shown_if="until", shown_if_value="May"
    )
    form = replace(FORM, questions=(*HEADINGS, under))
    assert "deeper" not in {q.key for q in form.asked({"stays": "yes", "until": "May"})}
    assert "deeper" in {q.key for q in form.asked({"stays": "no", "until": "May"})}


def test_what_is_lacking_does_not_keep_it_from_being_sent() -> None:
    assert marked(SHORT) == {}
    assert [fault.field for fault in lacking(FORM, SHORT)] == [
        "answers.problem", "answers.changed", "answers.stays", "section", "authority", "has_supplier",
        "consent",
    ]  # fmt: skip


@examples(
    st.builds(
        Given,
        title=st.text(),
        name=st.text(),
        has_supplier=st.none() | st.booleans(),
        answers=st.dictionaries(st.text(), st.text()),
    )
)
def test_what_is_given_goes_to_json_and_back_and_is_always_judged(given: Given) -> None:
    assert Given.from_json(given.as_json()) == given
    assert all(fault.sentence for fault in faults(FORM, given))


@examples(
    st.builds(
        Given,
        title=st.text(),
        supplier=st.text(),
        has_supplier=st.none() | st.booleans(),
        answers=st.dictionaries(st.sampled_from(["idea", "stays", "until", "gone"]), st.text()),
    )
)
def test_what_is_tidy_stays_as_it_is(given: Given) -> None:
    once = tidy(FORM, given)
    assert tidy(FORM, once) == once
    assert "gone" not in once.answers
