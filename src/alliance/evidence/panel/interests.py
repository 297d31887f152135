"""What ties somebody of the panel to answers: declared, noted by the programme, withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority

from ..models import Interest, Panel, Panellist, Submission
from ..refusal import CannotBeDone
from .giving_out import settle_conflicts


@transaction.atomic
def declare(
    panellist: Panellist,
    *,
    by: AbstractBaseUser,
    authorities: Collection[Authority] = (),
    organisations: str = "",
    why: str = "",
) -> Panellist:
    """Say which interests one has; with none, that one has none. Nothing is given before this.

    Interests in authorities are added to those that stand; organisations are what is named now.
    """
    row = _held(panellist)
    before = snapshot(row)
    row.declared_at = timezone.now()
    row.organisations = "\n".join(
        filter(None, (line.strip() for line in organisations.splitlines()))
    )
    row.save(update_fields=["declared_at", "organisations"])
    record(by=by, verb="declared interests", thing=row, before=before, after=snapshot(row))
    standing = set(
        row.interests.filter(withdrawn_at__isnull=True).values_list("authority", flat=True)
    )
    for authority in authorities:
        if authority.pk not in standing:
            _add(row, by=by, why=why or "Declared before reading", authority=authority)
    settle_conflicts(row.panel, by=by)
    return row


@transaction.atomic
def note(
    panellist: Panellist,
    *,
    by: AbstractBaseUser,
    why: str,
    submission: Submission | None = None,
    authority: Authority | None = None,
) -> Interest:
    """Note an interest in one answer or one authority's; what they have of it goes to somebody else."""
    row = _held(panellist)
    if submission is not None and submission.call_id != row.panel.call_id:
        raise CannotBeDone("That is an answer to another call.")
    same = row.interests.filter(
        withdrawn_at__isnull=True, submission=submission, authority=authority
    ).first()
    if same is not None:
        return same
    found = _add(row, by=by, why=why, submission=submission, authority=authority)
    settle_conflicts(row.panel, by=by)
    return found


@transaction.atomic
def recognise(
    panellist: Panellist, submission: Submission, *, by: AbstractBaseUser, why: str
) -> Interest:
    """“I recognise this one”: said while reading; the answer is taken back and given to another."""
    return note(panellist, by=by, why=why, submission=submission)


@transaction.atomic
def withdraw(interest: Interest, *, by: AbstractBaseUser, reason: str) -> Interest:
    """An interest that is none, or none any more. The reason is in the trail; nothing is given back."""
    Panel.objects.select_for_update().get(pk=interest.panellist.panel_id)
    row = Interest.objects.get(pk=interest.pk)
    if row.withdrawn_at:
        raise CannotBeDone("It has been withdrawn already.")
    before = snapshot(row)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record(by=by, verb="withdrew", thing=row, before=before, after=snapshot(row), reason=reason)
    return row


def _held(panellist: Panellist) -> Panellist:
    Panel.objects.select_for_update().get(pk=panellist.panel_id)
    row = Panellist.objects.select_related("panel__call", "person").get(pk=panellist.pk)
    if row.state != Panellist.State.SITS:
        raise CannotBeDone(f"{row} does not sit on the panel: {row.get_state_display().lower()}.")
    return row


def _add(
    row: Panellist,
    *,
    by: AbstractBaseUser,
    why: str,
    submission: Submission | None = None,
    authority: Authority | None = None,
) -> Interest:
    interest = Interest.objects.create(
        panellist=row, submission=submission, authority=authority, why=why[:300], by_id=by.pk
    )
    record(by=by, verb="declared", thing=interest, after=snapshot(interest))
    return interest
