"""The forms in which the programme runs a panel: who sits, who reads, what is decided and told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from alliance.directory.models import Authority, Person
from alliance.evidence.models import DecisionOutcome, Panellist, Submission

from ..proposed import LETTERS


class AskForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose",
        help_text="People with an account. They are asked by mail, and say yes or no on the site.",
        error_messages={"required": "Choose somebody."},
    )
    authority = forms.ModelChoiceField(
        Authority.objects.all(),
        label="Authority they come from (if it is not that of their role)",
        required=False,
        empty_label="As the directory has it",
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queryset = Person.objects.filter(pk__in=[row.pk for row in people]).order_by("name")
        self.fields["person"].queryset = queryset  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """An interest that the programme knows of: in an authority, or in one answer."""

    authority = forms.ModelChoiceField(
        Authority.objects.all(), label="In an authority", required=False, empty_label="None"
    )
    number = forms.IntegerField(
        label="Or in the answer with the number",
        required=False,
        min_value=1,
        error_messages={"invalid": "Write the number alone, as 7 for SL-7."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    why = forms.CharField(
        label="What it is", max_length=300, error_messages={"required": "Say what the interest is."}
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("authority")) == bool(said.get("number")):
            raise forms.ValidationError("Choose an authority, or write the number of an answer.")
        return said


class GiveForm(forms.Form):
    panellist = forms.ModelChoiceField(
        Panellist.objects.none(),
        label="Give it to",
        empty_label="Choose",
        error_messages={"required": "Choose somebody of the panel."},
    )

    def __init__(self, *args: Any, panellists: Sequence[Panellist], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queryset = Panellist.objects.filter(pk__in=[row.pk for row in panellists])
        self.fields["panellist"].queryset = queryset.select_related("person")  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What becomes of it",
        choices=DecisionOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it."},
    )
    why = forms.CharField(
        label="Reason",
        help_text="For the record. It is not in the letter.",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give the reason."},
    )
    to_submitter = forms.CharField(
        label="To whoever gave the answer (if you like)",
        help_text="Goes into the letter, after the words of the outcome. Name no assessor.",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OneDecisionForm(DecisionForm):
    """On one answer, with the assessors' words to take over."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = forms.MultipleChoiceField(
        label="Words of the assessors to put into the letter",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("outcome", "why", "words", "to_submitter")

    def __init__(self, *args: Any, words: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = words
        if words:
            self.fields["words"].choices = [(str(n), text) for n, text in enumerate(words)]  # type: ignore[attr-defined]
        else:
            del self.fields["words"]

    @property
    def letter(self) -> str:
        """What is written to them: the words taken over, then one's own."""
        taken = [self.offered[int(n)] for n in self.cleaned_data.get("words", [])]
        return "\n\n".join(filter(None, [*taken, self.cleaned_data["to_submitter"]]))


class ManyDecisionsForm(DecisionForm):
    """On several answers at once. Each box holds the decision that was on it when it was looked at."""

    def __init__(self, *args: Any, submissions: Sequence[Submission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submissions = {str(row.pk): row for row in submissions}
        self.ticked = self.data.getlist("chosen") if isinstance(self.data, QueryDict) else []

    def chosen(self) -> tuple[list[Submission], dict[int, int | None]]:
        """The answers that were ticked, with the decision that was seen on each."""
        rows, seen = [], {}
        for value in self.ticked:
            pk, _, decision = value.partition(":")
            if row := self.submissions.get(pk):
                rows.append(row)
                seen[row.pk] = int(decision) if decision.isdecimal() else None
        return rows, seen

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.chosen()[0]:
            raise forms.ValidationError("Tick the answers that you decide on.")
        return said


class LettersForm(forms.Form):
    """The words of each outcome."""

    def __init__(self, *args: Any, letters: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for outcome in DecisionOutcome:
            self.fields[outcome.value] = forms.CharField(
                label=outcome.label,
                required=False,
                max_length=5_000,
                initial=letters.get(outcome.value) or LETTERS[outcome],
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text="Left empty, it is ours again.",
            )

    @property
    def letters(self) -> dict[str, str]:
        """Those that are not ours."""
        said = {
            name: text.replace("\r\n", "\n").strip() for name, text in self.cleaned_data.items()
        }
        return {name: text for name, text in said.items() if text != LETTERS[DecisionOutcome(name)]}
