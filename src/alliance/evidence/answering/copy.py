"""What is given as lines that a person reads: each question, its answer, and the screen it is changed on."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Consent
from ..taking.definition import NO, YES, Choice, Definition
from ..taking.faults import lacking
from ..taking.given import Given
from ..taking.receipt import as_read
from .forms import ANSWER, condition_of, field_of, values_of
from .steps import Step


@dataclass(frozen=True, slots=True)
class Line:
    """One question. `lacks`: a panel needs it, and it is not there yet."""

    field: str
    label: str
    text: str
    lacks: bool


def lines_of_step(definition: Definition, given: Given, step: Step) -> list[Line]:
    """The questions of one screen that are asked, answered or not."""
    lacks = {fault.field for fault in lacking(definition, given)}
    return [
        Line(name, _label(definition, name), text_of(definition, given, name), name in lacks)
        for name in step.fields
        if _is_asked(definition, given, name)
    ]


def _is_asked(definition: Definition, given: Given, name: str) -> bool:
    if name.startswith(ANSWER):
        asked = definition.asked(given.answers)
        return any(f"{ANSWER}{question.key}" == name for question in asked)
    condition = condition_of(definition, name)
    return condition is None or values_of(given).get(condition.field) == condition.value


def _label(definition: Definition, name: str) -> str:
    return str(field_of(definition, name).label).removesuffix(" (if you like)")


def text_of(definition: Definition, given: Given, name: str) -> str:
    """What a field holds, in words."""
    value = str(values_of(given).get(name) or "")
    match name:
        case "authority":
            return _chosen(definition.authorities, value)
        case "section":
            return _chosen(definition.sections, value)
        case "consent":
            return str(Consent(value).label) if value in Consent.values and value else value
        case "has_supplier":
            return {YES: "Yes", NO: "No"}.get(value, value)
        case _:
            return as_read(value)


def _chosen(choices: tuple[Choice, ...], key: str) -> str:
    return next((each.name for each in choices if each.key == key), key)
