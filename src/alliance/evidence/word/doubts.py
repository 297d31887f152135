"""What was doubtful in a form, for the page on which it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from alliance.ui.forms import target_of

from ..answering.forms import ANSWER, GivenForm, values_of
from ..models import FormReading
from ..taking.definition import Definition, HeadingKind
from ..taking.given import Given


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A sentence about one field, and where that field begins on the page."""

    label: str
    target: str
    sentence: str


def as_sent(definition: Definition, given: Given) -> dict[str, str | list[str]]:
    """What is given as if a page had sent it, so that its faults can be marked before anybody sends it."""
    several = {
        f"{ANSWER}{each.key}" for each in definition.questions if each.kind is HeadingKind.MANY
    }
    return {
        name: value.split("\n") if name in several else value or ""
        for name, value in values_of(given).items()
    }


def doubts_on(form: GivenForm, reading: FormReading) -> list[Doubtful]:
    """The doubts of a reading, each with a way to its field."""
    return [_doubtful(form, field, sentence) for field, sentence in reading.doubts]


def _doubtful(form: GivenForm, name: str, sentence: str) -> Doubtful:
    if name not in form.fields:
        return Doubtful("", "", sentence)
    field = form[name]
    return Doubtful(str(field.label), target_of(field), sentence)
