"""The form in which an idea is told."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from alliance.evidence.taking.faults import Fault
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
        help_text="Your copy goes there, and the answer.",
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

    def mark(self, faults: Iterable[Fault]) -> None:
        """Put what the call finds wrong to the fields; the one question is whatever is no field here."""
        for fault in faults:
            field = fault.field if fault.field in self.fields else "text"
            self.add_error(field, fault.sentence)
