"""How a paper is added to a meeting."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..documents import kinds
from ..documents.door import Taken
from ..documents.names import shown
from ..documents.taking_in import check
from ..models import MeetingPaper


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
        help_text=f"{kinds.in_words(kinds.PAPERS)}, up to 20 MB. Please no names of children or "
        "families.",
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Choose it again.",
        },
    )

    taken: Taken | None = None

    def clean_title(self) -> str:
        return shown(self.cleaned_data["title"]) or "Without a title"

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        self.taken = check(file, kinds.PAPERS)
        return file


class PaperDoneForm(forms.Form):
    """What is done with a paper that is there."""

    paper = forms.IntegerField(widget=forms.HiddenInput)
    audience = forms.ChoiceField(choices=MeetingPaper.Audience, required=False)
