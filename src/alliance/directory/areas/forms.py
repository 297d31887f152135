"""The forms in which access is asked for, decided, ended and looked up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from ..models import AccessState, Area, Authority

LONGEST = 2000
TOO_LONG = "That is longer than we can take (2,000 characters). Shorten it."
A_YEAR = dt.timedelta(days=365)
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]


class AskForm(forms.Form):
    """Why somebody asks, and for which of their authorities where there are several."""

    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label="For which authority do you ask?",
        help_text="Its director of children’s services, or their deputy, decides.",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the authority for which you ask.",
            "invalid_choice": "Choose one of the authorities in which you hold a role.",
        },
    )
    why = forms.CharField(
        label="Why do you ask?",
        max_length=LONGEST,
        help_text="What you need it for, in a line or two. Who decides reads it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Say why you ask, so that somebody can decide.",
            "max_length": TOO_LONG,
        },
    )

    def __init__(self, *args: Any, authorities: Sequence[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = [pk for pk in authorities if pk is not None]
        if len(self.known) > 1:
            self.fields["authority"].queryset = Authority.objects.filter(pk__in=self.known)  # type: ignore[attr-defined]
        else:
            del self.fields["authority"]

    @property
    def asked_for(self) -> Authority | None:
        """The authority that was chosen, or the only one; None for somebody without one."""
        if "authority" in self.fields:
            chosen: Authority = self.cleaned_data["authority"]
            return chosen
        return Authority.objects.get(pk=self.known[0]) if self.known else None


class LetInForm(forms.Form):
    """Until which day somebody is let in."""

    ends_on = forms.DateField(
        label="Let them in until",
        input_formats=DAYS,
        widget=forms.DateInput(
            attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"
        ),
        error_messages={
            "required": "Give the last day on which they may enter.",
            "invalid": "Write the day as 31 March 2027.",
        },
    )

    def __init__(self, *args: Any, last: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last
        field, today = self.fields["ends_on"], timezone.localdate()
        field.initial = min(last, today + A_YEAR)
        field.help_text = f"No later than {in_words(last)}. You may end it earlier at any time."
        field.widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}

    def clean_ends_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["ends_on"]
        if not timezone.localdate() <= day <= self.last:
            raise forms.ValidationError(f"Choose a day from today to {in_words(self.last)}.")
        return day


class RefuseForm(forms.Form):
    why = forms.CharField(
        label="Why you refuse",
        max_length=LONGEST,
        help_text="They are told this, as you write it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say why, so that they know what to do.",
            "max_length": TOO_LONG,
        },
    )


class EndForm(forms.Form):
    why = forms.CharField(
        label="Why it ends",
        max_length=LONGEST,
        help_text="They are told this, as you write it, and it is kept in the audit trail.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say why, as “has changed post”.",
            "max_length": TOO_LONG,
        },
    )


NO_AUTHORITY = "none"


class NarrowForm(forms.Form):
    """Which of all grants or readings the programme looks at; what makes no sense is left out."""

    area = forms.ModelChoiceField(Area.objects.all(), required=False, empty_label="Every area")
    authority = forms.ChoiceField(required=False)
    state = forms.ChoiceField(choices=[("", "Any"), *AccessState.choices], required=False)

    def __init__(self, *args: Any, authorities: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            ("", "Every authority"),
            *((str(row.pk), row.name) for row in authorities),
            (NO_AUTHORITY, "Without an authority"),
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as conditions on rows with an area and an authority."""
        self.is_valid()
        conditions: dict[str, Any] = {}
        if area := self.cleaned_data.get("area"):
            conditions["area"] = area
        authority = self.cleaned_data.get("authority")
        if authority == NO_AUTHORITY:
            conditions["authority__isnull"] = True
        elif authority:
            conditions["authority"] = int(authority)
        if state := self.cleaned_data.get("state"):
            conditions["state"] = state
        return conditions


def in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
