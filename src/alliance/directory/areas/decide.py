"""Letting somebody into an area until a day, or refusing it."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import AccessGrant, AccessState, ActedAs, Role, User
from ..viewer import viewer_of
from .deciding import CannotBeDone, may_decide
from .tell import Telling, tell

LONGEST = dt.timedelta(days=2 * 365)
"""Then somebody looks at it again."""
REPLACED = "A later grant took its place."


def last_day(grant: AccessGrant, today: dt.date | None = None) -> dt.date | None:
    """The last day until which it may be given: no later than the role it stands on.

    None if there is no such role today.
    """
    day = today or timezone.localdate()
    ends = list(
        Role.objects.current(day)
        .filter(person=grant.person_id, authority=grant.authority_id)
        .values_list("ends_on", flat=True)
    )
    if not ends:
        return None
    longest = day + LONGEST
    return longest if None in ends else min(longest, max(end for end in ends if end))


@transaction.atomic
def let_in(*, by: User, grant: AccessGrant, ends_on: dt.date) -> AccessGrant:
    """Grant what was asked, from today until a day (included).

    Raises:
        PermissionDenied: they do not decide on it.
        CannotBeDone: somebody has decided meanwhile, or the day is no good.
    """
    grant, acted_as = _held(by, grant)
    today, last = timezone.localdate(), last_day(grant)
    if last is None:
        raise CannotBeDone(
            f"{grant.person} no longer holds the role for which they asked, so they cannot be let "
            "in. Refuse it, or have the programme put the role right."
        )
    if not today <= ends_on <= last:
        raise CannotBeDone(f"Choose a day from today to {_day(last)}.")
    _end_earlier(by, grant)
    return _settle(
        by,
        grant,
        "let in",
        state=AccessState.GRANTED,
        starts_on=today,
        ends_on=ends_on,
        decided_as=acted_as,
    )


@transaction.atomic
def refuse(*, by: User, grant: AccessGrant, why: str) -> AccessGrant:
    """Refuse what was asked, with a reason that the asker is told.

    Raises:
        PermissionDenied: they do not decide on it.
        CannotBeDone: somebody has decided meanwhile.
    """
    grant, acted_as = _held(by, grant)
    return _settle(
        by,
        grant,
        "refused",
        reason=why,
        state=AccessState.REFUSED,
        refusal=why,
        decided_as=acted_as,
    )


def _held(by: User, grant: AccessGrant) -> tuple[AccessGrant, ActedAs]:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    grant = (
        AccessGrant.objects.select_for_update(of=("self",))
        .select_related("person", "authority")
        .get(pk=grant.pk)
    )
    acted_as = may_decide(viewer_of(by), grant)
    if acted_as is None:
        raise PermissionDenied("Somebody else decides on this.")
    if grant.state != AccessState.ASKED:
        who = f" by {grant.decided_by}" if grant.decided_by else ""
        raise CannotBeDone(
            f"This was settled already{who}: {grant.get_state_display().lower()}. "
            "What you chose was not done."
        )
    return grant, acted_as


def _end_earlier(by: User, grant: AccessGrant) -> None:
    """What was given before, also what is over by now, makes room: nobody is let in twice."""
    earlier = AccessGrant.objects.select_for_update().filter(
        person=grant.person_id, area=grant.area_id, state=AccessState.GRANTED
    )
    for row in earlier:
        before = snapshot(row)
        row.state, row.ended_at, row.ended_by = AccessState.ENDED, timezone.now(), by
        row.ended_as, row.ended_why = ActedAs.CALENDAR, REPLACED
        row.save()
        record(
            by=by,
            verb="replaced",
            thing=row,
            before=before,
            after=snapshot(row),
            reason=REPLACED,
        )


def _settle(
    by: User, grant: AccessGrant, verb: str, *, reason: str = "", **fields: object
) -> AccessGrant:
    before = snapshot(grant)
    for name, value in fields.items():
        setattr(grant, name, value)
    grant.decided_at, grant.decided_by = timezone.now(), by
    grant.save()
    record(
        by=by,
        verb=verb,
        thing=grant,
        before=before,
        after=snapshot(grant),
        reason=reason,
        acting_for=grant.authority.name if grant.authority else "",
    )
    tell(grant, Telling.DECISION)
    return grant


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
