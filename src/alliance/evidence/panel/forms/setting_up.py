"""The forms in which the programme says how a panel judges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alliance.evidence.models import Criterion, Panel, Phase
from alliance.ui.days import DayField

from ..setting_up import Wanted

NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class PanelForm(forms.ModelForm):  # type: ignore[type-arg]
    """Blind or not, how many read each, the scale and its words."""

    labels = forms.CharField(
        label="What each score means",
        help_text="One on each line, the lowest first.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Panel
        fields = ("is_blind", "readers_each", "scale_from", "scale_to", "guidance")
        widgets = {
            "readers_each": forms.TextInput(attrs=NARROW),
            "scale_from": forms.TextInput(attrs=NARROW),
            "scale_to": forms.TextInput(attrs=NARROW),
            "guidance": forms.Textarea(attrs={"rows": 5}),
        }  # fmt: skip
        help_texts = {"guidance": "Stands above what they read. A blank line begins a paragraph."}  # fmt: skip

    field_order = ("is_blind", "readers_each", "scale_from", "scale_to", "labels", "guidance")

    def __init__(self, data: Any = None, *, panel: Panel) -> None:
        initial = {"labels": "\n".join(panel.labels), "version": panel.version}
        super().__init__(data, instance=panel, initial=initial)

    def clean_labels(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["labels"].splitlines()]
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high, labels = (said.get(name) for name in ("scale_from", "scale_to", "labels"))
        if low is None or high is None:
            return said
        if not 0 <= low < high <= 10:
            self.add_error("scale_to", "The scale goes up, from 0 at least to 10 at most.")
        elif labels and len(labels) != high - low + 1:
            points = high - low + 1
            self.add_error(
                "labels", f"There are {points} scores, so write {points} lines, or none."
            )
        return said

    @property
    def wanted(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self._meta.fields, "labels")}  # type: ignore[misc]


class CriterionForm(forms.Form):
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Criterion", max_length=80, error_messages={"required": "Name the criterion."}
    )
    help = forms.CharField(label="What to look for", max_length=300, required=False)
    weight = forms.IntegerField(
        label="Weight",
        min_value=1,
        max_value=10,
        initial=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Write a whole number from 1 to 10."
        ),
        widget=forms.TextInput(attrs=NARROW),
    )
    goes = forms.BooleanField(label="Take it away", required=False)


class PhaseForm(forms.Form):
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Phase", max_length=80, error_messages={"required": "Name the phase."}
    )
    starts_on = DayField(label="From")
    ends_on = DayField(label="To", help_text="This day included.")
    may = forms.MultipleChoiceField(
        label="What the panel may do and see in it",
        required=False,
        choices=[
            (field.name, field.verbose_name[:1].upper() + field.verbose_name[1:])
            for field in Phase._meta.concrete_fields
            if field.name.startswith(("may_", "sees_"))
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    goes = forms.BooleanField(label="Take it away", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The phase ends before it begins.")
        return said


class RowsFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows to change, one to add, and the version of the panel that they were read at."""

    @property
    def wanted(self) -> list[Wanted]:
        return [
            self.row_of(form.cleaned_data) for form in self.forms if form.cleaned_data.get("name")
        ]

    def row_of(self, said: dict[str, Any]) -> Wanted:
        fields = {name: value for name, value in said.items() if name not in ("pk", "goes")}
        if (may := fields.pop("may", None)) is not None:
            fields |= {name: name in may for name, _ in PhaseForm.base_fields["may"].choices}  # type: ignore[attr-defined]
        return Wanted(said.get("pk"), fields, said["goes"])


CriteriaFormSet = forms.formset_factory(CriterionForm, formset=RowsFormSet, extra=1, max_num=20)
PhasesFormSet = forms.formset_factory(PhaseForm, formset=RowsFormSet, extra=1, max_num=12)


def criteria_initial(rows: Sequence[Criterion]) -> list[dict[str, Any]]:
    return [
        {"pk": row.pk, "name": row.name, "help": row.help, "weight": row.weight} for row in rows
    ]


def phases_initial(rows: Sequence[Phase]) -> list[dict[str, Any]]:
    rights = [name for name, _ in PhaseForm.base_fields["may"].choices]  # type: ignore[attr-defined]
    return [
        {"pk": row.pk, "name": row.name, "starts_on": row.starts_on, "ends_on": row.ends_on,
         "may": [name for name in rights if getattr(row, name)]}
        for row in rows
    ]  # fmt: skip
