"""How a paper is added to a meeting."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..models import MeetingPaper
from .taking_in import KINDS, check


class PaperForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it is", choices=MeetingPaper.Kind, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={"required": "Give the paper a title, as “Agenda, 3 December”."},
    )
    audience = forms.ChoiceField(
        label="Who may read it", choices=MeetingPaper.Audience, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label="File",
        help_text=f"A PDF or an office document ({', '.join(KINDS)}), up to 20 MB. Please no names "
        "of children or families.",
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Choose it again.",
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        check(file)
        return file


class PaperDoneForm(forms.Form):
    """What is done with a paper that is there."""

    paper = forms.IntegerField(widget=forms.HiddenInput)
    audience = forms.ChoiceField(choices=MeetingPaper.Audience, required=False)
