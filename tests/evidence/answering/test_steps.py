"""In which screens a call is answered, whatever it asks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given as examples
from hypothesis import strategies as st

from alliance.evidence.answering.forms import all_fields
from alliance.evidence.answering.steps import MOST_AT_ONCE, after, step_with, steps_of
from alliance.evidence.calls.proposed import HEADINGS
from alliance.evidence.taking.definition import Definition, HeadingKind, Question

FORM = Definition(
    title="Silver Linings",
    questions=HEADINGS,
    consent_words="May it be published?",
    supplier_words="Does it rest on a product?",
)


def test_the_headings_we_propose() -> None:
    steps = steps_of(FORM)
    assert [step.key for step in steps] == [
        "idea",
        "more-1",
        "more-2",
        "publishing",
        "files",
        "who",
    ]
    assert steps[0].fields == ("answers.idea",)
    assert steps[1].fields == (
        "title", "answers.problem", "answers.changed", "answers.stays", "answers.until", "answers.since",
    )  # fmt: skip
    assert after(steps, steps[0]) == steps[1]
    assert after(steps, steps[-1]) is None
    assert step_with(steps, "consent").key == "publishing"


def test_one_question_alone_has_its_name_beside_it_and_no_screen_for_more() -> None:
    bare = replace(FORM, questions=HEADINGS[:1], consent_words="", supplier_words="")
    assert [step.key for step in steps_of(bare)] == ["idea", "files", "who"]
    assert steps_of(bare)[0].fields == ("answers.idea", "title")


@examples(st.integers(0, 30), st.data())
def test_every_field_stands_on_one_screen_and_none_is_crowded(
    count: int, data: st.DataObject
) -> None:
    questions: list[Question] = []
    for number in range(count):
        under = data.draw(st.sampled_from(["", *(each.key for each in questions)]))
        questions.append(
            Question(
                key=f"q{number}",
                kind=HeadingKind.SHORT,
                label="?",
                shown_if=under,
                shown_if_value="x",
            )
        )
    form = replace(FORM, questions=tuple(questions))
    steps = steps_of(form)
    fields = [field for step in steps for field in step.fields]
    assert sorted(fields) == sorted(all_fields(form))
    for step in steps:
        roots = [q for q in questions if f"answers.{q.key}" in step.fields and not q.shown_if]
        assert len(roots) <= MOST_AT_ONCE
