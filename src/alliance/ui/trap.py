"""A field that people do not see and machines fill in: for forms that anybody may send."""

from __future__ import annotations

from typing import Any

from django import forms


class TrappedForm(forms.Form):
    """Stands last in its form; the template puts it out of sight."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        help_text="It is here to catch machines that fill in everything.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "website"])

    @property
    def trap_is_sprung(self) -> bool:
        """Whether the field was filled in."""
        return bool(self.is_bound and (self["website"].value() or "").strip())

    def clean_website(self) -> str:
        if self.cleaned_data["website"].strip():
            raise forms.ValidationError(
                "Empty the field “Leave this empty” and send again: your browser may have filled "
                "it in."
            )
        return ""

    @property
    def told(self) -> dict[str, Any]:
        """What was sent, without it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}
