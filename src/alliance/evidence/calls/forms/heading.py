"""The form in which a heading is written and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from ...taking.definition import WITH_CHOICES, YES, CasePart, HeadingKind, Question
from ..heading_rules import HeadingFault, possible_answers

ALWAYS = ""


class HeadingForm(forms.Form):
    """One question. `asked` is it as a plain value, once the form is valid."""

    label = forms.CharField(
        label="Question",
        max_length=200,
        help_text="As you would ask it, as “What was the problem?”.",
        error_messages={"required": "Write the question."},
    )
    help = forms.CharField(
        label="Help",
        max_length=500,
        required=False,
        help_text="Under the question: what a good answer has in it.",
    )
    kind = forms.ChoiceField(
        label="How it is answered",
        choices=HeadingKind.choices(),
        initial=HeadingKind.LONG.value,
        widget=forms.RadioSelect,
    )
    choices = forms.CharField(
        label="Answers to choose from",
        required=False,
        help_text="One a line, for one or some of several.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    most_words = forms.IntegerField(
        label="At most so many words",
        required=False,
        min_value=1,
        max_value=5000,
        help_text="For a text. Empty: as many as they like.",
        error_messages={
            "invalid": "Write a whole number, as 300, or leave it empty.",
            "min_value": "Write at least 1, or leave it empty.",
            "max_value": "Write at most 5000, or leave it empty.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    is_required = forms.BooleanField(
        label="The panel needs it",
        required=False,
        help_text="It can be sent without; whoever answers is told that it is lacking.",
    )
    is_short = forms.BooleanField(
        label="It is the question of the short way",
        required=False,
        help_text="Whoever has a minute answers this one alone. There is one; it is a text.",
    )
    condition = forms.ChoiceField(label="When it is asked", required=False)
    part = forms.ChoiceField(
        label="Part of a page of the showcase that it drafts",
        required=False,
        choices=[("", "None"), *CasePart.choices()],
    )
    tells_who = forms.BooleanField(
        label="Its answer says who they are",
        required=False,
        help_text="Kept from a panel that reads blind.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, earlier: Sequence[Question], **kwargs: Any) -> None:
        """Make it; a condition can rest on the questions that come `earlier`."""
        super().__init__(*args, **kwargs)
        choices = [(ALWAYS, "Always"), *_conditions(earlier)]
        self.fields["condition"].choices = choices  # type: ignore[attr-defined]

    def clean_choices(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        return tuple(line for line in lines if line)

    def refused(self, faults: Sequence[HeadingFault], key: str) -> None:
        """Put each fault beside its field; those of other headings above the form."""
        for fault in faults:
            if fault.key == key and fault.field in self.fields:
                self.add_error(fault.field, fault.sentence)
            else:
                self.add_error(None, f"“{fault.label}”: {fault.sentence}")

    @property
    def asked(self) -> Question:
        said = self.cleaned_data
        kind = HeadingKind(said["kind"])
        rests_on, _, answer = said["condition"].partition("|")
        return Question(
            key="",
            kind=kind,
            label=said["label"],
            help=said["help"],
            is_required=said["is_required"],
            is_short=said["is_short"],
            most_words=said["most_words"] if kind is HeadingKind.LONG else None,
            choices=said["choices"] if kind in WITH_CHOICES else (),
            shown_if=rests_on,
            shown_if_value=answer,
            tells_who=said["tells_who"],
            part=CasePart(said["part"]) if said["part"] else None,
        )


def _conditions(earlier: Sequence[Question]) -> list[tuple[str, str]]:
    return [
        (
            f"{question.key}|{answer}",
            f"If “{question.label}” is answered “{in_words(question, answer)}”",
        )
        for question in earlier
        for answer in possible_answers(question)
    ]


def in_words(question: Question, answer: str) -> str:
    """An answer that can be chosen, as people read it."""
    if question.kind is HeadingKind.YES_NO:
        return "Yes" if answer == YES else "No"
    return answer


def start_from(question: Question, version: int) -> dict[str, Any]:
    """What the form begins with when a heading is changed."""
    return {
        "label": question.label,
        "help": question.help,
        "kind": question.kind.value,
        "choices": "\n".join(question.choices),
        "most_words": question.most_words,
        "is_required": question.is_required,
        "is_short": question.is_short,
        "condition": f"{question.shown_if}|{question.shown_if_value}"
        if question.shown_if
        else ALWAYS,
        "part": question.part.value if question.part else "",
        "tells_who": question.tells_who,
        "version": version,
    }
