"""The form in which an action is written and changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from alliance.directory.models import Authority, Person, RoleKind, Topic
from alliance.ui.days import DayField

from ..models import Action, AnswerKind, Audience, Question, Weight
from ..raising import Asked, Asking
from ..when import By

KINDS = [(kind.value, kind.label) for kind in AnswerKind if kind != AnswerKind.SHARE]
"""So many of so many is asked by campaigns."""
DATES = 3
"""Days that the form has room for."""
FOR_ROLES = (
    RoleKind.DCS,
    RoleKind.DATA_LEAD,
    RoleKind.COMMISSIONER,
    RoleKind.LEAD_MEMBER,
    RoleKind.CHIEF_EXECUTIVE,
    RoleKind.AUTHORITY_MEMBER,
)
HARD, WISHED = "hard", "wished"
TIMES = ["%H:%M", "%H.%M", "%I%p", "%I.%M%p", "%I:%M%p", "%I %p"]


def _words(label: str, *, rows: int = 4, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AskingForm(forms.Form):
    """All that an action says. `asking` is it as plain values, once the form is valid."""

    title = forms.CharField(
        label="What is asked",
        max_length=200,
        help_text="As somebody would say it, as “Return the agency return for October”.",
        error_messages={"required": "Say what is asked."},
    )
    what = _words("In full", rows=6, help_text="A blank line begins a paragraph.")
    how = _words("How to do it", help_text="Where the form is, what to send, to whom.")
    what_becomes = _words(
        "What becomes of the answers", rows=3, help_text="Who reads them, and what for."
    )
    weight = forms.ChoiceField(
        label="What stands behind it",
        choices=Weight.choices,
        initial=Weight.REQUEST,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="How they answer",
        choices=KINDS,
        initial=AnswerKind.ACKNOWLEDGE,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Question",
        max_length=300,
        required=False,
        help_text="Where what is asked does not say it, as “How many places have you?”.",
    )
    choices = _words("Answers to choose from", help_text="One a line, for one of several.")
    unit = forms.CharField(
        label="Of what",
        max_length=60,
        required=False,
        help_text="For a number, as “social workers”.",
    )
    earlier_stand = forms.BooleanField(
        label="Answers to the earlier question still count",
        required=False,
        initial=True,
        help_text="If the question has changed. Otherwise those authorities are asked again.",
    )
    is_soon = forms.BooleanField(label="As soon as they can", required=False)
    authorities = forms.ModelMultipleChoiceField(
        Authority.objects.filter(is_member=True),
        label="Whom it asks",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the authorities that it asks."},
    )
    for_roles = forms.MultipleChoiceField(
        label="For whom in the authority",
        required=False,
        choices=[(kind.value, kind.label) for kind in FOR_ROLES],
        widget=forms.CheckboxSelectMultiple,
        help_text="They are reminded first. Whoever answers for the authority may answer.",
    )
    audience = forms.ChoiceField(
        label="Who may read what is asked",
        choices=Audience.choices,
        initial=Audience.MEMBERS,
        widget=forms.RadioSelect,
        help_text="What was answered is for each authority and the programme.",
    )
    by_link = forms.BooleanField(
        label="May be answered by a personal link, without an account",
        required=False,
        help_text="For asks that do no harm if the wrong person answers. Not for a legal duty or a file.",
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

    def __init__(self, *args: Any, is_change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_change:
            del self.fields["earlier_stand"]
        for place in range(1, DATES + 1):
            self.fields |= _date_fields(place)
        if not self.fields["topics"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["topics"]

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        return list(dict.fromkeys(line[:200] for line in lines if line))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, choices = cleaned.get("kind"), cleaned.get("choices") or []
        if kind == AnswerKind.CHOICE and len(choices) < 2:
            self.add_error("choices", "Give at least two answers to choose from, one a line.")
        if cleaned.get("by_link"):
            if cleaned.get("weight") == Weight.LEGAL_DUTY:
                self.add_error("by_link", "A legal duty is answered signed in, not by a link.")
            if kind == AnswerKind.FILE:
                self.add_error("by_link", "A file is sent signed in, not by a link.")
        self._clean_dates(cleaned)
        return cleaned

    def _clean_dates(self, cleaned: dict[str, Any]) -> None:
        seen: set[tuple[Any, ...]] = set()
        for place in range(1, DATES + 1):
            on, at = cleaned.get(f"on_{place}"), cleaned.get(f"at_{place}")
            label = cleaned.get(f"label_{place}") or ""
            if at and not on and f"on_{place}" not in self.errors:
                self.add_error(f"on_{place}", "Give the day that this time is of.")
            if on and (on, label) in seen:
                self.add_error(f"on_{place}", "This day is given twice.")
            if on:
                seen.add((on, label))

    @property
    def days(self) -> list[list[forms.BoundField]]:
        """The fields of each day, for the page."""
        names = ("on", "at", "firm", "label")
        return [[self[f"{name}_{place}"] for name in names] for place in range(1, DATES + 1)]

    @property
    def asking(self) -> Asking:
        said = self.cleaned_data
        kind = AnswerKind(said["kind"])
        return Asking(
            title=said["title"],
            what=said["what"],
            how=said["how"],
            what_becomes=said["what_becomes"],
            weight=Weight(said["weight"]),
            audience=Audience(said["audience"]),
            for_roles=[RoleKind(each) for each in said["for_roles"]],
            is_soon=said["is_soon"],
            by_link=said["by_link"],
            contact=said["contact"],
            topics=list(said.get("topics") or ()),
            question=Asked(
                kind=kind,
                words=said["words"],
                choices=said["choices"] if kind == AnswerKind.CHOICE else (),
                unit=said["unit"] if kind == AnswerKind.COUNT else "",
            ),
            dates=list(self._dates()),
            authorities=list(said["authorities"]),
        )

    def _dates(self) -> list[By]:
        said = self.cleaned_data
        return [
            By(
                said[f"on_{place}"],
                said[f"at_{place}"],
                said[f"firm_{place}"] == HARD,
                said[f"label_{place}"],
            )
            for place in range(1, DATES + 1)
            if said[f"on_{place}"]
        ]


def _date_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"on_{place}": DayField(
            label="Day",
            required=False,
            help_text="The last day on which an answer is in time. “Before the 13th” is the 12th.",
        ),
        f"at_{place}": forms.TimeField(
            label="Time (if one was said)",
            required=False,
            input_formats=TIMES,
            error_messages={"invalid": "Write the time as 17:00 or 5pm."},
            widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        ),
        f"firm_{place}": forms.ChoiceField(
            label="How firm it is",
            required=False,
            initial=WISHED,
            choices=[
                (WISHED, "Wished for"),
                (HARD, "No later: an answer after it is late"),
            ],
        ),
        f"label_{place}": forms.CharField(
            label="For what (where there are several days)", required=False, max_length=100
        ),
    }


def start_from(action: Action, question: Question, dates: list[By]) -> dict[str, Any]:
    """What the form begins with when an action is changed."""
    asked = action.asks.filter(taken_back_at__isnull=True)
    start: dict[str, Any] = {
        name: getattr(action, name)
        for name in (
            "title", "what", "how", "what_becomes", "weight", "audience", "is_soon", "by_link",
            "for_roles", "contact", "version",
        )
    }  # fmt: skip
    start |= {
        "kind": question.kind,
        "words": question.words,
        "choices": "\n".join(question.choices),
        "unit": question.unit,
        "authorities": list(asked.values_list("authority", flat=True)),
        "topics": list(action.topics.values_list("pk", flat=True)),
    }
    for place, by in enumerate(sorted(dates)[:DATES], 1):
        start |= of_day(place, by)
    return start


def of_day(place: int, by: By) -> dict[str, dt.date | dt.time | str | None]:
    """What the form begins with for one of its days."""
    return {
        f"on_{place}": by.on,
        f"at_{place}": by.at,
        f"firm_{place}": HARD if by.is_hard else WISHED,
        f"label_{place}": by.label,
    }


class EndForm(forms.Form):
    """Why it ends: needed where it is withdrawn."""

    why = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        help_text="Those who were asked read it. Needed where it is withdrawn.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
