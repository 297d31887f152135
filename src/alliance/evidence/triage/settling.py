"""Whether two answers are one: settled by hand, each with its event in the trail."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record, snapshot

from ..grouping.twins import Pair, Told, person_of, twins
from ..models import Apart, Call, Submission, SubmissionState
from ..refusal import CannotBeDone
from .texts import compared, texts_of


def proposed(call: Call) -> list[Pair]:
    """The pairs that may be one and are not settled yet, the likeliest first. Four queries."""
    texts = texts_of(call)
    rows = compared(call).select_related("authority")
    told = [
        Told(
            key=row.pk,
            title=row.title,
            text=texts.get(row.pk, ""),
            person=person_of(
                email=row.email, name=row.name, authority=str(row.authority or row.organisation)
            ),
            bundle=row.bundle,
        )
        for row in rows
        if row.duplicate_of_id is None
    ]
    apart = Apart.objects.filter(one__call=call).values_list("one", "other")
    return twins(told, {frozenset(pair) for pair in apart})


@transaction.atomic
def mark_duplicate(submission: Submission, *, of: Submission, by: AbstractBaseUser) -> Submission:
    """Say that an answer is the same as another, which stands for both. Nothing is merged.

    What was a duplicate of it becomes one of the other. If the other is a duplicate itself, it becomes
    one of what that is the same as.

    Raises:
        CannotBeDone: they are of two calls or one and the same, or one was withdrawn or erased.
    """
    locked = _locked(submission.pk, of.pk, of.duplicate_of_id)
    submission, kept = locked[submission.pk], locked[of.pk]
    if kept.duplicate_of_id in locked:
        kept = locked[kept.duplicate_of_id]
    if submission.pk == kept.pk:
        raise CannotBeDone(
            f"{submission} stands for both already: choose the other as the duplicate."
        )
    if submission.call_id != kept.call_id:
        raise CannotBeDone("They were given to two calls: both stay.")
    for each in (submission, kept):
        _refuse_unless_there(each)
    if submission.duplicate_of_id == kept.pk:
        return submission
    _point(submission, kept, by=by, verb="marked as a duplicate")
    for echo in Submission.objects.select_for_update(of=("self",)).filter(duplicate_of=submission):
        _point(echo, kept, by=by, verb="marked as a duplicate")
    Apart.objects.filter(one__in=[submission, kept], other__in=[submission, kept]).delete()
    return submission


@transaction.atomic
def not_duplicate(submission: Submission, *, by: AbstractBaseUser) -> Submission:
    """Say that an answer that was marked as a duplicate is one of its own, and settle it so."""
    submission = _locked(submission.pk)[submission.pk]
    kept = submission.duplicate_of
    if kept is None:
        raise CannotBeDone(f"{submission} is not marked as a duplicate.")
    _point(submission, None, by=by, verb="marked as no duplicate")
    _settle_apart(submission, kept, by=by)
    return submission


@transaction.atomic
def settle_apart(one: Submission, other: Submission, *, by: AbstractBaseUser) -> Apart:
    """Say that two which look like one are two; they are proposed no more. Safe to say twice."""
    locked = _locked(one.pk, other.pk)
    one, other = locked[one.pk], locked[other.pk]
    if one.pk == other.pk or one.call_id != other.call_id:
        raise CannotBeDone("Choose two answers to one call.")
    if one.duplicate_of_id == other.pk or other.duplicate_of_id == one.pk:
        raise CannotBeDone("One is marked as a duplicate of the other: take that back first.")
    return _settle_apart(one, other, by=by)


def _settle_apart(one: Submission, other: Submission, *, by: AbstractBaseUser) -> Apart:
    earlier, later = sorted([one, other], key=lambda each: each.pk)
    row, is_new = Apart.objects.get_or_create(one=earlier, other=later, defaults={"by_id": by.pk})
    if is_new:
        record(by=by, verb=f"said it is another than {earlier}", thing=later)
    return row


def _point(
    submission: Submission, of: Submission | None, *, by: AbstractBaseUser, verb: str
) -> None:
    before = snapshot(submission)
    submission.duplicate_of = of
    submission.save(update_fields=["duplicate_of"])
    record(by=by, verb=verb, thing=submission, before=before, after=snapshot(submission))


def _refuse_unless_there(submission: Submission) -> None:
    if submission.erased_at:
        raise CannotBeDone(f"{submission} was erased.")
    if submission.state not in (SubmissionState.SENT, SubmissionState.LATE):
        raise CannotBeDone(f"{submission} was withdrawn: it stands for nothing.")


def _locked(*pks: int | None) -> dict[int, Submission]:
    """As they are now, held until the end of the transaction, always in one order."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("duplicate_of")
    return {row.pk: row for row in rows.filter(pk__in=[pk for pk in pks if pk]).order_by("pk")}
