"""Narrowing the list of answers, and what is typed about one of them."""

from __future__ import annotations

from typing import Any

from django import forms

from ..models import Call, SubmissionWay
from ..taking.rows import definition_of
from .listing import CONSENTS, NONE, ORDERS, STATES, Wanted


class NarrowForm(forms.Form):
    """What the list shows. It is never bound: what was chosen is its initial."""

    q = forms.CharField(
        label="Words, or a reference", required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )  # fmt: skip
    show = forms.ChoiceField(label="Show", required=False, choices=list(STATES.items()))
    authority = forms.ChoiceField(label="Authority", required=False)
    section = forms.ChoiceField(label="Section", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    way = forms.ChoiceField(label="How it came", required=False)
    consent = forms.ChoiceField(label="Consent", required=False)
    order = forms.ChoiceField(label="Order", required=False, choices=list(ORDERS.items()))

    def __init__(self, call: Call, wanted: Wanted) -> None:
        super().__init__(
            initial={name: getattr(wanted, name) for name in self.base_fields}, auto_id="narrow_%s"
        )
        definition = definition_of(call)
        self._offer("authority", [(each.key, each.name) for each in definition.authorities],
                    "No authority said")  # fmt: skip
        self._offer("section", [(each.key, each.name) for each in definition.sections],
                    "No section said")  # fmt: skip
        self._offer(
            "theme", [(str(each.pk), each.name) for each in call.themes.all()], "Without a theme"
        )
        self._offer("way", [(value, label.capitalize()) for value, label in SubmissionWay.choices])
        self._offer("consent", list(CONSENTS.items()))

    def _offer(self, name: str, choices: list[tuple[str, str]], none: str = "") -> None:
        field: Any = self.fields[name]
        field.choices = [("", "Any"), *choices, *([(NONE, none)] if none else [])]


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label="Why it is erased",
        max_length=300,
        help_text="Kept in the audit trail: name nobody.",
        error_messages={"required": "Say why, as “asked for by whoever sent it”."},
    )
    sure = forms.BooleanField(
        label="I know that it cannot be brought back",
        error_messages={"required": "Tick this if you are sure."},
    )


class ThemeForm(forms.Form):
    """A theme's name, and what belongs to it."""

    name = forms.CharField(
        label="Name of the theme",
        max_length=100,
        error_messages={"required": "Give the theme a name."},
    )
    about = forms.CharField(
        label="What belongs to it",
        max_length=300,
        required=False,
        help_text="In a line. Its words help to find what belongs there.",
    )
