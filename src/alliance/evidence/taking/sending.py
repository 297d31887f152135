"""What is done with a submission: begun, typed on, sent, changed, withdrawn, let in.

Each is one transaction with its audit event; whatever a person typed is kept before anything of it is
judged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..calls.standing import takes_answers, takes_late_answers
from ..models import (
    Call,
    Consent,
    Submission,
    SubmissionState,
    SubmissionWay,
    Wording,
)
from ..refusal import CannotBeDone
from ..word.emptying import forget_doubts_of
from .faults import Fault, faults
from .given import Given
from .receipt import post_receipt
from .rows import definition_of, sent_of, write
from .tidy import tidy


class NotSent(CannotBeDone):
    """It was kept as typed and not sent: its faults say what to mend."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("Mend what is marked and send it again; what you wrote is kept.")
        self.faults = found


GIVER = "whoever gave it"
"""For whom the programme acts, as the trail has it: never a name, which would be due for erasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf:
    """That the programme does something for whoever gave an answer, who rang or wrote, and why."""

    reason: str
    acting_for: str = GIVER


@transaction.atomic
def begin(
    call: Call,
    *,
    given: Given,
    by: AbstractBaseUser | None,
    way: SubmissionWay = SubmissionWay.SITE,
    entered_by: AbstractBaseUser | None = None,
    told_on: dt.date | None = None,
    bundle: uuid.UUID | None = None,
) -> Submission:
    """Keep the first of what somebody types or hands in; nobody else sees it before it is sent.

    Raises:
        CannotBeDone: the call takes no answers, not even late ones.
    """
    now = timezone.now()
    is_for_programme = entered_by is not None or way == SubmissionWay.EMAIL
    if not (takes_answers(call, now) or takes_late_answers(call, now) or is_for_programme):
        raise CannotBeDone("This call takes no answers now.")
    submission = Submission.objects.create(
        call=call,
        way=way,
        typed=given.as_json(),
        by_id=by.pk if by else None,
        entered_by_id=entered_by.pk if entered_by else None,
        told_on=told_on,
        bundle=bundle,
    )
    record(
        by=entered_by or by,
        verb="began",
        thing=submission,
        after=snapshot(submission),
        acting_for=GIVER if entered_by else "",
    )
    return submission


@transaction.atomic
def keep(
    submission: Submission,
    given: Given,
    *,
    version: int | None = None,
    on_behalf: OnBehalf | None = None,
) -> Submission:
    """Keep what is typed, as it is, faults and all. Safe to do again and again.

    Args:
        version: the one its writer saw; None keeps whatever comes.
        on_behalf: the programme does it, for whoever gave it.

    Raises:
        CannotBeDone: it was changed on another device meanwhile, or can be changed no more.
    """
    submission = locked(submission)
    refuse_unless_changeable(submission, on_behalf)
    if version is not None and version != submission.version:
        raise CannotBeDone(
            "This was changed on another device meanwhile. Load the page again to see it; what you "
            "wrote here is not kept yet."
        )
    submission.typed = given.as_json()
    submission.changed_at = timezone.now()
    submission.version += 1
    submission.save(update_fields=["typed", "changed_at", "version"])
    return submission


def send(
    submission: Submission,
    given: Given,
    *,
    by: AbstractBaseUser | None,
    warned_of: Collection[str] = (),
    version: int | None = None,
    on_behalf: OnBehalf | None = None,
) -> Submission:
    """Send what is typed, or a change to what was sent. The same again changes nothing.

    Kept first, in a transaction of its own, so that faults lose nothing. After closing it waits for
    the programme to let it in, unless the programme itself enters it.

    Args:
        version, on_behalf: as `keep` has them.
        warned_of: kinds of personal data that were warned of, and sent all the same.

    Raises:
        NotSent: with every fault; it is kept as typed.
        CannotBeDone: it can be changed no more.
    """
    keep(submission, given, version=version, on_behalf=on_behalf)
    definition = definition_of(submission.call)
    found = faults(definition, given)
    if found:
        raise NotSent(found)
    tidied = tidy(definition, given)
    return _send(submission, tidied, by=by, warned_of=sorted(warned_of), on_behalf=on_behalf)


@transaction.atomic
def _send(
    submission: Submission,
    given: Given,
    *,
    by: AbstractBaseUser | None,
    warned_of: list[str],
    on_behalf: OnBehalf | None,
) -> Submission:
    submission = locked(submission)
    refuse_unless_changeable(submission, on_behalf)
    before = snapshot(submission)
    is_first = submission.state == SubmissionState.DRAFT
    if not is_first and sent_of(submission) == given:
        submission.typed = None
        submission.save(update_fields=["typed"])
        return submission
    now = timezone.now()
    consent_was = submission.consent
    write(submission, given)
    if submission.consent != consent_was:
        submission.consent_at = now if submission.consent != Consent.UNSAID else None
        submission.consent_words = submission.call.consent_words if submission.consent else ""
    submission.typed, submission.warned_of, submission.changed_at = None, warned_of, now
    submission.version += 1
    if is_first:
        _number(submission, now)
        forget_doubts_of(submission)
    submission.save()
    Wording.objects.create(
        submission=submission, by_id=by.pk if by else None, content=given.as_json()
    )
    entered_by = submission.entered_by if is_first else None
    record(
        by=by or entered_by,
        verb="sent" if is_first else "sent changed",
        thing=submission,
        before=before,
        after=snapshot(submission),
        reason=on_behalf.reason if on_behalf else "",
        acting_for=on_behalf.acting_for if on_behalf else GIVER if entered_by else "",
    )
    submission.receipt = post_receipt(submission, is_first=is_first)
    submission.save(update_fields=["receipt"])
    return submission


def _number(submission: Submission, now: dt.datetime) -> None:
    """The next number of its call, whose row is held until the end of the transaction."""
    call = Call.objects.select_for_update().get(pk=submission.call_id)
    call.last_number += 1
    call.save(update_fields=["last_number"])
    submission.call.last_number = call.last_number
    submission.number = call.last_number
    submission.reference = f"{call.prefix}-{call.last_number}"
    submission.sent_at = now
    submission.is_late = not any(
        takes_answers(call, at) for at in (now, _given_at(submission, now))
    )
    let_in_at_once = submission.is_late and submission.entered_by is not None
    submission.state = SubmissionState.SENT
    if submission.is_late and not let_in_at_once:
        submission.state = SubmissionState.LATE
    if let_in_at_once:
        submission.let_in_at, submission.let_in_by = now, submission.entered_by


def _given_at(submission: Submission, now: dt.datetime) -> dt.datetime:
    """When it was given: what was told or mailed in time is not late because it is taken the day after."""
    if submission.told_on is None:
        return now
    end_of_day = dt.datetime.combine(submission.told_on, dt.time.max)
    return min(now, timezone.make_aware(end_of_day))


@transaction.atomic
def withdraw(
    submission: Submission,
    *,
    by: AbstractBaseUser | None,
    why: str = "",
    on_behalf: OnBehalf | None = None,
) -> Submission:
    """Take back what was sent. It stays with the programme as withdrawn and is judged no more.

    Whoever rings to take it back is never too late: the programme does it on their behalf until it is
    a page of the showcase, which is withdrawn first.
    """
    submission = locked(submission)
    if on_behalf is None:
        refuse_unless_changeable(submission)
    elif submission.state == SubmissionState.WITHDRAWN or submission.erased_at:
        raise CannotBeDone(f"{submission} was withdrawn or erased already.")
    elif getattr(submission, "case", None) is not None:
        raise CannotBeDone(f"A page of the showcase is made of {submission}: withdraw that first.")
    if submission.state == SubmissionState.DRAFT:
        raise CannotBeDone("It was not sent yet: there is nothing to withdraw.")
    before = snapshot(submission)
    submission.state = SubmissionState.WITHDRAWN
    submission.withdrawn_at, submission.withdrawn_why = timezone.now(), why
    submission.typed = None
    submission.version += 1
    submission.save()
    record(
        by=by,
        verb="withdrew",
        thing=submission,
        before=before,
        after=snapshot(submission),
        reason=on_behalf.reason if on_behalf else "",
        acting_for=on_behalf.acting_for if on_behalf else "",
    )
    return submission


@transaction.atomic
def let_in(submission: Submission, *, by: AbstractBaseUser) -> Submission:
    """Let a late one in, to be read with the rest."""
    submission = locked(submission)
    if submission.state != SubmissionState.LATE:
        raise CannotBeDone(f"{submission} does not wait to be let in.")
    before = snapshot(submission)
    submission.state = SubmissionState.SENT
    submission.let_in_at, submission.let_in_by_id = timezone.now(), by.pk
    submission.version += 1
    submission.save()
    record(by=by, verb="let in", thing=submission, before=before, after=snapshot(submission))
    return submission


def may_change(
    submission: Submission, now: dt.datetime | None = None, *, for_them: bool = False
) -> bool:
    """Whether it can still be changed: until the call closes, or it is decided or replied to.

    Args:
        for_them: the programme does it for whoever gave it: after closing too, until it is decided.
    """
    if submission.state == SubmissionState.WITHDRAWN or submission.erased_at:
        return False
    moment = now or timezone.now()
    call = submission.call
    if submission.is_with_programme and submission.state == SubmissionState.DRAFT:
        return True
    takes_late = takes_answers(call, moment) or takes_late_answers(call, moment)
    if submission.state in (SubmissionState.DRAFT, SubmissionState.LATE):
        return takes_late
    return (takes_late if for_them else takes_answers(call, moment)) and not _is_settled(submission)


def _is_settled(submission: Submission) -> bool:
    """Decided by a panel or, where the call stands for ever, replied to."""
    if submission.call.is_standing and submission.replies.exists():
        return True
    return submission.decisions.filter(is_current=True).exists()


def locked(submission: Submission) -> Submission:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("call")
    return rows.get(pk=submission.pk)


def refuse_unless_changeable(submission: Submission, on_behalf: OnBehalf | None = None) -> None:
    """
    Raises:
        CannotBeDone: it can be changed no more, or by nobody but the programme.
    """
    if not may_change(submission, for_them=on_behalf is not None):
        raise CannotBeDone(
            "This can no longer be changed: the call has closed, or it was withdrawn, decided or "
            "replied to."
        )
