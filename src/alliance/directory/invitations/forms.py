"""Whom to invite, and the password of whoever accepts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alliance.directory.models import ContactDetail, ContactKind, Person, User
from alliance.directory.passwords import HINT

from .changes import why_not

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be invited: a person of the directory, or a name and an address."""

    email: str
    person: Person | None
    name: str = ""


class InviteForm(forms.Form):
    people = forms.MultipleChoiceField(
        label="People of the directory", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Others",
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="One a line, as: Ana Lee &lt;ana.lee@example.gov.uk&gt;",
    )
    may_edit = forms.BooleanField(
        label="They work for the programme and may use the editors’ area", required=False
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[Person, str]], by: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {f"{person.pk}": (person, email) for person, email in people}
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (key, f"{person.name}, {email}") for key, (person, email) in self._offered.items()
        ]
        self.fields["people"].error_messages["invalid_choice"] = (
            "Somebody you chose has been invited meanwhile, or has no address any more."
        )
        # Nobody gives others what they have not got themselves.
        if not by.has_perm("wagtailadmin.access_admin"):
            del self.fields["may_edit"]

    @property
    def invitees(self) -> list[Invitee]:
        chosen = [self._offered[key] for key in self.cleaned_data.get("people", [])]
        listed: list[Invitee] = self.cleaned_data.get("others") or []
        return [*(Invitee(email, person) for person, email in chosen), *listed]

    def clean_people(self) -> list[str]:
        keys: list[str] = self.cleaned_data["people"]
        faults = [
            why
            for person, email in (self._offered[key] for key in keys)
            if (why := why_not(person, email))
        ]
        if faults:
            raise ValidationError(faults)
        return keys

    def clean_others(self) -> list[Invitee]:
        """Every line, or all that is wrong with any of them."""
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines()]
        if len(lines) > MOST_AT_ONCE:
            raise ValidationError(f"Invite {MOST_AT_ONCE} at a time; these are {len(lines)} lines.")
        faults: list[str] = []
        found: dict[str, Invitee] = {}
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                invitee = _invitee(line)
                if invitee.email in found:
                    raise ValidationError(f"{invitee.email} is there twice.")
                found[invitee.email] = invitee
            except ValidationError as fault:
                faults += [f"Line {number}: {each}" for each in fault.messages]
        if faults:
            raise ValidationError(faults)
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            if not self.invitees:
                raise ValidationError("Choose somebody, or write an address.")
            twice = {one.email for one in cleaned["others"]} & {
                email for _, email in map(self._offered.__getitem__, cleaned.get("people", []))
            }
            if twice:
                raise ValidationError(f"{', '.join(sorted(twice))}: chosen above, too.")
        return cleaned


def _invitee(line: str) -> Invitee:
    name, email = parseaddr(line)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"“{line[:80]}” has no e-mail address we can read.") from None
    detail = (
        ContactDetail.objects.current()
        .filter(kind=ContactKind.EMAIL, value__iexact=email)
        .select_related("person")
        .first()
    )
    person = detail.person if detail else None
    if person is None and not name.strip():
        raise ValidationError(f"{email} is not in the directory: write the name too.")
    why = why_not(person, email)
    if why:
        raise ValidationError(why)
    return Invitee(email, person, " ".join(name.split())[:200])


class AcceptForm(forms.Form):
    """One field: it can be shown, so that nobody has to type it twice."""

    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=HINT,
        error_messages={"required": "Choose a password."},
    )

    def __init__(self, *args: Any, to_be: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_be = to_be

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.to_be)
        return password
