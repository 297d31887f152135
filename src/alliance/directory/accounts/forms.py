"""What the programme says when it changes an account."""

from __future__ import annotations

from django import forms


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="For the log. Say how you know that it is they who ask: “rang me back on the "
        "council’s number”.",
        error_messages={
            "required": "Say why, and how you know who asks.",
            "max_length": "Write it in 300 characters or fewer.",
        },
    )


class AddressForm(ReasonForm):
    email = forms.EmailField(
        label="New e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Write the new address.",
            "invalid": "Write an e-mail address, as name@example.org.",
        },
    )
    field_order = ("email", "reason")
