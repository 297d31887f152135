"""Deciding about candidates: later, joined to another, not for us; and taking a decision back.

Taking is in `taking.py`. Each decision holds the row, says who and when, and refuses what somebody
else decided meanwhile: the second of two sees what the first did.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from . import taking
from .models import OPEN, Candidate, CandidateState

FIELDS = ("state", "later_until", "merged_into", "taken_as", "decided_at")
"""What the audit trail keeps of a candidate: no word of anybody's."""
LONGEST = dt.timedelta(days=366)
_DONE = {
    CandidateState.TAKEN: "taken",
    CandidateState.MERGED: "joined to another",
    CandidateState.LATER: "put off",
    CandidateState.NO: "turned down",
}


class CannotDecide(Exception):
    """The sentence says why, and what was decided instead."""


@transaction.atomic
def take(
    candidate: Candidate, *, by: AbstractBaseUser, as_update_of: str = "", seen: str = ""
) -> Candidate:
    """Take a candidate for the week; on wish as an update of something it was found to update.

    Args:
        as_update_of: the key of a finding of it: “item 7”.
        seen: `version_of` the candidate as the person saw it.
    """
    row = _held(candidate, seen)
    before = snapshot(row, FIELDS)
    if as_update_of:
        found = next(
            (each for each in row.seen_as.get("seen", []) if each["key"] == as_update_of), None
        )
        if found is None:
            raise CannotDecide("It is not known any more as an update of that. Look at it again.")
        chosen = {name: found[name] for name in ("key", "title", "where", "path")}
        row.seen_as = {**row.seen_as, "updates": chosen}
        row.save(update_fields=["seen_as"])
    try:
        row = taking.take(row, by)
    except taking.CannotBeTaken as refusal:
        raise CannotDecide(str(refusal)) from refusal
    _note(row, "taken", before, by)
    return row


@transaction.atomic
def put_off(
    candidate: Candidate, *, until: dt.date, by: AbstractBaseUser, seen: str = ""
) -> Candidate:
    """Show a candidate again from a day on."""
    row = _held(candidate, seen)
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise CannotDecide("Choose a day after today, within a year.")
    return _decide(row, CandidateState.LATER, by, later_until=until)


@transaction.atomic
def turn_down(
    candidate: Candidate, *, by: AbstractBaseUser, why: str = "", seen: str = ""
) -> Candidate:
    """Say that a candidate is not for us; why is kept if it is said."""
    return _decide(_held(candidate, seen), CandidateState.NO, by, why=" ".join(why.split())[:300])


@transaction.atomic
def join(
    candidate: Candidate, *, into: Candidate, by: AbstractBaseUser, seen: str = ""
) -> Candidate:
    """Join a candidate to another that tells the same; what was joined to it goes along."""
    first, second = sorted((candidate.pk, into.pk))
    rows = {
        row.pk: row
        for row in Candidate.objects.select_for_update()
        .filter(pk__in=[first, second])
        .order_by("pk")
    }
    row, other = rows.get(candidate.pk), rows.get(into.pk)
    if row is None or other is None or row.pk == other.pk:
        raise CannotDecide("Choose another candidate to join it to.")
    _refuse_if_decided(row, seen)
    if other.state not in (*OPEN, CandidateState.TAKEN):
        raise CannotDecide(f"{said_of(other)} Nothing can be joined to it.")
    row.merged.update(merged_into=other)
    return _decide(row, CandidateState.MERGED, by, merged_into=other)


@transaction.atomic
def take_back(candidate: Candidate, *, by: AbstractBaseUser) -> Candidate:
    """Undo what was decided: it waits again, as new.

    What was taken is given back by the part that took it, or stays taken with a sentence why.
    """
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if row.state == CandidateState.NEW:
        raise CannotDecide(f"“{row.title}” waits already: somebody undid it before you.")
    before = snapshot(row, FIELDS)
    if row.state == CandidateState.TAKEN:
        try:
            taking.give_back(row, by)
        except taking.CannotBeTaken as refusal:
            raise CannotDecide(str(refusal)) from refusal
    row.state = CandidateState.NEW
    row.decided_at = row.decided_by_id = row.later_until = row.merged_into = None
    row.why = row.taken_as = ""
    row.seen_as = {name: found for name, found in row.seen_as.items() if name != "updates"}
    row.save()
    _note(row, "taken back", before, by)
    return row


def version_of(candidate: Candidate) -> str:
    """What a form carries along, so that it decides only on what the person saw."""
    return f"{candidate.state} {candidate.decided_at.isoformat() if candidate.decided_at else ''}".strip()


def said_of(candidate: Candidate) -> str:
    """What was decided of a candidate, by whom and when, in a sentence."""
    if candidate.state == CandidateState.NEW or candidate.decided_at is None:
        return f"“{candidate.title}” waits."
    at = timezone.localtime(candidate.decided_at)
    who = f" by {candidate.decided_by}" if candidate.decided_by else ""
    more = ""
    if candidate.later_until:
        more = f" until {candidate.later_until:%-d %B %Y}"
    elif candidate.merged_into:
        more = f", “{candidate.merged_into.title}”"
    elif candidate.taken_as:
        more = f" into {candidate.taken_as}"
    done = _DONE[CandidateState(candidate.state)]
    return f"“{candidate.title}” was {done}{more}{who} at {at:%-H.%M} on {at:%-d %B}."


def _held(candidate: Candidate, seen: str) -> Candidate:
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _refuse_if_decided(row, seen)
    return row


def _refuse_if_decided(row: Candidate, seen: str) -> None:
    if row.state not in OPEN or (seen and seen != version_of(row)):
        raise CannotDecide(f"{said_of(row)} Nothing was changed.")


def _decide(row: Candidate, state: CandidateState, by: AbstractBaseUser, **said: Any) -> Candidate:
    before = snapshot(row, FIELDS)
    row.state = state
    row.decided_at, row.decided_by_id = timezone.now(), by.pk
    row.later_until = row.merged_into = None
    row.why = ""
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    _note(row, _DONE[state], before, by)
    return row


def _note(row: Candidate, verb: str, before: dict[str, Any], by: AbstractBaseUser) -> None:
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row, FIELDS))
