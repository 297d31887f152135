"""Wagtail's forms for documents and pictures, single and many at once, through the one door."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from . import kinds
from .door import LARGEST_PICTURE, Taken
from .keep import keep_earlier
from .names import shown
from .same import told_of_same
from .taking_in import check


class DocumentForm(BaseDocumentForm):
    """A document's file is looked at, kept once, and what it replaces is kept too."""

    keep_both = forms.BooleanField(
        label="Take it in although the same file is here already", required=False
    )
    taken: Taken | None = None
    original_file: Any

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.by = user
        if "file" in self.fields:
            field = self.fields["file"]
            field.error_messages["empty"] = "This file is empty. Choose it again."
            field.help_text = f"{kinds.in_words(kinds.DOCUMENTS)}, up to 20 MB."
            if self.instance.pk:
                field.help_text += " What it replaces is kept beside it."
        else:
            del self.fields["keep_both"]

    def clean_title(self) -> str:
        """A title often is the file's name, with whatever was hidden in that."""
        return shown(self.cleaned_data["title"]) or "Without a title"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            self.taken = check(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.taken and not cleaned.get("keep_both"):
            same = told_of_same(self.by, self.taken.sha256, but=self.instance.pk)
            if same:
                self.add_error("file", same)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Wagtail would delete the file that is replaced; here it is kept as an earlier one."""
        if self.taken:
            self.instance.sha256 = self.taken.sha256
            if self.instance.pk and self.original_file:
                keep_earlier(by=self.by, document=self.instance)
                self.original_file = None
        return super().save(commit)


class PictureField(WagtailImageField):
    """Looked at before a reader of pictures is let near it."""

    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            check(data, kinds.PICTURES, largest=LARGEST_PICTURE)
            data.seek(0)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if there := self.fields.get("file"):
            field = PictureField(label=there.label, required=there.required, widget=there.widget)
            field.error_messages["empty"] = "This file is empty. Choose it again."
            field.help_text = f"{kinds.in_words(kinds.PICTURES)}, up to 10 MB."
            self.fields["file"] = field
