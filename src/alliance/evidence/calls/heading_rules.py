"""What headings must be to fit together: plain functions over the questions of a call, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..taking.definition import NO, WITH_CHOICES, YES, HeadingKind, Question

FEWEST_CHOICES = 2
MOST_CHOICES = 30
LONGEST_CHOICE = 200


@dataclass(frozen=True, slots=True)
class HeadingFault:
    """What is wrong with one heading: the field of its form, and how to mend it."""

    key: str
    label: str
    field: str
    sentence: str


def faults_of(questions: Sequence[Question]) -> list[HeadingFault]:
    """All that is wrong, in the order of the headings.

    A condition names an earlier heading, so there is no circle of them; and one of its possible
    answers, so each heading is asked of somebody.
    """
    earlier: dict[str, Question] = {}
    found: list[HeadingFault] = []
    has_short = False
    for question in questions:
        pairs = [
            *_of_itself(question),
            *_of_condition(question, earlier),
            *([("label", "Another heading has the same name in files.")] if question.key in earlier else []),
            *([("is_short", "Another heading is the question of the short way: there is one.")]
              if question.is_short and has_short else []),
        ]  # fmt: skip
        found += [HeadingFault(question.key, question.label, *pair) for pair in pairs]
        has_short = has_short or question.is_short
        earlier[question.key] = question
    return found


def possible_answers(question: Question) -> tuple[str, ...]:
    """The answers on which a condition can rest; none where people write freely."""
    if question.kind is HeadingKind.YES_NO:
        return (YES, NO)
    return question.choices if question.kind in WITH_CHOICES else ()


def _of_itself(question: Question) -> Iterator[tuple[str, str]]:
    if not question.label.strip():
        yield "label", "Write the question."
    if question.kind in WITH_CHOICES:
        yield from _of_choices(question.choices)
    elif question.choices:
        yield "choices", "Only “one of several” and “some of several” have answers to choose from."
    if question.most_words is not None and question.kind is not HeadingKind.LONG:
        yield "most_words", "Only a text is limited in words."
    if question.most_words == 0:
        yield "most_words", "Leave it empty, or write at least 1."
    if question.is_short and question.kind is not HeadingKind.LONG:
        yield "is_short", "The question of the short way is a text."
    if question.is_short and question.shown_if:
        yield "is_short", "The question of the short way is always asked: it has no condition."


def _of_choices(choices: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(set(choices)) < FEWEST_CHOICES:
        yield "choices", "Give at least two answers to choose from, one a line."
    elif len(set(choices)) < len(choices):
        yield "choices", "An answer is there twice."
    if len(choices) > MOST_CHOICES:
        yield "choices", f"Give at most {MOST_CHOICES} answers: nobody reads more."
    if any(not each.strip() or "\n" in each or len(each) > LONGEST_CHOICE for each in choices):
        yield "choices", f"Each answer is one line of at most {LONGEST_CHOICE} characters."


def _of_condition(question: Question, earlier: dict[str, Question]) -> Iterator[tuple[str, str]]:
    if not question.shown_if:
        if question.shown_if_value:
            yield "condition", "Choose on which heading the condition rests."
        return
    rests_on = earlier.get(question.shown_if)
    if rests_on is None:
        yield "condition", "Its condition rests on a heading that does not come before it."
    elif question.shown_if_value not in possible_answers(rests_on):
        yield "condition", f"Nobody can answer “{rests_on.label}” so: choose another condition."
