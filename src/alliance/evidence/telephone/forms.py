"""The forms of ringing: asking for it, what came of it, and what is entered for somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import escape

from alliance.ui.days import DayField
from alliance.ui.trap import TrappedForm

from ..answering.forms import GivenForm
from ..taking.faults import HOW_TO_WRITE_A_NUMBER, is_phone
from .due import AFTERNOONS, MORNINGS, SOON

SAID = "said"
NAME_NOBODY = "Name no child or family."


class RingMeForm(TrappedForm):
    """What somebody leaves who would rather talk; no account is asked for."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label="Your telephone number",
        max_length=40,
        error_messages={"required": "Give the number at which we reach you."},
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
        ),
    )
    when = forms.ChoiceField(
        label="A good time to ring",
        choices=[
            (SOON, SOON),
            (MORNINGS, MORNINGS),
            (AFTERNOONS, AFTERNOONS),
            (SAID, "At another time"),
        ],
        initial=SOON,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a good time.",
            "invalid_choice": "Choose a good time.",
        },
    )
    other_time = forms.CharField(
        label="If at another time, when?",
        max_length=200,
        required=False,
        help_text="As “Thursday after 4 pm”. We ring on working days.",
    )
    about = forms.CharField(
        label="What it is about (if you like)",
        max_length=1000,
        required=False,
        help_text=f"In a line. {NAME_NOBODY}",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_phone(self) -> str:
        said = " ".join(str(self.cleaned_data["phone"]).split())
        if not is_phone(said):
            raise forms.ValidationError(HOW_TO_WRITE_A_NUMBER)
        return said

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("when") == SAID and not said.get("other_time"):
            self.add_error("other_time", "Say when, as “Thursday after 4 pm”.")
        return said

    @property
    def asked(self) -> dict[str, str]:
        """What the ring-back keeps."""
        said = self.cleaned_data
        good_time = said["other_time"] if said["when"] == SAID else said["when"]
        return {
            "name": said["name"],
            "phone": said["phone"],
            "good_time": good_time,
            "about": said["about"],
        }


class TriedForm(forms.Form):
    note = forms.CharField(
        label="What happened (if you like)",
        max_length=300,
        required=False,
        help_text=f"As “No answer, left a message”. {NAME_NOBODY}",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SpokenForm(forms.Form):
    note = forms.CharField(
        label="What came of it",
        max_length=300,
        help_text=f"As “Wanted to know until when, and writes it herself”. {NAME_NOBODY}",
        error_messages={"required": "Say in a line what came of it."},
    )


class GiveUpForm(forms.Form):
    reason = forms.CharField(
        label="Why you ring no more",
        max_length=300,
        help_text="As “Five tries on five days, and a message left twice”.",
        error_messages={"required": "Say why you ring no more."},
    )


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label="Why it is erased",
        max_length=300,
        help_text="Kept in the audit trail: name nobody.",
        error_messages={"required": "Say why, as “asked for by the caller”."},
    )


class ToldOnForm(forms.Form):
    """When somebody told what is written down for them."""

    told_on = DayField(label="Told on", missing="Give the day on which it was told.")

    def clean_told_on(self) -> Any:
        day = self.cleaned_data["told_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come.")
        return day


class EntryForm(GivenForm):
    """All that a call asks, in words for whoever writes it down while somebody talks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in _THEIRS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        if "consent" in self.fields:
            words = escape(self.definition.consent_words)
            self.fields["consent"].help_text = f"Read this out, then ask: “{words}”"
            self.fields["consent"].label = "May it be published?"
        if "has_supplier" in self.fields:
            self.fields["has_supplier"].help_text = "Read the question out as it stands."


_THEIRS = {
    "title": ("A name for it", "In a few words. Without one we take how it begins."),
    "name": ("Their name", "Of a consultant too, if it is their suggestion."),
    "email": (
        "Their e-mail address",
        "The copy goes there, with a link by which they change it themselves. Spell it back to them.",
    ),
    "phone": ("Their telephone number", ""),
    "role": ("What they do", "As “family support worker”, or “consultant”."),
    "organisation": ("School, team or organisation", ""),
}


class ReferenceForm(forms.Form):
    reference = forms.CharField(
        label="Reference",
        max_length=20,
        help_text="As SL-12. It stands in their receipt.",
        error_messages={"required": "Give the reference, as SL-12."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )

    def clean_reference(self) -> str:
        return "".join(str(self.cleaned_data["reference"]).split()).upper()


class OnBehalfForm(forms.Form):
    """Why the programme changes or withdraws what another gave, and that it knows who rings."""

    is_who_they_say = forms.BooleanField(
        label="I asked for their name, and it is the one above",
        error_messages={
            "required": "Ask for their name, and compare it, before you change anything."
        },
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="As “rang to add the cost”. Kept in the audit trail: name nobody.",
        error_messages={"required": "Say why."},
    )
