"""What an erasure takes of a panel's work: the words on an answer. Scores and outcomes stay as figures."""

from __future__ import annotations

from alliance.mail import change as outbox

from ..models import Assessment, Decision, Interest, Submission

ERASED = "Erased"


def forget(submission: Submission) -> None:
    """Destroy words and letters, in the transaction that erases the answer."""
    for decision in Decision.objects.filter(submission=submission).select_related("message"):
        message, decision.message = decision.message, None
        decision.why, decision.to_submitter = ERASED, ""
        decision.save(update_fields=["message", "why", "to_submitter"])
        if message:
            outbox.withdraw(message)
    Assessment.objects.filter(assignment__submission=submission).update(
        to_panel="", to_submitter=""
    )
    Interest.objects.filter(submission=submission).update(why=ERASED)
    submission.remarks.update(text=ERASED)
