"""Bringing replies in, and saying what becomes of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from alliance.directory.models import Authority
from alliance.ui.days import DayField, written
from alliance.ui.files import FilesField, ManyFiles

from ..models import Form
from ..replies.propose import Proposal
from ..replies.read import LARGEST
from .answer import AnswerForm

MOST_FILES = 50


class BringInForm(forms.Form):
    """Saved mails, or the words of one with who sent it and when."""

    mails = FilesField(
        label="Saved mails",
        required=False,
        allow_empty_file=True,  # said with its name, beside what is wrong with the others
        widget=ManyFiles(attrs={"accept": ".eml,.msg,message/rfc822", "multiple": True}),
        help_text="One or several files that end in .eml, up to 15 MB each.",
    )
    pasted = forms.CharField(
        label="Or paste what one says",
        required=False,
        strip=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(label="Who sent it", required=False, max_length=200)
    address = forms.EmailField(
        label="From which address (if you have it)",
        required=False,
        max_length=254,
        help_text="By this we find who it is.",
        error_messages={"invalid": "Write the e-mail address as name@example.org."},
    )
    on = DayField(label="On which day", required=False)
    authority = forms.ModelChoiceField(
        Authority.objects.filter(is_member=True),
        label="For which authority (if the address does not tell)",
        required=False,
        empty_label="Not known",
    )

    def clean_mails(self) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["mails"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Bring in at most {MOST_FILES} mails at once.")
        for file in files:
            if (file.size or 0) > LARGEST:
                raise forms.ValidationError(
                    f"“{file.name}” is larger than 15 MB. Save it without its attachments, or "
                    "paste what it says."
                )
        return files

    def clean_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Give the day it was sent.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pasted = (cleaned.get("pasted") or "").strip()
        if "mails" in self.errors or "pasted" in self.errors:
            return cleaned
        if not cleaned.get("mails") and not pasted:
            self.add_error("mails", "Choose a saved mail, or paste what it says.")
        if pasted and not cleaned.get("name"):
            self.add_error("name", "Say who sent what you pasted.")
        if pasted and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Say on which day it was sent, as 13 November 2020.")
        return cleaned


class ConfirmForm(AnswerForm):
    """An answer that a reply gives, filled with what its words propose."""

    ask = forms.IntegerField(widget=forms.HiddenInput)
    given_by = forms.CharField(
        label="Who gave it",
        max_length=200,
        help_text="Name and post, as “Ann Lee, PA to the director”.",
        error_messages={"required": "Say who of the authority gave it."},
    )
    given_on = DayField(label="When it was given", help_text="By this it is in time or late.")
    is_sure = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        proposal: Proposal | None = None,
        begins: Mapping[str, Any] | None = None,
        doubt: str = "",
        asked_on: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        """Make it for a reply and an ask.

        Args:
            proposal: what the words seem to say.
            begins: ask, who gave it, and when, as the mail says.
            doubt: what must be confirmed before it stands in the authority's name.
            asked_on: the day before which nobody can have answered.
        """
        super().__init__(*args, **kwargs)
        self.asked_on = asked_on
        self.initial = {**self.initial, **_said(proposal), **(begins or {})}
        self.fields["text"].widget.attrs["rows"] = 5
        if doubt:
            self.fields["is_sure"].label = doubt
            self.fields["is_sure"].required = True
            self.fields["is_sure"].error_messages["required"] = (
                "Make sure of it, and tick this; or set the reply aside."
            )
        else:
            del self.fields["is_sure"]

    def clean_given_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Give the day it was given.")
        if self.asked_on is not None and day < self.asked_on:
            raise forms.ValidationError(
                f"It was asked on {written(self.asked_on)}. Give the day on which it was answered."
            )
        return day


def _said(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None or proposal.form is None:
        return {}
    if proposal.form == Form.NOT_FOR_US:
        return {"reason": proposal.reason}
    return {
        "yes": {True: "yes", False: "no", None: None}[proposal.yes],
        "choice": proposal.choice,
        "number": _figure(proposal.number),
        "whole": _figure(proposal.whole),
        "text": proposal.text,
    }


def _figure(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


class ChooseForm(forms.Form):
    """Which ask a reply answers, where it does not tell, or tells wrongly."""

    action = forms.ChoiceField(label="What it answers")
    authority = forms.ModelChoiceField(
        Authority.objects.filter(is_member=True),
        label="For which authority",
        to_field_name="slug",
        empty_label=None,
    )

    def __init__(self, *args: Any, actions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = actions  # type: ignore[attr-defined]
