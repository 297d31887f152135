"""The form by which a token is made."""

from __future__ import annotations

import uuid

from django import forms

from .changes import LASTS

LENGTHS = {30: "30 days", 90: "90 days", 365: "a year"}


class TokenForm(forms.Form):
    """What the program is called, what it may do, and for how long."""

    name = forms.CharField(
        label="What it is for",
        max_length=60,
        help_text="So that you know it again, as “Case system” or “Power BI, my desk”.",
        error_messages={"required": "Say what it is for."},
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=[
            ("read", "Read what you may read"),
            ("answer", "Answer what your authority is asked, if you may"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may do."},
    )
    days = forms.TypedChoiceField(
        label="For how long",
        choices=[(days, LENGTHS[days]) for days in LASTS],
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long."},
    )
    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
