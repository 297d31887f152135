"""Days in forms, written and read as 13 November 2020."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.dateparse import parse_date

DAY_FORMATS = ("%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%Y")


class DayField(forms.DateField):
    """A day, written as 13 November 2020."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def __init__(
        self, *, missing: str = "Give the day, as 13 November 2020.", **kwargs: Any
    ) -> None:
        super().__init__(
            input_formats=DAY_FORMATS,
            error_messages={
                "invalid": "Write the day as 13 November 2020.",
                "required": missing,
            },
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return written(value)


def day_from(text: str) -> dt.date | None:
    """The day that a person wrote, if it is one."""
    for form in DAY_FORMATS:
        try:
            return dt.datetime.strptime(" ".join(text.split()), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def written(value: Any) -> Any:
    """A day as people write it; anything else as it is."""
    if isinstance(value, str):
        try:
            value = parse_date(value) or value
        except ValueError:  # the form of a day, and none: 2020-02-31
            return value
    return f"{value.day} {value:%B %Y}" if isinstance(value, dt.date) else value
