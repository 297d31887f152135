"""The forms in which an idea is told, answered and erased."""

from __future__ import annotations

from django import forms

from alliance.ui.trap import TrappedForm


class IdeaForm(TrappedForm):
    """What somebody tells the programme; no account is asked for."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="The answer goes there, and nothing else.",
        error_messages={
            "required": "Give your e-mail address, so that you can be answered.",
            "invalid": "Write the e-mail address as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    organisation = forms.CharField(
        label="Organisation or authority (if you like)",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    text = forms.CharField(
        label="Your idea",
        max_length=10_000,
        help_text="A few lines are enough. Please name no child or family.",
        error_messages={
            "required": "Tell us your idea.",
            "max_length": "That is longer than we can take (10,000 characters). Shorten it, or "
            "write to the programme.",
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label="Reply",
        max_length=10_000,
        help_text="It is sent as you write it, with their idea below and the alliance’s name.",
        error_messages={"required": "Write the reply before you send it."},
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label="Why it is erased",
        max_length=300,
        help_text="Kept in the audit trail: name nobody.",
        error_messages={"required": "Say why, as “asked for by the proposer”."},
    )
