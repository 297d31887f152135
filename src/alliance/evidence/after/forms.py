"""How everything of a call is taken along."""

from __future__ import annotations

from django import forms

from ..models import Export


class ExportForm(forms.Form):
    kind = forms.ChoiceField(
        label="As",
        choices=Export.Kind.choices,
        initial=Export.Kind.CSV,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it is to be.",
            "invalid_choice": "Choose one of these.",
        },
    )
    with_names = forms.BooleanField(
        label="With names, addresses and letters",
        required=False,
        help_text="Without them it can be shown to more people; texts stay as they were written.",
    )
