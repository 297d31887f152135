"""Ending an access: by hand with a reason, or by the calendar."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import AccessGrant, AccessState, ActedAs, User
from ..viewer import viewer_of
from .deciding import CannotBeDone, may_end
from .tell import Telling, tell

ITS_DAYS_ARE_OVER = "Its last day is over."
NO_ROLE = "The role on which it stood is over."


@transaction.atomic
def end(*, by: User, grant: AccessGrant, why: str) -> AccessGrant:
    """End an access at once, with a reason that the person is told.

    Raises:
        PermissionDenied: it is not theirs to end.
        CannotBeDone: it has ended, or was never given.
    """
    grant = (
        AccessGrant.objects.select_for_update(of=("self",))
        .select_related("authority")
        .get(pk=grant.pk)
    )
    acted_as = may_end(viewer_of(by), grant)
    if acted_as is None:
        raise PermissionDenied("Only the authority’s lead, the programme or the person ends this.")
    if grant.state != AccessState.GRANTED:
        raise CannotBeDone(
            f"There is nothing to end here: {grant.get_state_display().lower()}. "
            "What you chose was not done."
        )
    return _end(by, grant, acted_as, why)


def _end(
    by: AbstractBaseUser | None, grant: AccessGrant, acted_as: ActedAs, why: str
) -> AccessGrant:
    before = snapshot(grant)
    grant.state = AccessState.ENDED
    grant.ended_at, grant.ended_as, grant.ended_why = timezone.now(), acted_as, why
    grant.ended_by_id = by.pk if by else None
    grant.save()
    record(
        by=by,
        verb="ended",
        thing=grant,
        before=before,
        after=snapshot(grant),
        reason=why,
        acting_for=grant.authority.name if grant.authority else "",
    )
    if acted_as != ActedAs.ASKER:  # who gives it up themselves knows
        tell(grant, Telling.ENDING)
    return grant


@job(title="Note which access to areas is over")
def end_what_is_over(progress: Progress) -> str:
    """Write down that grants have ended whose days are over, or the role on which they stood.

    They let nobody in from that day on, whether or not this ran. Written down, they do not come
    back to life with another role.
    """
    today = timezone.localdate()
    given = AccessGrant.objects.filter(state=AccessState.GRANTED)
    standing = given.standing_on_a_role(today)
    over = given.filter(Q(ends_on__lt=today) | ~Q(pk__in=standing.values("pk")))
    count = sum(_end_by_calendar(pk, today) for pk in over.values_list("pk", flat=True))
    return f"{count} ended."


@transaction.atomic
def _end_by_calendar(pk: int, today: dt.date) -> int:
    grant = (
        AccessGrant.objects.select_for_update(of=("self",))
        .select_related("authority")
        .filter(pk=pk, state=AccessState.GRANTED)
        .first()
    )
    if grant is None or grant.ends_on is None:
        return 0  # somebody ended it meanwhile
    why = ITS_DAYS_ARE_OVER if grant.ends_on < today else NO_ROLE
    _end(None, grant, ActedAs.CALENDAR, why)
    return 1
