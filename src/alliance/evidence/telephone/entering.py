"""Writing down what somebody tells: begun, saved while they talk, sent, or dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record

from ..answering.keeping import keep_fields
from ..calls.standing import takes_answers, takes_late_answers
from ..models import Call, RingBack, Submission, SubmissionState, SubmissionWay
from ..refusal import CannotBeDone
from ..taking.faults import faults
from ..taking.given import Given
from ..taking.rows import definition_of
from ..taking.sending import NotSent, begin, locked, send
from .changes import begun, spoken_to
from .emptying import OPEN


def may_enter(call: Call, now: dt.datetime | None = None) -> bool:
    """Whether ideas are written down for a call: while it is open, and until it is archived."""
    moment = now or timezone.now()
    return takes_answers(call, moment) or takes_late_answers(call, moment)


@transaction.atomic
def write_down(
    call: Call,
    given: Given,
    *,
    by: AbstractBaseUser,
    told_on: dt.date,
    ring_back: RingBack | None = None,
) -> Submission:
    """Keep the first of what somebody tells; where they asked to be rung, the two belong together.

    Raises:
        CannotBeDone: the call takes no answers, or a colleague is writing it down already.
    """
    if not may_enter(call):
        raise CannotBeDone(
            "This call takes no answers now. Write it down for the standing call, if there is one."
        )
    submission = begin(
        call, given=given, by=None, way=SubmissionWay.TELEPHONE, entered_by=by, told_on=told_on
    )
    if ring_back is not None:
        begun(ring_back, submission, by=by)
    return submission


@transaction.atomic
def save(
    submission: Submission,
    values: Mapping[str, str],
    *,
    told_on: dt.date | None = None,
    seen: str | None = None,
    tried: Collection[str] = (),
) -> Given:
    """Keep what is written so far, by the names of its fields, faults and all; `seen` and `tried` as
    `keep_fields` has them.

    Raises:
        TypedElsewhere: a colleague wrote on the same sheet.
    """
    given = keep_fields(submission, values, seen=seen, tried=tried)
    if told_on is not None:
        drafts = Submission.objects.filter(pk=submission.pk, state=SubmissionState.DRAFT)
        drafts.update(told_on=told_on)
    return given


def finish(
    submission: Submission,
    given: Given,
    *,
    by: AbstractBaseUser,
    warned_of: Collection[str] = (),
) -> Submission:
    """Send it, and with it settle the ring-back it came of.

    Raises:
        NotSent: with every fault; it stays as it is kept.
        CannotBeDone: a colleague has sent it meanwhile.
    """
    if found := faults(definition_of(submission.call), given):
        raise NotSent(found)
    with transaction.atomic():
        if locked(submission).state != SubmissionState.DRAFT:
            raise CannotBeDone("A colleague has sent this already.")
        sent = send(submission, given, by=by, warned_of=warned_of)
        for ring_back in sent.ring_backs.filter(state__in=OPEN):
            spoken_to(ring_back, by=by)
    return sent


@transaction.atomic
def drop(submission: Submission, *, by: AbstractBaseUser) -> None:
    """Destroy a draft of the programme that came to nothing; who asked to be rung waits on."""
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if row.state != SubmissionState.DRAFT or row.entered_by_id is None:
        raise CannotBeDone("This was sent: it can be withdrawn or erased, not dropped.")
    record(by=by, verb="dropped", thing=row)
    row.delete()
