"""The small forms by which a call is moved, ended, and told of similar work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from alliance.library.models import Publication
from alliance.ui.days import DayField

from ..days import closing_on
from ..similar import Work
from .call import time_field

MOST_WORKS = 6


class MoveForm(forms.Form):
    """When it closes from now on, and why."""

    closes_on = DayField(
        label="Last day",
        missing="Give the new last day, as 20 November 2020.",
        help_text="The last day on which an answer is in time.",
    )
    closes_time = time_field("Time on that day (if it does not count whole)")
    why = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Readers see it beside the change. As “Schools asked for another week”.",
        error_messages={"required": "Say why: readers see the change with its reason."},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def closes_at(self) -> dt.datetime:
        return closing_on(self.cleaned_data["closes_on"], self.cleaned_data["closes_time"])


class EndForm(forms.Form):
    """Why it is withdrawn, or archived."""

    why = forms.CharField(
        label="Why",
        max_length=1000,
        help_text="If it is withdrawn, the authorities that were asked read it; if it is archived, "
        "every reader does.",
        error_messages={"required": "Say why it ends."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WorkForm(forms.Form):
    """One piece of similar work; an empty one is none."""

    title = forms.CharField(label="What it is", max_length=200, required=False)
    whose = forms.CharField(label="Whose it is", max_length=200, required=False)
    url = forms.URLField(
        label="Address",
        max_length=2000,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Write the whole address, as https://example.org/work/."},
    )
    publication = forms.ModelChoiceField(
        Publication.objects.order_by("title"),
        label="Or a publication of the library",
        required=False,
        empty_label="None",
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if publication := said.get("publication"):
            said["title"] = said.get("title") or str(publication)[:200]
        elif (said.get("url") or said.get("whose")) and not said.get("title"):
            self.add_error("title", "Say what it is.")
        return said

    @property
    def work(self) -> Work | None:
        said = self.cleaned_data
        if not said.get("title"):
            return None
        return Work(
            title=said["title"],
            whose=said["whose"],
            url=said["url"],
            publication=said["publication"],
        )


Works = forms.formset_factory(WorkForm, extra=2, max_num=MOST_WORKS)


def works_of(formset: forms.BaseFormSet[WorkForm]) -> list[Work]:
    """The whole list, in its order."""
    return [work for form in formset.forms if (work := form.work)]
