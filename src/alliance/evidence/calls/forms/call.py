"""The form in which a call is written and changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.text import slugify

from alliance.actions.forms.asking import TIMES
from alliance.directory.models import Person, Topic
from alliance.ui.days import DayField

from ...models import Call, ServiceSection
from ..days import closing_on, first_of, last_of, opening_on
from ..proposed import CONSENT, SUPPLIER
from ..writing import Planned

FIELDS_OF = {
    "opens_at": ("opens_on", "opens_time"),
    "closes_at": ("closes_on", "closes_time"),
    "prefix": ("references",),
}
"""What of the form stands for a field of the call that has another name there."""
BEGINNING = {"consent_words": CONSENT, "supplier_words": SUPPLIER}


def _text(label: str, *, rows: int = 4, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def time_field(label: str) -> forms.TimeField:
    """A time of day; left out, the day counts whole."""
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=TIMES,
        error_messages={"invalid": "Write the time as 17:00 or 5pm."},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
    )


class CallForm(forms.Form):
    """All that a call says. `planned` is it as plain values, once the form is valid."""

    title = forms.CharField(
        label="Name of the call",
        max_length=150,
        help_text="As people will speak of it, as “Silver Linings”.",
        error_messages={"required": "Give it a name."},
    )
    summary = forms.CharField(
        label="In one line",
        max_length=200,
        required=False,
        help_text="Under the name, where calls are listed, and in the bulletin.",
    )
    purpose = _text(
        "Why you ask, and what you look for", rows=8, help_text="A blank line begins a paragraph."
    )
    what_becomes = _text(
        "What becomes of the answers",
        help_text="Who reads them, what they are told, and what is published.",
    )
    opens_on = DayField(label="First day", required=False)
    opens_time = time_field("Time on the first day (if not from midnight)")
    is_standing = forms.BooleanField(
        label="It never closes",
        required=False,
        help_text="A standing call: everybody who answers gets a reply.",
    )
    closes_on = DayField(
        label="Last day",
        required=False,
        help_text="The last day on which an answer is in time. “Before the 13th” is the 12th.",
    )
    closes_time = time_field("Time on the last day (if it does not count whole)")
    last_call_days = forms.IntegerField(
        label="“Last call” from so many days before it closes",
        initial=7,
        min_value=0,
        max_value=60,
        error_messages={
            "required": "Write a number of days, from 0 to 60.",
            "invalid": "Write a number of days, from 0 to 60.",
            "min_value": "Write a number of days, from 0 to 60.",
            "max_value": "Write a number of days, from 0 to 60.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    sections = forms.ModelMultipleChoiceField(
        ServiceSection.objects.all(),
        label="Who may answer",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none if everybody in children’s services may.",
    )
    contact = forms.ModelChoiceField(
        Person.objects.confirmed(),
        label="Whom to ask, or to ring",
        required=False,
        empty_label="Nobody in particular",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label="Topics", required=False, widget=forms.CheckboxSelectMultiple
    )
    consent_words = _text(
        "Consent to publish",
        help_text="What people say yes or no to when they let it be published.",
    )
    supplier_words = _text(
        "Declaration of suppliers",
        help_text="What people are asked about suppliers and their products. Empty: nothing.",
    )
    slug = forms.SlugField(
        label="Last part of its address",
        required=False,
        max_length=80,
        help_text="Made from its name if you leave it empty. It stays once the call is published.",
        error_messages={
            "invalid": "Write it in small letters, figures and hyphens, as silver-linings."
        },
    )
    references = forms.CharField(
        label="How references begin",
        required=False,
        max_length=6,
        validators=[RegexValidator(r"^[A-Za-z]{1,6}$", "Write one to six letters, as SL.")],
        help_text="One to six letters, as SL: answers are SL-1, SL-2 … Made from its name if you leave it empty.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, call: Call | None = None, fixed: Collection[str] = (), **kwargs: Any
    ) -> None:
        """Make it; `fixed` are the fields of the call that stay as they are (`writing.fixed`)."""
        super().__init__(*args, **kwargs)
        self.call, self.fixed = call, frozenset(fixed)
        for name in self.fixed:
            for field in FIELDS_OF.get(name, (name,)):
                del self.fields[field]
        sections = ServiceSection.objects.filter(is_live=True)
        if call is not None and call.pk:
            sections = (sections | call.sections.all()).distinct()
        self.fields["sections"].queryset = sections  # type: ignore[attr-defined]
        for name in ("topics", "sections"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def clean_references(self) -> str:
        return str(self.cleaned_data["references"]).upper()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for day, time in (FIELDS_OF["opens_at"], FIELDS_OF["closes_at"]):
            if (
                said.get(time)
                and not said.get(day)
                and day not in self.errors
                and day in self.fields
            ):
                self.add_error(day, "Give the day that this time is of.")
        if said.get("is_standing") and said.get("closes_on"):
            self.add_error("closes_on", "It never closes: take this day out, or the mark above.")
        opens, closes = self._opens(said), self._closes(said)
        if opens and closes and closes <= opens:
            self.add_error("closes_on", "It closes before it opens. Look at both days.")
        return said

    def refused(self, fault: ValidationError) -> None:
        """Put what the call itself refuses beside the fields that it is about."""
        if not hasattr(fault, "error_dict"):
            self.add_error(None, fault)
            return
        for name, errors in fault.error_dict.items():
            field = FIELDS_OF.get(name, (name,))[0]
            self.add_error(field if field in self.fields else None, errors)

    @property
    def planned(self) -> Planned:
        said = self.cleaned_data
        return Planned(
            title=said["title"],
            slug=self._kept("slug") or slugify(said["title"].replace("’", ""))[:80] or "call",
            prefix=self._kept("prefix") or _initials(said["title"]),
            summary=said["summary"],
            purpose=said["purpose"],
            what_becomes=said["what_becomes"],
            contact=said["contact"],
            is_standing=bool(self._kept("is_standing")),
            opens_at=self._opens(said),
            closes_at=self._closes(said),
            last_call_days=said["last_call_days"],
            consent_words=said["consent_words"],
            supplier_words=said["supplier_words"],
            sections=list(said.get("sections") or ()),
            topics=list(said.get("topics") or ()),
        )

    def _kept(self, name: str) -> Any:
        if name in self.fixed:
            return getattr(self.call, name)
        return self.cleaned_data.get(FIELDS_OF.get(name, (name,))[0])

    def _opens(self, said: dict[str, Any]) -> dt.datetime | None:
        if "opens_at" in self.fixed and self.call:
            return self.call.opens_at
        day = said.get("opens_on")
        return opening_on(day, said.get("opens_time")) if day else None

    def _closes(self, said: dict[str, Any]) -> dt.datetime | None:
        if "closes_at" in self.fixed and self.call:
            return self.call.closes_at
        day = said.get("closes_on")
        return closing_on(day, said.get("closes_time")) if day else None


def _initials(title: str) -> str:
    letters = [word[0].upper() for word in slugify(title).split("-") if word[:1].isalpha()]
    return "".join(letters)[:6] or "C"


def start_from(call: Call) -> dict[str, Any]:
    """What the form begins with when a call is changed."""
    start: dict[str, Any] = {
        name: getattr(call, name)
        for name in (
            "title", "summary", "purpose", "what_becomes", "is_standing", "last_call_days", "contact",
            "consent_words", "supplier_words", "slug", "version",
        )
    }  # fmt: skip
    start["references"] = call.prefix
    start["sections"] = list(call.sections.values_list("pk", flat=True))
    start["topics"] = list(call.topics.values_list("pk", flat=True))
    if call.opens_at:
        first = first_of(call.opens_at)
        start |= {"opens_on": first.on, "opens_time": first.at}
    if call.closes_at:
        last = last_of(call.closes_at)
        start |= {"closes_on": last.on, "closes_time": last.at}
    return start
