"""What a person says when they put a candidate off or turn it down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from alliance.ui.days import DayField

REASONS = (
    "Not about our work",
    "Too old",
    "Advertising",
    "Another region’s",
)
"""Why a candidate is mostly turned down; other words may be written."""


class LaterForm(forms.Form):
    """From which day it is shown again."""

    until = DayField(
        label="Show it again from", missing="Give the day on which it is to come back."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + dt.timedelta(days=7)

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if until <= today:
            raise forms.ValidationError(f"Give a day after today, {today:%-d %B %Y}.")
        if until > today + dt.timedelta(days=366):
            raise forms.ValidationError("Give a day within a year; what comes later, turn down.")
        return until
