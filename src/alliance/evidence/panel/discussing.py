"""The panel's discussion of an answer, and what its chair proposes."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record

from ..models import Panellist, Remark, Submission
from ..refusal import CannotBeDone


@transaction.atomic
def remark(
    submission: Submission,
    text: str,
    *,
    by: AbstractBaseUser,
    panellist: Panellist | None = None,
    proposes: str = "",
) -> Remark:
    """Add a line; without a panellist, the programme's. The same line twice at once is one.

    Whether they may is asked where they read (`desk`).
    """
    if proposes and not (panellist and panellist.is_chair):
        raise CannotBeDone("Only the chair proposes an outcome.")
    Submission.objects.select_for_update().get(pk=submission.pk)
    last = submission.remarks.order_by("-at", "-pk").first()
    if last and (last.text, last.by_id, last.proposes) == (text, by.pk, proposes):
        return last
    row = Remark.objects.create(
        submission=submission, panellist=panellist, by_id=by.pk, text=text, proposes=proposes
    )
    record(by=by, verb="remarked", thing=row)
    return row
