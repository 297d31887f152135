"""The forms in which an idea is replied to and erased."""

from __future__ import annotations

from typing import Any

from django import forms

from ..models import Submission

BY_MAIL, BY_TELEPHONE = "mail", "telephone"


class ReplyForm(forms.Form):
    """A reply, by mail where they left an address, or what they were told by telephone."""

    way = forms.ChoiceField(
        label="How",
        choices=[(BY_MAIL, "By e-mail"), (BY_TELEPHONE, "I told them by telephone")],
        initial=BY_MAIL,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you reply."},
    )
    text = forms.CharField(
        label="Reply",
        max_length=10_000,
        error_messages={"required": "Write the reply before you send it."},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, submission: Submission, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_mail = "It is sent as you write it, with their idea below and the alliance’s name."
        if submission.email:
            self.fields[
                "text"
            ].help_text = f"{by_mail} Told by telephone: write down what you said."
        else:
            self.fields["way"].widget = forms.HiddenInput()
            self.fields["way"].initial = BY_TELEPHONE
            self.fields["text"].label = "What you told them by telephone"
            self.fields["text"].help_text = "They left no e-mail address."


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label="Why it is erased",
        max_length=300,
        help_text="Kept in the audit trail: name nobody.",
        error_messages={"required": "Say why, as “asked for by whoever told it”."},
    )
