"""The form of the rules by which people are reminded."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from ..models import ChasingRules

MOST = 5
LONGEST = 90


class DaysField(forms.CharField):
    """Numbers of days, written as `7, 2`."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        written = [part for part in re.split(r"[,;\s]+", str(super().clean(value) or "")) if part]
        if not all(part.isdecimal() and 1 <= int(part) <= LONGEST for part in written):
            raise forms.ValidationError(f"Write days from 1 to {LONGEST} with commas, as 7, 2.")
        days = sorted({int(part) for part in written})
        if len(days) > MOST:
            raise forms.ValidationError(f"At most {MOST} reminders: more are no longer read.")
        return days


class ChasingForm(forms.ModelForm[ChasingRules]):
    days_before = DaysField(
        label="Days before the last day", required=False, help_text="As 7, 2: a reminder each."
    )
    days_after = DaysField(
        label="Days after it, while nobody has answered", required=False, help_text="As 1, 4."
    )
    without_day = DaysField(
        label="Days after asking, where no day was given", required=False, help_text="As 10, 20."
    )

    class Meta:
        model = ChasingRules
        fields = (
            "is_on",
            "tells_new",
            "days_before",
            "days_after",
            "without_day",
            "lead_after",
            "from_hour",
            "to_hour",
            "working_days_only",
        )
