"""The form by which a webhook is added."""

from __future__ import annotations

import uuid

from django import forms

from alliance.links.fetch import Refused

from .events import EVENTS
from .rights import check_url


class WebhookForm(forms.Form):
    """Where it leads, and of what it is told."""

    url = forms.CharField(
        label="Address",
        max_length=500,
        help_text="Of your own program, as https://cases.example.gov.uk/alliance.",
        widget=forms.URLInput,
        error_messages={
            "required": "Write the address of your program.",
            "max_length": "This is longer than an address can be here (500 characters).",
        },
    )
    events = forms.MultipleChoiceField(
        label="What it is told",
        choices=[(event, meaning) for event, meaning in EVENTS],
        initial=[event for event, _ in EVENTS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        try:
            check_url(url)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return url
