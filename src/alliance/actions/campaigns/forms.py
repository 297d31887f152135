"""The form in which a campaign is written and changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from alliance.directory.models import Authority, Person, RoleKind, Topic
from alliance.ui.days import DayField

from ..forms.asking import FOR_ROLES
from ..models import Campaign, Weekday
from .running import Running

LONGEST = dt.timedelta(days=366)
"""Beyond a year it is a collection, not a campaign."""


class CampaignForm(forms.Form):
    """All that a campaign says. `running` is it as plain values, once the form is valid."""

    title = forms.CharField(
        label="Title",
        max_length=150,
        help_text="As “Renewal of registration 2026”.",
        error_messages={"required": "Give it a title."},
    )
    what = forms.CharField(
        label="What and why",
        required=False,
        help_text="A blank line begins a paragraph.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    counted = forms.CharField(
        label="How many …",
        max_length=60,
        help_text="Goes on from “How many”, as “have renewed their registration”.",
        error_messages={"required": "Say what is counted."},
    )
    of_what = forms.CharField(
        label="Of how many …",
        max_length=60,
        help_text="Goes on from “of how many”, as “social workers”. Counts only: nobody is named.",
        error_messages={"required": "Say of what it is counted."},
    )
    target = forms.IntegerField(
        label="Share aimed at, in %",
        initial=100,
        min_value=1,
        max_value=100,
        error_messages={
            "required": "Write the share aimed at, from 1 to 100.",
            "invalid": "Write a whole number from 1 to 100.",
            "min_value": "Write a whole number from 1 to 100.",
            "max_value": "Write a whole number from 1 to 100.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    first_on = DayField(label="First day")
    last_on = DayField(
        label="Last day", help_text="The day by which the target is to be reached, no later."
    )
    weekday = forms.TypedChoiceField(
        label="Day of the weekly figure",
        choices=Weekday.choices,
        initial=Weekday.WEDNESDAY,
        coerce=int,
        help_text="It is asked two days before. The last day has a figure of its own.",
    )
    authorities = forms.ModelMultipleChoiceField(
        Authority.objects.filter(is_member=True),
        label="Who takes part",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the authorities that take part."},
    )
    left_why = forms.CharField(
        label="Why an authority no longer takes part",
        required=False,
        max_length=300,
        help_text="If you take one out. It reads this.",
    )
    for_roles = forms.MultipleChoiceField(
        label="For whom in the authority",
        required=False,
        choices=[(kind.value, kind.label) for kind in FOR_ROLES],
        widget=forms.CheckboxSelectMultiple,
        help_text="They are reminded first. Whoever answers for the authority may answer.",
    )
    by_link = forms.BooleanField(
        label="Figures may be given by a personal link, without an account", required=False
    )
    contact = forms.ModelChoiceField(
        Person.objects.confirmed(),
        label="Whom to ask about it",
        required=False,
        empty_label="Nobody in particular",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, taking_part: frozenset[int] = frozenset(), **kwargs: Any
    ) -> None:
        """Make it.

        Args:
            taking_part: the authorities of a campaign that has begun: who leaves, leaves with a
                reason.
        """
        super().__init__(*args, **kwargs)
        self.taking_part = taking_part
        if not taking_part:
            del self.fields["left_why"]
        if not self.fields["topics"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["topics"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and first > last:
            self.add_error("last_on", "The last day comes before the first. Look at both.")
        elif first and last and last - first > LONGEST:
            self.add_error("last_on", "A campaign lasts a year at most.")
        elif last and not self.taking_part and last < timezone.localdate():
            self.add_error("last_on", "This day has passed. Give one that is still to come.")
        staying = {authority.pk for authority in cleaned.get("authorities") or ()}
        leaves = self.taking_part - staying if staying else frozenset()
        if leaves and not (cleaned.get("left_why") or "").strip():
            names = ", ".join(
                Authority.objects.filter(pk__in=leaves).values_list("name", flat=True)
            )
            self.add_error("left_why", f"Say why {names} no longer takes part: it reads that.")
        return cleaned

    @property
    def running(self) -> Running:
        said = self.cleaned_data
        return Running(
            title=said["title"],
            what=said["what"],
            counted=said["counted"],
            of_what=said["of_what"],
            target=said["target"],
            first_on=said["first_on"],
            last_on=said["last_on"],
            weekday=said["weekday"],
            by_link=said["by_link"],
            for_roles=[RoleKind(each) for each in said["for_roles"]],
            contact=said["contact"],
            topics=list(said.get("topics") or ()),
            authorities=list(said["authorities"]),
        )


def start_from(campaign: Campaign) -> dict[str, Any]:
    """What the form begins with when a campaign is changed."""
    present = campaign.parts.filter(left_on__isnull=True)
    start: dict[str, Any] = {
        name: getattr(campaign, name)
        for name in (
            "title", "what", "counted", "of_what", "target", "first_on", "last_on", "weekday",
            "for_roles", "by_link", "contact", "version",
        )
    }  # fmt: skip
    return start | {
        "authorities": list(present.values_list("authority", flat=True)),
        "topics": list(campaign.topics.values_list("pk", flat=True)),
    }
