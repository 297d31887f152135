"""How editors enter people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm

from alliance.audit.trail import record, snapshot

from .acting import check_roles
from .models import ActingFor, ContactDetail, Person, Role


class ActingForForm(WagtailAdminModelForm):
    """Who acts for whom, entered by the programme: the same rules as for a director."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if all(cleaned.get(name) for name in ("person", "principal", "starts_on")):
            acting = ActingFor(
                person=cleaned["person"],
                principal=cleaned["principal"],
                starts_on=cleaned["starts_on"],
            )
            check_roles(acting)
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> ActingFor:
        known = ActingFor.objects.filter(pk=self.instance.pk).first()
        before = snapshot(known) if known else {}
        acting: ActingFor = super().save(commit)
        if commit:
            verb = "edited" if before else "named"
            record(by=self.for_user, verb=verb, thing=acting, before=before, after=snapshot(acting))
        return acting


Belongings = dict[tuple[str, Any], tuple[Role | ContactDetail, dict[str, Any]]]


class PersonForm(WagtailAdminModelForm):
    """A person, with a tick for “this is right, and they may be shown as said below”."""

    confirmed = forms.BooleanField(
        label="Confirmed: this person is as described here",
        required=False,
        help_text="Nobody but the programme sees somebody who is not confirmed.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["confirmed"] = self.instance.confirmed_at is not None
        self.before = snapshot(self.instance) if self.instance.pk else {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("confirmed"):
            self.instance.confirmed_at = self.instance.confirmed_by = None
        elif self.instance.confirmed_at is None:
            self.instance.confirmed_at = timezone.now()
            self.instance.confirmed_by = self.for_user
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Person:
        before = _belongings(self.instance)
        person: Person = super().save(commit)
        if commit:
            record(
                by=self.for_user,
                verb="edited" if self.before else "entered",
                thing=person,
                before=self.before,
                after=snapshot(person),
            )
            self._record_belongings(before, _belongings(person))
        return person

    def _record_belongings(self, before: Belongings, after: Belongings) -> None:
        """A role gives rights, and a detail's visibility shows it: each change is an event."""
        for key in before | after:
            row, was = before.get(key, (None, None))
            row, now = after.get(key, (row, None))
            if was != now and row is not None:
                verb = "entered" if was is None else "removed" if now is None else "edited"
                record(by=self.for_user, verb=verb, thing=row, before=was, after=now)


def _belongings(person: Person) -> Belongings:
    """The stored roles and contact details of a person, each with its state."""
    if person.pk is None:
        return {}
    return {
        (model.__name__, row.pk): (row, snapshot(row))
        for model in (Role, ContactDetail)
        for row in model.objects.filter(person=person.pk)
    }
