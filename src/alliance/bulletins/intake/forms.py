"""The forms in which an editor hands in a source, and corrects what was understood of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from alliance.bulletins.importing.recognition import Recognised
from alliance.bulletins.parsing.reading import Section
from alliance.ui.days import DAY_FORMATS, DayField, written
from alliance.ui.files import FilesField, ManyFiles

NEW_MATTER = "new"
LARGEST_FILE = 10 * 1024 * 1024
ACCEPTED = ".txt,.html,.htm,.docx,.eml"


class SourceForm(forms.Form):
    """Files, or pasted text."""

    # A form keeps what was uploaded in `files`, so the field has another name.
    sources = FilesField(
        label="Files",
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED, "multiple": True}),
        help_text="Text, saved web pages, Word documents or saved e-mails, up to 10 MB each.",
    )
    pasted = forms.CharField(
        label="Or paste a bulletin",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Select the whole bulletin where it stands, copy it, and paste it here.",
    )

    def clean_sources(self) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["sources"]
        for file in files:
            if (file.size or 0) > LARGEST_FILE:
                raise forms.ValidationError(
                    f"“{file.name}” is larger than 10 MB. Save it without pictures and try again."
                )
        return files

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("sources") and not (cleaned.get("pasted") or "").strip():
            raise forms.ValidationError("Choose a file, or paste a bulletin.")
        return cleaned


class DaysField(forms.CharField):
    """Several days, one a line."""

    widget = forms.Textarea(attrs={"rows": 2, "class": "several"})

    def clean(self, value: Any) -> list[dt.date]:
        lines = (super().clean(value) or "").replace(";", "\n").splitlines()
        return sorted({_day(line.strip()) for line in lines if line.strip()})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(str(written(day)) for day in value)
        return value


class LinesField(forms.CharField):
    """Several names, one a line."""

    widget = forms.Textarea(attrs={"rows": 2, "class": "several"})

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def _day(text: str) -> dt.date:
    for form in DAY_FORMATS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise forms.ValidationError(f"“{text}” is not a day. Write it as 13 November 2020, one a line.")


class BulletinForm(forms.Form):
    number = forms.IntegerField(
        label="Number",
        min_value=1,
        max_value=99_999,
        error_messages={"required": "Give the number of the bulletin."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    date = DayField(label="Date", missing="Give the date of the bulletin, as 13 November 2020.")
    introduction = forms.CharField(
        label="Introduction", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ItemForm(forms.Form):
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label="Title",
        max_length=500,
        error_messages={"required": "Give the item a title."},
    )
    section = forms.ChoiceField(
        label="Section",
        choices=[(Section.NEWS, "News"), (Section.REMINDER, "Reminders")],
        widget=forms.RadioSelect,
        initial=Section.NEWS,
    )
    body = forms.CharField(
        label="Text", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    has_action = forms.BooleanField(label="It has an action label", required=False)
    action_text = forms.CharField(
        label="Text under the label",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    deadlines = DaysField(label="Deadlines", required=False, help_text="One a line.")
    events = DaysField(label="Events", required=False, help_text="First day of each, one a line.")
    people = LinesField(label="Named as contact", required=False, help_text="One a line.")
    remove = forms.BooleanField(label="Leave this item out", required=False)

    def __init__(self, *args: Any, match: Recognised | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.match = match
        choices = [(NEW_MATTER, "A new matter")]
        if match:
            words = f"The same as “{match.title}” in update {match.number}"
            choices.insert(0, (str(match.item), words))
        self.fields["same_as"] = forms.ChoiceField(
            label="Which matter is it?",
            required=False,
            widget=forms.RadioSelect,
            choices=choices,
            initial=choices[0][0],
        )

    @property
    def in_words(self) -> list[str]:
        """What is entered besides the words, for the line that shows while the rest is folded."""
        words = [dict(self.fields["section"].choices).get(self["section"].value(), "")]  # type: ignore[attr-defined]
        words += ["action"] if self["has_action"].value() else []
        for name, one in (("deadlines", "deadline"), ("events", "event"), ("people", "contact")):
            entered = [line for line in str(self[name].value() or "").splitlines() if line.strip()]
            words += [f"{one} {', '.join(entered)}"] if entered else []
        return [word for word in words if word]


class PublicationForm(forms.Form):
    title = forms.CharField(
        label="Title", max_length=500, error_messages={"required": "Give the publication’s title."}
    )
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    date = DayField(label="Date", required=False)
    url = forms.URLField(label="Address", required=False, assume_scheme="https")
    remove = forms.BooleanField(label="Leave out", required=False)


class ContactForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Give the contact’s name."}
    )
    role = forms.CharField(label="Role", max_length=200, required=False)
    organisation = forms.CharField(label="Organisation", max_length=200, required=False)
    phone = forms.CharField(label="Telephone", max_length=50, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    remove = forms.BooleanField(label="Leave out", required=False)


class BaseItemForms(forms.BaseFormSet[ItemForm]):
    """The items of a reading, each with the matter it was recognised as."""

    def __init__(
        self, *args: Any, matches: Sequence[Recognised | None] = (), **kwargs: Any
    ) -> None:
        self.matches = matches
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        known = index is not None and index < len(self.matches)
        return {**super().get_form_kwargs(index), "match": self.matches[index] if known else None}  # type: ignore[index]


ItemForms: Any = forms.formset_factory(
    ItemForm, formset=BaseItemForms, extra=1, max_num=200, absolute_max=400
)
PublicationForms = forms.formset_factory(PublicationForm, extra=1, max_num=400, absolute_max=800)
ContactForms = forms.formset_factory(ContactForm, extra=1, max_num=100, absolute_max=200)
