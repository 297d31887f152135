"""Forms of the programme's pages of mailings."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone

from alliance.directory.models import Authority, Topic
from alliance.ui.days import DayField

from ..composing.letter import Reader
from ..models import Audience, MailingRules

DOMAIN = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
MOST_DOMAINS = 50
MOST_A_MINUTE = 100_000


class TimeForm(forms.Form):
    """When a mailing begins, in British time."""

    on = DayField(label="Day", missing="Give the day, as 13 November 2020.")
    at = forms.TimeField(
        label="Time",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        help_text="British time, as 12:00.",
        error_messages={"required": "Give the time, as 12:00.", "invalid": "Write it as 12:00."},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"on", "at"} <= said.keys() and self.moment() <= timezone.now():
            self.add_error("at", "That time has passed. Give one to come.")
        return said

    def moment(self) -> dt.datetime:
        local = dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"])
        return timezone.make_aware(local)


class RatesField(forms.CharField):
    """Domains with how many messages a minute each takes, a line each: `nhs.net 60`."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{domain} {rate}" for domain, rate in sorted(value.items()))
        return value

    def clean(self, value: Any) -> dict[str, int]:
        rates: dict[str, int] = {}
        faults: list[str] = []
        lines = [line.strip() for line in str(super().clean(value) or "").splitlines()]
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            domain, rate, fault = _read(line)
            if not fault and domain in rates:
                fault = f"{domain} stands there twice."
            if fault:
                faults.append(f"Line {number}: {fault}")
            else:
                rates[domain] = rate
        if len(rates) > MOST_DOMAINS:
            faults.append(f"At most {MOST_DOMAINS} domains.")
        if faults:
            raise forms.ValidationError(faults)
        return rates


def _read(line: str) -> tuple[str, int, str]:
    words = line.lower().split()
    domain = words[0].rpartition("@")[2]
    if len(words) != 2 or not words[1].isdecimal() or not words[1].isascii():
        return domain, 0, f"write a domain and a number, as nhs.net 60, in place of “{line[:60]}”."
    if not DOMAIN.fullmatch(domain):
        return domain, 0, f"“{words[0][:60]}” is no domain; write it as nhs.net."
    if len(words[1]) > 6 or not 1 <= int(words[1]) <= MOST_A_MINUTE:
        return domain, 0, f"give {domain} from 1 to {MOST_A_MINUTE:,} messages a minute."
    return domain, int(words[1]), ""


class RulesForm(forms.ModelForm[MailingRules]):
    a_minute_by_domain = RatesField(
        label="Most messages a minute to one domain",
        required=False,
        help_text="A line each, as nhs.net 60. Leave it empty where nobody asks for patience.",
    )

    class Meta:
        model = MailingRules
        fields = ("bulletins_at_once", "wait_minutes", "digests", "a_minute", "a_minute_by_domain")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("wait_minutes", "a_minute"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-5"

    def clean_wait_minutes(self) -> int:
        minutes: int = self.cleaned_data["wait_minutes"]
        if minutes > 24 * 60:
            raise forms.ValidationError("Give at most 1440 minutes, which is a day.")
        return minutes


class ReaderForm(forms.Form):
    """Somebody who could get a mailing: who they are, and what they chose."""

    WEB, MEMBER = "web", "member"

    who = forms.ChoiceField(
        label="Who reads it",
        choices=[
            (WEB, "Somebody who subscribed on the site"),
            (MEMBER, "Somebody with an account"),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial=WEB,
    )
    authority = forms.ModelChoiceField(
        Authority.objects.all(),
        label="Their authority",
        help_text="Of somebody with an account.",
        required=False,
        empty_label="None",
    )
    only_asked = forms.BooleanField(
        label="They want only bulletins that ask something of them", required=False
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label="Topics they chose",
        help_text="None is all.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    audiences = forms.MultipleChoiceField(
        label="What they work on",
        help_text="None is all.",
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def reader(self) -> Reader:
        """As far as it was filled in; without anything, somebody from the web."""
        said = self.cleaned_data if self.is_bound else {}
        is_member = said.get("who") == self.MEMBER
        authority = said.get("authority") if is_member else None
        return Reader(
            topics=frozenset(topic.pk for topic in said.get("topics") or ()),
            audiences=frozenset(said.get("audiences") or ()),
            authority=authority.pk if authority else None,
            is_member=is_member,
            only_asked=bool(said.get("only_asked")),
        )
