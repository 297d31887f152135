"""Handing a form in, bringing in what came to the programme, turning one away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from alliance.ui.days import DayField
from alliance.ui.files import FilesField, ManyFiles
from alliance.ui.trap import TrappedForm

from ..models import Call, CallState
from .hand_in import LARGEST

MOST_FILES = 30
ACCEPT = ".docx,.odt,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class HandInForm(TrappedForm):
    """The filled form, by whoever filled it in."""

    file = forms.FileField(
        label="Your filled form",
        help_text=f"The Word document (docx), or OpenDocument (odt), up to {LARGEST // 1024 // 1024} MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": "Choose the file in which you saved your answers.",
            "empty": "This file is empty. Save the form again and choose it once more.",
        },
    )


class BringInForm(forms.Form):
    """Forms that came by mail or on paper, as files or as saved mails."""

    handed_in = FilesField(
        label="Forms, or the saved mails that they came in",
        allow_empty_file=True,  # said with its name, beside what is wrong with the others
        widget=ManyFiles(attrs={"accept": f"{ACCEPT},.eml,message/rfc822", "multiple": True}),
        help_text="Files that end in .docx, .odt or .eml, one or several.",
        error_messages={"required": "Choose at least one file."},
    )
    call = forms.ModelChoiceField(
        Call.objects.filter(state=CallState.PUBLISHED),
        label="Of which call",
        required=False,
        empty_label="The form says it itself",
        to_field_name="slug",
        help_text="Only needed for a form whose first page is missing.",
    )
    came_on = DayField(
        label="When it came",
        required=False,
        help_text="By this it is in time or late. Saved mails say it themselves; else it is today.",
    )

    def clean_handed_in(self) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["handed_in"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Bring in at most {MOST_FILES} files at once.")
        return files

    def clean_came_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["came_on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Give the day on which it came.")
        return day


class TurnAwayForm(forms.Form):
    """Why a form is not taken, and whether its sender is told."""

    reason = forms.CharField(
        label="Why it is turned away",
        max_length=500,
        help_text="In a sentence that its sender can read, as “The form is empty: we think the wrong "
        "file was attached.”",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence."},
    )
    tell = forms.BooleanField(label="Write this to whoever sent it", required=False)

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if address:
            self.fields["tell"].label = f"Write this to {address}"
            self.fields["tell"].initial = True
        else:
            del self.fields["tell"]
