"""What becomes of an answer. A later decision replaces the one before, which stays on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record, snapshot

from ..models import RECEIVED, Call, Decision, DecisionOutcome, Submission
from ..refusal import CannotBeDone
from .rows import judged

Seen = Mapping[int, int | None]
"""The decision on each answer that whoever decides was looking at; None for none yet."""


@transaction.atomic
def decide(
    submissions: Sequence[Submission],
    *,
    outcome: DecisionOutcome,
    why: str,
    by: AbstractBaseUser,
    seen: Seen,
    to_submitter: str = "",
) -> list[Decision]:
    """Decide on one or many, all or none. The same again changes nothing.

    What was merged with an answer is decided with it, so that whoever sent that is answered too.

    Raises:
        CannotBeDone: somebody decided otherwise meanwhile, or one of them is not judged.
    """
    rows = list(
        Submission.objects.select_for_update()
        .filter(pk__in=[row.pk for row in submissions])
        .order_by("pk")
    )
    open_ = Submission.objects.filter(judged(), pk__in=[row.pk for row in rows])
    may_be = set(open_.values_list("pk", flat=True))
    for row in rows:
        if row.pk not in may_be:
            raise CannotBeDone(
                f"{row} is not judged: it was withdrawn, merged, erased or not let in."
            )
    found = []
    for row in rows:
        found.append(
            _decide(row, outcome, why, to_submitter, by, seen=seen.get(row.pk), is_asked=True)
        )
        for merged in Submission.objects.select_for_update().filter(
            duplicate_of=row, state__in=RECEIVED, erased_at__isnull=True
        ):
            _decide(merged, outcome, f"With {row}: {why}", "", by)
    return found


def _decide(
    row: Submission,
    outcome: DecisionOutcome,
    why: str,
    to_submitter: str,
    by: AbstractBaseUser,
    *,
    seen: int | None = None,
    is_asked: bool = False,
) -> Decision:
    current = row.decisions.filter(is_current=True).first()
    if current and (current.outcome, current.why, current.to_submitter) == (
        outcome,
        why,
        to_submitter,
    ):
        return current
    if is_asked and (current.pk if current else None) != seen:
        raise CannotBeDone(
            f"Somebody decided on {row} meanwhile: {current or 'nothing any more'}. Look at it again "
            "before you decide otherwise."
        )
    if current:
        before = snapshot(current)
        current.is_current = False
        current.save(update_fields=["is_current"])
        record(by=by, verb="replaced", thing=current, before=before, after=snapshot(current))
    made = Decision.objects.create(
        submission=row, outcome=outcome, why=why, to_submitter=to_submitter, decided_by_id=by.pk
    )
    record(by=by, verb="decided", thing=made, after=snapshot(made))
    return made


def current_of(call: Call) -> dict[int, Decision]:
    """The decisions that count, by answer."""
    rows = Decision.objects.filter(submission__call=call, is_current=True)
    return {row.submission_id: row for row in rows.select_related("message", "decided_by")}
