"""The forms in which a bulletin is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from alliance.directory.models import Topic, User
from alliance.ui.days import DayField

from ..intake.forms import ACCEPTED, LARGEST_FILE, DaysField, LinesField
from ..models import Appearance, DraftItem, PublishingRules
from .light import to_html, to_light
from .said import DEADLINE, EVENT, Dated, Said

MARKS = (
    "A blank line begins a paragraph, “- ” an entry of a list. [words](address) is a link, "
    "**words** are bold."
)


class HeadForm(forms.Form):
    number = forms.IntegerField(
        label="Number",
        min_value=1,
        max_value=99_999,
        error_messages={"required": "Give the number of the bulletin."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    date = DayField(label="Date", missing="Give the day it comes out, as 13 November 2020.")
    introduction = forms.CharField(
        label="Introduction", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ItemForm(forms.Form):
    """One item of the draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=500, required=False)
    section = forms.ChoiceField(
        label="Section",
        choices=[(Appearance.Section.NEWS, "News"), (Appearance.Section.REMINDER, "Reminders")],
        widget=forms.RadioSelect,
    )
    body = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=MARKS,
    )
    action_text = forms.CharField(
        label="Action required",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What readers are asked to do, by when. Empty if nothing is.",
    )
    deadlines = DaysField(
        label="Deadlines", required=False, help_text="As 4 December 2026, one a line."
    )
    events = DaysField(label="Events", required=False, help_text="First day of each, one a line.")
    people = LinesField(label="Contacts", required=False, help_text="Names, one a line.")
    audience = forms.CharField(
        label="For",
        required=False,
        max_length=200,
        help_text="As “data leads” or “commissioners”; empty for everyone.",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label="Topics", required=False, widget=forms.CheckboxSelectMultiple
    )
    publications = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        item: DraftItem,
        topics: Sequence[Topic] | None = None,
        **kwargs: Any,
    ) -> None:
        self.item = item
        super().__init__(
            data, initial=start_of(item), prefix=None, auto_id=f"id_{item.pk}_%s", **kwargs
        )
        if topics is not None:  # asked once for all items of a screen
            self.fields["topics"].choices = [(each.pk, each.name) for each in topics]  # type: ignore[attr-defined]
            if not topics:
                del self.fields["topics"]

    def said(self) -> Said:
        """What it says now; HTML and words of dates stay where nothing was changed of them."""
        sent = self.cleaned_data
        words = {(row["kind"], row["date"]): row.get("words", "") for row in self.item.dates}
        dates = [(DEADLINE, day) for day in sent["deadlines"]]
        dates += [(EVENT, day) for day in sent["events"]]
        return Said(
            title=sent["title"],
            section=sent["section"],
            body=_html(sent["body"], self.item.body),
            action_text=_html(sent["action_text"], self.item.action_text),
            dates=tuple(
                Dated(day, kind, words.get((kind, day.isoformat()), "")) for kind, day in dates
            ),
            people=tuple(sent["people"]),
            topics=tuple(topic.pk for topic in sent.get("topics", ())),
            publications=tuple(
                int(each) for each in sent["publications"].split(",") if each.strip().isdecimal()
            ),
            audience=sent["audience"],
            matter=self.item.matter_id,
        )


def start_of(item: DraftItem) -> dict[str, Any]:
    days = {
        kind: [dt.date.fromisoformat(row["date"]) for row in item.dates if row["kind"] == kind]
        for kind in (DEADLINE, EVENT)
    }
    return {
        "version": item.version,
        "title": item.title,
        "section": item.section,
        "body": to_light(item.body),
        "action_text": to_light(item.action_text),
        "deadlines": days[DEADLINE],
        "events": days[EVENT],
        "people": list(item.people),
        "audience": item.audience,
        "topics": item.topics,
        "publications": ",".join(map(str, item.publications)),
    }


def _html(light: str, before: str) -> str:
    """The HTML there is, unless its words were changed: a table has no marks to come back from."""
    light = light.replace("\r\n", "\n")
    return before if light.strip() == to_light(before).strip() else to_html(light)


class PasteForm(forms.Form):
    """Whatever was copied elsewhere, or a file of it."""

    pasted = forms.CharField(
        label="Paste a web page, an e-mail or a text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-keeps-html": "pasted_html"}),
        help_text="Links stay. Deadlines, events, people and money found in it are shown to you first.",
    )
    pasted_html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="A Word document, a saved e-mail (.eml), a saved web page or a text, up to 10 MB.",
    )
    as_one = forms.BooleanField(label="All of it is one item", required=False)

    def clean_file(self) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                f"“{file.name}” is larger than 10 MB. Save it without pictures and try again."
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("pasted", "").strip():
            self.add_error("pasted", "Paste something, or choose a file.")
        return cleaned

    def source(self) -> tuple[bytes, str]:
        """What came, and a name that tells its kind."""
        sent = self.cleaned_data
        if file := sent["file"]:
            return file.read(), file.name or "file"
        if sent["pasted_html"].strip():
            return sent["pasted_html"].encode(), "pasted.html"
        return sent["pasted"].encode(), "pasted text"


class ScheduleForm(forms.Form):
    """When it goes out, in British time."""

    on = DayField(label="Day", missing="Give the day, as 13 November 2020.")
    at = forms.TimeField(
        label="Time",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        help_text="British time, as 12:00.",
        error_messages={"required": "Give the time, as 12:00.", "invalid": "Write it as 12:00."},
    )

    def moment(self) -> dt.datetime:
        local = dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"])
        return timezone.make_aware(local)


class MailForm(forms.Form):
    """Whether it is sent to those who want it. `mail_offered` says that somebody was asked."""

    sends_mail = forms.BooleanField(required=False)
    mail_offered = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offer: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sends_mail"].label = offer

    def choice(self) -> bool | None:
        """What was chosen; None where nobody was asked, so that the rule holds."""
        if not self.is_valid() or not self.cleaned_data["mail_offered"]:
            return None
        return bool(self.cleaned_data["sends_mail"])


class RulesForm(forms.ModelForm[PublishingRules]):
    class Meta:
        model = PublishingRules
        fields = ("second_person",)


class ApprovalForm(forms.Form):
    of = forms.ModelChoiceField(
        User.objects.none(),
        label="Who should look at it",
        required=False,
        empty_label="Anybody of the programme",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_active=True, is_staff=True).exclude(pk=by.pk)
        self.fields["of"].queryset = staff.order_by("name")  # type: ignore[attr-defined]
