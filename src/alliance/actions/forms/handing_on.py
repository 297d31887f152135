"""Who somebody is to whom a personal link was forwarded."""

from __future__ import annotations

from django import forms


class HandOnForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        max_length=200,
        error_messages={"required": "Give your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    what = forms.CharField(
        label="What you are there (if you like)",
        max_length=200,
        required=False,
        help_text="As “Head of fostering”.",
    )
    email = forms.EmailField(
        label="Your e-mail address at work",
        max_length=254,
        help_text="Your own link goes there.",
        error_messages={
            "required": "Give your e-mail address, so that your link reaches you.",
            "invalid": "Write the e-mail address as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
