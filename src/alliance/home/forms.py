"""The form in which a reader says what is wrong with a page."""

from __future__ import annotations

from django import forms


class ProblemForm(forms.Form):
    words = forms.CharField(
        label="What is wrong?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Leave out what you would not want others to read about you or a child.",
        error_messages={
            "required": "Write what is wrong.",
            "max_length": "Write it in 4,000 characters or fewer.",
        },
    )
    email = forms.EmailField(
        label="Your e-mail address, if you would like an answer",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Write an e-mail address, as name@example.org."},
    )
    page = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    # People do not see it; what fills in every field does.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_page(self) -> str:
        """An address of this site, or nothing: it is shown to editors as a link."""
        page = self.cleaned_data["page"]
        is_ours = page.startswith("/") and not page.startswith("//") and "\\" not in page
        return page if is_ours else ""

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))
