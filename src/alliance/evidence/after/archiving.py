"""What a call leaves behind when it is archived: its drafts go, its ring-backs end, its themes stay."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot

from ..models import Call, Enclosure, RingBack, Submission, SubmissionState
from .kept import remove_all_of

WHY = "The call was archived."


@transaction.atomic
def settle(call: Call, *, by: AbstractBaseUser | None) -> None:
    """To be called in the transaction that archives a call. Safe to call twice.

    What somebody had only begun was never sent: it is destroyed with its files. Who still waits to be
    rung is marked as given up, with the reason. Themes, answers and what was decided stay as they are.
    """
    _destroy_drafts(call)
    waiting = [RingBack.State.WAITING, RingBack.State.TRIED]
    rows = RingBack.objects.select_for_update(of=("self",)).filter(call=call, state__in=waiting)
    for row in rows:
        before = snapshot(row)
        row.state, row.settled_at = RingBack.State.GIVEN_UP, timezone.now()
        if not row.erased_at:
            row.note = f"{row.note}\n{WHY}".strip()
        row.save()
        record(by=by, verb="gave up", thing=row, before=before, after=snapshot(row), reason=WHY)
    remove_all_of(call)


def _destroy_drafts(call: Call) -> None:
    drafts = Submission.objects.select_for_update(of=("self",)).filter(
        call=call, state=SubmissionState.DRAFT
    )
    enclosed = list(Enclosure.objects.filter(submission__in=drafts))
    files = [file for row in enclosed for file in (row.file, row.for_panel) if file]
    for draft in drafts:
        erase_thing(draft, by=None, reason=WHY)
        draft.delete()

    def destroy() -> None:
        for file in files:
            file.storage.delete(file.name or "")

    transaction.on_commit(destroy)
