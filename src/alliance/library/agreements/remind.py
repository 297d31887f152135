"""Reminding by mail of what is due: those who have yet to sign, and the programme of all the rest.

Everybody gets one letter for all that is new to them, and of each thing one letter ever: the audit
trail says who was reminded of what, and is asked before anything is written.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.audit.trail import record
from alliance.directory.models import Alliance, Authority, Role, RoleKind, Visibility
from alliance.directory.networks.addresses import addresses_of, whole_address
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.library.models import Agreement, AgreementVersion
from alliance.mail.post import post
from alliance.ui.days import written

from .due import due_next
from .facts import Facts, everything, facts_of, parties_of
from .signing import why_not_here

AHEAD = dt.timedelta(days=28)
"""How long before the day somebody is reminded."""
VERB = "was reminded of"
OFFICE = "the programme"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that one reader has not been told of."""

    to: str
    """An e-mail address."""
    what: str
    path: str
    thing: models.Model
    mark: str
    """Whom and of what, in ids, as the trail keeps it."""
    authority: str = ""


@job(title="Remind of agreements", max_attempts=2)
def remind(progress: Progress) -> str | None:
    """Write to everybody who has something new to be reminded of."""
    letters = send_reminders(timezone.localdate())
    return f"{letters} letters" if letters else None


@transaction.atomic
def send_reminders(today: dt.date) -> int:
    """Post the letters of a day; returns how many. A second time the same day there are none."""
    # Held, so that of two who remind at once the second finds what the first wrote down.
    agreements = list(Agreement.objects.select_for_update().order_by("pk"))
    by_reader: dict[str, list[Reminder]] = defaultdict(list)
    for reminder in _not_yet_told(list(_all_due(agreements, today))):
        by_reader[reminder.to].append(reminder)
    alliance = Alliance.objects.first()
    for to, reminders in by_reader.items():
        post(_letter(to, reminders, alliance), purpose="agreement-due")
        for each in reminders:
            record(
                by=None,
                verb=VERB,
                thing=each.thing,
                reason=each.mark,
                acting_for=each.authority,
            )
    return len(by_reader)


def _all_due(agreements: Sequence[Agreement], today: dt.date) -> Iterator[Reminder]:
    facts = facts_of(agreements)
    parties = parties_of(agreements, facts)
    for agreement in agreements:
        if not agreement.is_over(today):
            yield from _to_sign(facts[agreement.pk], parties[agreement.pk], today)
    alliance = Alliance.objects.first()
    if alliance and alliance.contact_email:
        for due in due_next(agreements, facts, parties, everything, today):
            if due.day <= today + AHEAD:
                yield Reminder(
                    alliance.contact_email,
                    f"{due.agreement}: {due.what} ({due.when or 'on'} {written(due.day)})",
                    due.address,
                    due.agreement,
                    f"{OFFICE}: {due.address} {due.day.isoformat()}",
                )


def _to_sign(facts: Facts, parties: Sequence[Authority], today: dt.date) -> Iterator[Reminder]:
    """Of the latest version, for who holds a role that has not signed it."""
    version = next(iter(facts.versions), None)
    if version is None or version.starts_on > today + AHEAD or not _is_signed_here(version):
        return
    missing = [
        (authority, role)
        for authority in parties
        for role in facts.agreement.signatories
        if not facts.of_signature(authority.pk, version, role, today).is_agreed
    ]
    holders = _holders(missing)
    addresses = addresses_of({person for people in holders.values() for person in people})
    for authority, role in missing:
        for person in holders.get((authority.pk, role), []):
            if person in addresses:
                yield Reminder(
                    addresses[person],
                    f"{facts.agreement}, version {version.label}: you sign for {authority} as "
                    f"{role.label.lower()}; in force from {written(version.starts_on)}",
                    f"{facts.agreement.get_absolute_url()}sign/{authority.slug}/{role.value}/",
                    version,
                    f"person {person}: authority {authority.pk}, {role.value}",
                    str(authority),
                )


def _is_signed_here(version: AgreementVersion) -> bool:
    """Not on paper alone, and where those who sign may see it."""
    agreement = version.agreement
    hidden = Visibility.PRIVATE in {agreement.text_visibility, agreement.signatures_visibility}
    return not hidden and not why_not_here(version)


def _holders(places: Sequence[tuple[Authority, RoleKind]]) -> dict[tuple[int, RoleKind], list[int]]:
    rows = Role.objects.current().filter(
        authority__in={authority.pk for authority, _ in places},
        kind__in={kind for _, kind in places},
    )
    found: dict[tuple[int, RoleKind], list[int]] = defaultdict(list)
    for authority, kind, person in rows.order_by("pk").values_list("authority", "kind", "person"):
        found[authority, RoleKind(kind)].append(person)
    return found


def _not_yet_told(reminders: Sequence[Reminder]) -> list[Reminder]:
    told = set(
        AuditEvent.objects.filter(verb=VERB).values_list(
            "content_type__model", "object_id", "reason"
        )
    )
    return [
        each
        for each in reminders
        if (each.thing._meta.model_name, str(each.thing.pk), each.mark) not in told
    ]


def _letter(to: str, reminders: Sequence[Reminder], alliance: Alliance | None) -> EmailMessage:
    is_office = all(each.mark.startswith(OFFICE) for each in reminders)
    if is_office:
        subject = "Agreements: what is due next"
    elif len(reminders) == 1:
        subject = "An agreement waits for your signature"
    else:
        subject = f"{len(reminders)} things of agreements wait for you"
    body = render_to_string(
        "library/agreements/reminder.txt",
        {
            "lines": [(each.what, whole_address(each.path)) for each in reminders],
            "is_office": is_office,
            "alliance": alliance,
        },
    )
    office = alliance.contact_email if alliance else ""
    return EmailMessage(
        subject=subject,
        body=body,
        to=[to],
        reply_to=[office] if office and office != to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
