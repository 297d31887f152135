"""The forms in which somebody is named, a meeting is announced and a message is written."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from ..models import (
    IN_THE_CHAIR,
    Authority,
    Meeting,
    Network,
    Person,
    RoleKind,
    Seat,
)
from ..models.networks.meeting import TIMES_IN_ORDER
from ..recognise import name_key
from .announce import Details
from .when import When

SOMEBODY_ELSE = "Somebody who is not in this list"
DATE = {"invalid": "Write the date as 13 November 2020."}
DAY_FORMATS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y"]
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%I%p", "%I.%M%p", "%I:%M%p", "%I %p"]


def _day(label: str, *, required: bool = True, help_text: str = "", missing: str = "") -> Any:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAY_FORMATS,
        error_messages=DATE | ({"required": missing} if missing else {}),
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
    )


def _time(label: str, help_text: str = "") -> Any:
    return forms.TimeField(
        label=label,
        required=False,
        help_text=help_text,
        input_formats=TIME_FORMATS,
        error_messages={"invalid": "Write the time as 10:30 or 2.15pm."},
        widget=forms.TimeInput(
            format="%H:%M", attrs={"type": "time", "class": "govuk-input--width-5"}
        ),
    )


# Members ---------------------------------------------------------------------------------------


class NominationForm(forms.Form):
    """Who sits in a network for an authority, from when, and who said so."""

    seat = forms.ChoiceField(label="As", choices=Seat, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Who", required=False, empty_label=SOMEBODY_ELSE
    )
    name = forms.CharField(label="Name", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        help_text="Mail to the network goes there. It is shown to the programme only.",
        error_messages={"invalid": "Write the e-mail address as name@example.org."},
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )
    agrees_to_be_shown = forms.BooleanField(
        label="They agree that signed-in members of the alliance see their name",
        required=False,
        help_text="Ask them first. Otherwise pages say only that the authority has somebody.",
    )
    starts_on = _day("From", missing="Give the first day.")
    ends_on = _day("To (if it is known)", required=False, help_text="The last day.")
    said_by = forms.CharField(
        label="Who of the authority told you?",
        max_length=200,
        help_text="Name and post, as “Ann Lee, PA to the director, by telephone”.",
        error_messages={"required": "Say who of the authority told you."},
    )
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)
    deputy_instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Any, authority: Authority, on_behalf: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        self.people = people
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        if not on_behalf:
            del self.fields["said_by"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day comes before the first.")
        if not cleaned.get("person") and "person" not in self.errors:
            self._clean_new_person(cleaned)
        return cleaned

    def _clean_new_person(self, cleaned: dict[str, Any]) -> None:
        name = " ".join((cleaned.get("name") or "").split())
        cleaned["name"] = name
        if not name:
            self.add_error("name", "Choose somebody above, or give a name here.")
        elif any(name_key(each.name) == name_key(name) for each in self.people):
            self.add_error("name", f"{name} is in the list above: choose them there.")
        if not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Give their e-mail address, so that the network reaches them.")

    @property
    def seen(self) -> int | None:
        """Who was in the chosen seat when the form was made."""
        is_deputy = self.cleaned_data["seat"] == Seat.DEPUTY
        name = "deputy_instead_of" if is_deputy else "instead_of"
        found: int | None = self.cleaned_data[name]
        return found


class EndForm(forms.Form):
    """Of which nomination the last day is given."""

    nomination = forms.IntegerField(widget=forms.HiddenInput)
    last_day = _day("Last day", missing="Give the last day.")


class ChairForm(forms.Form):
    """Who is put into the chair, for how long."""

    kind = forms.ChoiceField(
        label="As",
        choices=[
            (kind.value, kind.label.partition(" of ")[0]) for kind in map(RoleKind, IN_THE_CHAIR)
        ],
        widget=forms.RadioSelect,
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose a member of the network",
        error_messages={"required": "Choose a member of the network."},
    )
    starts_on = _day("From", missing="Give the first day.")
    ends_on = _day("To (if it is known)", required=False, help_text="The last day of the term.")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day comes before the first.")
        return cleaned


# Meetings --------------------------------------------------------------------------------------


class WhenFields(forms.Form):
    """A day, alone or with its times."""

    on = _day("Date", missing="Give the date.")
    at = _time("Begins (if it is known)")
    ends_at = _time("Ends (if it is known)")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        at, ends_at = cleaned.get("at"), cleaned.get("ends_at")
        if ends_at and not at and "at" not in self.errors:
            self.add_error("at", "Say when it begins too, or leave out when it ends.")
        elif at and ends_at and ends_at <= at:
            self.add_error("ends_at", TIMES_IN_ORDER)
        return cleaned

    @property
    def when(self) -> When:
        cleaned = self.cleaned_data
        return When(cleaned["on"], cleaned["at"], cleaned["ends_at"])


class MeetingForm(WhenFields):
    """All that is said of a meeting."""

    title = forms.CharField(
        label="Title (if it has one of its own)",
        max_length=200,
        required=False,
        help_text="As “Joint day on inclusion”. Without one it is “Meeting of” the network.",
    )
    place = forms.CharField(
        label="Place",
        max_length=200,
        required=False,
        help_text="A room, or “on line”. Everybody can read it.",
    )
    link = forms.URLField(
        label="Joining link",
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text="Only signed-in members of the network see it. It is never in a calendar.",
        error_messages={"invalid": "Copy the whole link, as https://example.org/meet/123."},
    )
    about = forms.CharField(
        label="What it is about",
        max_length=5000,
        required=False,
        help_text="A few lines. Everybody can read them.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    joint_with = forms.ModelMultipleChoiceField(
        Network.objects.none(),
        label="Joint with",
        required=False,
        help_text="Other networks that meet at the same time. It stands on their pages too.",
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_correction = forms.BooleanField(
        label="The date or time was entered wrongly: do not show the old one",
        required=False,
        help_text="Otherwise readers see “moved from” with the old date, because they may have "
        "noted it.",
    )

    field_order = ("title", "on", "at", "ends_at", "place", "link", "about", "joint_with")

    def __init__(
        self, *args: Any, network: Network, networks: Any, is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = networks.exclude(pk=network.pk)
        self.fields["joint_with"].queryset = others  # type: ignore[attr-defined]
        if is_new:
            del self.fields["version"], self.fields["is_correction"]

    @property
    def details(self) -> Details:
        cleaned = self.cleaned_data
        return Details(
            when=self.when,
            title=cleaned["title"],
            place=cleaned["place"],
            link=cleaned["link"],
            about=cleaned["about"],
            joint_with=list(cleaned["joint_with"]),
        )


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What a form about a meeting begins with."""
    return {
        "title": meeting.title,
        "on": meeting.on,
        "at": meeting.at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "link": meeting.link,
        "about": meeting.about,
        "joint_with": list(meeting.joint_with.all()),
        "version": meeting.version,
    }


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Why it is cancelled",
        max_length=300,
        help_text="Readers see it. Name nobody.",
        error_messages={"required": "Say why, as “Too few could come”."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AgainForm(WhenFields):
    """When a cancelled meeting takes place after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)


# Writing ---------------------------------------------------------------------------------------


class MessageForm(forms.Form):
    subject = forms.CharField(
        label="Subject",
        max_length=150,
        error_messages={"required": "Give the message a subject."},
    )
    text = forms.CharField(
        label="Message",
        max_length=10_000,
        help_text="Plain text; whole addresses become links. Please name no child or family.",
        error_messages={
            "required": "Write the message.",
            "max_length": "That is longer than a message may be (10,000 characters). Shorten it, "
            "or put it into a paper of a meeting and say where it is.",
        },
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    form = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Open the page anew and send again.",
            "invalid": "Open the page anew and send again.",
        },
    )

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())


def new_message() -> dict[str, object]:
    """What an empty form of a message begins with."""
    return {"form": uuid.uuid4()}


# Two at once -----------------------------------------------------------------------------------


def look_again(form: forms.Form, **seen: object) -> None:
    """After somebody else was quicker: what was typed stays, and sending it again is deliberate."""
    if form.is_bound:
        data = QueryDict(mutable=True)
        data.update(form.data)
        for name, value in seen.items():
            data[form.add_prefix(name)] = "" if value is None else str(value)
        form.data = data
