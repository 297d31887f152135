"""What the programme does with a form that came: it takes each idea in it, or turns the form away."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Alliance
from alliance.mail.post import post

from ..models import Submission, SubmissionState, WordForm
from ..refusal import CannotBeDone
from ..taking.faults import faults
from ..taking.files import destroy_files
from ..taking.given import Given
from ..taking.rows import definition_of
from ..taking.sending import NotSent, keep, send
from .mailed import letter_of

PURPOSE = "word-form-turned-away"


def take(
    form: WordForm,
    submission: Submission,
    given: Given,
    *,
    by: AbstractBaseUser,
    version: int | None = None,
    warned_of: Collection[str] = (),
) -> Submission:
    """Send one idea of a form as it was corrected; with the last of them the form is taken.

    Its receipt goes to whoever gave it, as with every answer.

    Raises:
        NotSent: with every fault; it is kept as corrected.
        CannotBeDone: a colleague has changed, taken or turned it away meanwhile.
    """
    keep(submission, given, version=version)
    if found := faults(definition_of(submission.call), given):
        raise NotSent(found)
    with transaction.atomic():
        row = _waiting(form)
        Submission.objects.filter(pk=submission.pk, entered_by=None).update(entered_by=by.pk)
        sent = send(submission, given, by=by, warned_of=warned_of)
        if not drafts_of(row).exists():
            _settle(row, WordForm.State.TAKEN, by=by, verb="took")
    return sent


@transaction.atomic
def turn_away(form: WordForm, *, by: AbstractBaseUser, reason: str, tell: bool) -> WordForm:
    """Destroy what was not taken of a form, with its file, and tell its sender why if that is wished.

    Args:
        reason: for the sender, as a sentence.
        tell: write to the sender of its mail.

    Raises:
        CannotBeDone: it was settled already, or nobody is known to write to.
    """
    row = _waiting(form)
    letter = letter_of(row)
    if tell and not letter.address:
        raise CannotBeDone("No address is known to write to: untick that the sender is told.")
    for draft in drafts_of(row):
        record(by=by, verb="dropped", thing=draft)
        destroy_files(list(draft.enclosures.all()))
        draft.delete()
    row.why = reason[:500]
    _settle(row, WordForm.State.TURNED_AWAY, by=by, verb="turned away")
    if tell:
        _tell(row, letter.address, letter.name, reason)
    return row


@transaction.atomic
def drop(form: WordForm, submission: Submission, *, by: AbstractBaseUser) -> None:
    """Destroy one idea of a form that is none, as a copy of another; the others stay.

    Raises:
        CannotBeDone: it is the only one: the form is turned away instead.
    """
    row = _waiting(form)
    if row.readings.count() < 2:
        raise CannotBeDone("It is the only idea in this form. Turn the form away, and say why.")
    draft = drafts_of(row).filter(pk=submission.pk).first()
    if draft is None:
        raise CannotBeDone("This idea has been sent: it can be withdrawn or erased, not dropped.")
    record(by=by, verb="dropped", thing=draft)
    destroy_files(list(draft.enclosures.all()))
    draft.delete()
    if not drafts_of(row).exists():
        _settle(row, WordForm.State.TAKEN, by=by, verb="took")


def drafts_of(form: WordForm) -> models.QuerySet[Submission]:
    """Its ideas that are not sent yet."""
    return Submission.objects.filter(form_reading__form=form, state=SubmissionState.DRAFT)


def _waiting(form: WordForm) -> WordForm:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    row = WordForm.objects.select_for_update().get(pk=form.pk)
    if row.state != WordForm.State.WAITING:
        raise CannotBeDone(f"This form waits no more: it is {row.get_state_display().lower()}.")
    return row


def _settle(row: WordForm, state: WordForm.State, *, by: AbstractBaseUser, verb: str) -> None:
    before = snapshot(row)
    row.state, row.settled_at, row.settled_by_id = state, timezone.now(), by.pk
    row.save()
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row))


def _tell(form: WordForm, address: str, name: str, reason: str) -> None:
    alliance = Alliance.objects.first()
    words = {
        "form": form,
        "call": form.call,
        "name": name,
        "reason": reason,
        "alliance": alliance,
        "address": settings.WAGTAILADMIN_BASE_URL,
    }
    message = EmailMessage(
        subject=f"Your form for “{form.call.title}”",
        body=render_to_string("evidence/word/turned_away.txt", words),
        to=[address],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "no"},
    )
    post(message, purpose=PURPOSE)
