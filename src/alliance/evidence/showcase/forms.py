"""The forms of readers and of whoever a case is of."""

from __future__ import annotations

from typing import Any

from django import forms

from alliance.directory.models import Authority
from alliance.ui.forms import RadiosWithHints
from alliance.ui.trap import TrappedForm

from ..models import Case, CaseCheck, FollowUp


class WeTooForm(TrappedForm):
    """Who does the same, and how."""

    authority = forms.ModelChoiceField(
        Authority.objects.none(), label="Authority", required=False, empty_label="None of these"
    )
    organisation = forms.CharField(
        label="Team or organisation",
        max_length=200,
        required=False,
        help_text="Shown with your authority, or by itself if you are with none.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    words = forms.CharField(
        label="How do you do it?",
        max_length=500,
        required=False,
        help_text="A line or two: what is the same, what you do otherwise. Please name no child or family.",
        error_messages={"max_length": "Shorten it to 500 characters."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name, so that we can ask you back."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="Your name and address are not shown.",
        error_messages={
            "required": "Give your e-mail address, so that we can ask you back.",
            "invalid": "Write the e-mail address as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it is declared above
        field.queryset = Authority.objects.filter(is_member=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("authority") and not said.get("organisation"):
            self.add_error("authority", "Choose your authority, or name your organisation.")
        return said


class OpinionForm(forms.Form):
    """What somebody says to the page of their work."""

    TAKE_BACK = "take_back"

    said = forms.ChoiceField(
        label="What do you say to this page?",
        error_messages={"required": "Choose what you say to it."},
    )
    words = forms.CharField(
        label="What should be changed?",
        max_length=5000,
        required=False,
        help_text="If you ask for changes. Say what is wrong and how it should read.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    check = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, check: CaseCheck | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": case.owner_name, "check": check.pk if check else ""}
        super().__init__(*args, **kwargs)
        field = self.fields["said"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as it is declared above
        field.widget = RadiosWithHints(_HINTS)
        field.choices = (
            [
                (CaseCheck.Said.AGREED.value, "It may be published as it is"),
                (CaseCheck.Said.CHANGES.value, "Please change something first"),
                (CaseCheck.Said.NO.value, "Please do not publish it"),
            ]
            if check
            else [(self.TAKE_BACK, "Please take it back")]
        )
        if not check:
            del self.fields["words"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        asks = said.get("said") == CaseCheck.Said.CHANGES
        if asks and not said.get("words", "").strip() and "words" not in self.errors:
            self.add_error("words", "Say what should be changed.")
        said.setdefault("words", "")
        return said


_HINTS = {
    "agreed": "We publish it in these words, and change none of them without asking you again.",
    "changes": "We write it anew and send it to you again.",
    "no": "We take it out of the showcase at once. You need give no reason.",
    "take_back": "It is taken off at once. You need give no reason.",
}


class LastedForm(forms.Form):
    """Whether it lasted."""

    found = forms.ChoiceField(
        label="Did it last?",
        choices=[
            (FollowUp.Found.STUCK.value, "Yes, we still do it"),
            (FollowUp.Found.CHANGED.value, "We still do it, but otherwise than described"),
            (FollowUp.Found.ENDED.value, "No, we stopped"),
        ],
        error_messages={"required": "Choose one."},
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What became of it?",
        max_length=2000,
        required=False,
        help_text="What helped it to last, what you changed, or why it ended. Please name no child or family.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name."},
        help_text="It is not shown.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
