"""The forms in which news is sent and answered."""

from __future__ import annotations

from django import forms

from alliance.ui.trap import TrappedForm

from ..reading.entry import whole


class NewsForm(TrappedForm):
    """What anybody sends; no account is asked for."""

    title = forms.CharField(
        label="What it is about",
        max_length=200,
        help_text="One line, as a heading.",
        error_messages={"required": "Say in one line what it is about."},
    )
    text = forms.CharField(
        label="The news",
        max_length=10_000,
        help_text="What is new, for whom, and by when somebody must do something. Please name no "
        "child or family.",
        error_messages={
            "required": "Write the news.",
            "max_length": "That is longer than we can take (10,000 characters). Shorten it, or "
            "give a link to the rest.",
        },
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    url = forms.CharField(
        label="Link (if there is one)",
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label="Organisation or authority (if you like)",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label="Your e-mail address (if you want an answer)",
        max_length=254,
        required=False,
        error_messages={"invalid": "Write the e-mail address as name@example.org."},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_url(self) -> str:
        said = str(self.cleaned_data["url"]).strip()
        if said and "://" not in said:
            said = f"https://{said}"
        if said and not whole(said):
            raise forms.ValidationError("Write the link as https://www.example.org/page.")
        return said


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label="Reply",
        max_length=10_000,
        help_text="It is sent as you write it, with their news below and the alliance’s name.",
        error_messages={"required": "Write the reply before you send it."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ForgetForm(forms.Form):
    reason = forms.CharField(
        label="Why they are forgotten",
        max_length=300,
        help_text="Kept in the audit trail: name nobody.",
        error_messages={"required": "Say why, as “asked for by the sender”."},
    )
