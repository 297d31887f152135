"""The forms of the programme’s pages of subscribers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from alliance.directory.models import Authority, RoleKind
from alliance.ui.files import FilesField, ManyFiles

from ...lists.read import LARGEST
from ...models import Frequency, Standing
from ..forms import AboutForm, AddressField, OwnChoicesForm, WishesForm

MOST_FILES = 10


class SearchForm(forms.Form):
    """Somebody, by a piece of their address or name. Posted: neither belongs into an address bar."""

    sought = forms.CharField(
        label="Find somebody",
        help_text="A piece of their e-mail address or name, or their organisation’s part after the @.",
        min_length=2,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Write a piece of their address or name.",
            "min_length": "Write two letters or more.",
        },
    )


class NarrowForm(forms.Form):
    """The list narrowed, by what may stand in an address."""

    state = forms.ChoiceField(choices=Standing.choices, required=False)
    frequency = forms.ChoiceField(
        label="How often",
        choices=[("", "However often"), *Frequency.choices],
        required=False,
    )
    authority = forms.ModelChoiceField(
        label="Authority",
        queryset=Authority.objects.all(),
        required=False,
        empty_label="Every authority, and none",
    )


class AddForm(WishesForm, AboutForm):
    """Somebody who asked the programme to be subscribed; their mailbox confirms it."""

    address = AddressField(
        label="Their e-mail address", missing="Give the address of whoever asked for it."
    )
    field_order = ("address", "name", "authority", "frequency", "topics", "audiences")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Their name (if you know it)"
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["address"].widget.attrs["autocomplete"] = "off"
        self.fields["frequency"].label = "What they are sent"
        self.fields["audiences"].label = "What they work on"
        self.fields["authority"].label = "Their authority (if they are of one)"


class ChangeForm(OwnChoicesForm):
    """What somebody is sent, changed for them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frequency"].label = "What they are sent"
        self.fields["audiences"].label = "What they work on"
        self.fields["name"].label = "Name"
        if "authority" in self.fields:
            self.fields["authority"].label = "Authority, as they say"


class ReasonForm(forms.Form):
    """Why something is done to somebody’s subscription."""

    reason = forms.CharField(
        label="Why",
        max_length=200,
        error_messages={"required": "Say why, in a line: it is asked later."},
    )


class StopForm(ReasonForm):
    """An address that nothing is to be sent to."""

    address = AddressField(label="The e-mail address", missing="Give the address to stop mail to.")
    field_order = ("address", "reason")


class LookForm(forms.Form):
    """Whether an address is stopped: found also after its owner was erased."""

    sought = AddressField(label="Is an address stopped?", missing="Give the whole address.")


class FindPeopleForm(forms.Form):
    """People of the directory, by what may stand in an address."""

    role = forms.ChoiceField(
        label="Role", choices=[("", "Every role"), *RoleKind.choices], required=False
    )
    authority = forms.ModelChoiceField(
        label="Authority",
        queryset=Authority.objects.all(),
        required=False,
        empty_label="Every authority, and none",
    )


class AddPeopleForm(forms.Form):
    """Those ticked, what they are sent, and why."""

    people = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="People"
    )
    frequency = forms.ChoiceField(
        label="What they are sent",
        choices=Frequency.choices,
        initial=Frequency.EACH,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Why they are sent this",
        help_text="Kept with each of them as their consent, with your name and today’s date: "
        "“As directors they asked at the meeting of 12 May to have it”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say why they are sent it: each of them may ask."},
    )

    def __init__(self, *args: Any, offered: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.choices = list(offered.items())
        people.error_messages["invalid_choice"] = (
            "Somebody you ticked has left or was subscribed meanwhile. Look through the list again."
        )

    def clean_people(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["people"]
        if not ticked:
            raise forms.ValidationError("Tick whom to subscribe.")
        return ticked


class ListForm(forms.Form):
    """A list from elsewhere, and where the consent of those on it comes from."""

    file = FilesField(
        label="The list",
        help_text="A .csv or .xlsx file with a column of e-mail addresses, or a Mailchimp export: "
        "its zip, or the files of it.",
        widget=ManyFiles(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.zip"}),
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )
    consent_words = forms.CharField(
        label="What did these people agree to, and how?",
        help_text="Kept with each of them: “They signed up for our newsletter on the old site, and "
        "confirmed it by mail”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say what they agreed to, and how: each of them may ask."},
    )
    consent_on = forms.DateField(
        label="On which day?",
        help_text="Where the list says no day for somebody, this one is kept.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say on which day, at the latest, they had agreed.",
            "invalid": "Write the day as 2020-11-13.",
        },
    )

    def clean_file(self) -> list[tuple[str, bytes]]:
        files = self.cleaned_data["file"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose {MOST_FILES} files or fewer.")
        return [(file.name, file.read(LARGEST + 1)) for file in files]

    def clean_consent_on(self) -> Any:
        day = self.cleaned_data["consent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Say when they agreed.")
        return day
