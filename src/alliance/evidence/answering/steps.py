"""In which screens a call is answered: the one question, the others a few at a time, who it is."""

from __future__ import annotations

from dataclasses import dataclass

from ..taking.definition import Definition, Question
from .forms import ANSWER, WHO, publishing_fields

IDEA, PUBLISHING, FILES, PERSON = "idea", "publishing", "files", "who"
MOST_AT_ONCE = 4
"""Questions on one screen; those that hang on another one stand with it and do not count."""


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. `key` is the last part of its address."""

    key: str
    title: str
    fields: tuple[str, ...] = ()


def steps_of(definition: Definition) -> tuple[Step, ...]:
    """All screens of a call, in order."""
    more = _more(definition)
    short = definition.short
    idea = [f"{ANSWER}{short.key}"] if short else []
    publishing = tuple(publishing_fields(definition))
    return (
        *([Step(IDEA, "Your idea", (*idea, *([] if more else ["title"])))]),
        *more,
        *([Step(PUBLISHING, "Publishing it", publishing)] if publishing else []),
        Step(FILES, "Documents and pictures"),
        Step(PERSON, "Who you are", WHO),
    )


def step_with(steps: tuple[Step, ...], field: str) -> Step:
    """The screen that has a field, or is named so; the first, if there is none."""
    return next((step for step in steps if field in (*step.fields, step.key)), steps[0])


def after(steps: tuple[Step, ...], step: Step) -> Step | None:
    """The screen that follows."""
    place = steps.index(step)
    return steps[place + 1] if place + 1 < len(steps) else None


def _more(definition: Definition) -> list[Step]:
    families = _families(definition)
    if not families:
        return []
    screens = -(-len(families) // MOST_AT_ONCE)
    each, extra = divmod(len(families), screens)
    made, start = [], 0
    for number in range(1, screens + 1):
        end = start + each + (number <= extra)
        names = [f"{ANSWER}{one.key}" for family in families[start:end] for one in family]
        of = f" ({number} of {screens})" if screens > 1 else ""
        first = ["title"] if number == 1 else []
        made.append(Step(f"more-{number}", f"More about it{of}", (*first, *names)))
        start = end
    return made


def _families(definition: Definition) -> list[list[Question]]:
    """Each question with those that are asked only under it; the short one has been asked."""
    families: list[list[Question]] = []
    of: dict[str, list[Question]] = {}
    for question in definition.questions:
        if question == definition.short:
            continue
        family = of.get(question.shown_if)
        if family is None:
            family = []
            families.append(family)
        family.append(question)
        of[question.key] = family
    return families
