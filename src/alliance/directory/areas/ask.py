"""Asking to enter an area, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import AccessGrant, AccessState, ActedAs, Area, Authority, User
from ..viewer import Viewer, viewer_of
from .deciding import CannotBeDone
from .tell import Telling, tell

MAY_ASK_AGAIN = dt.timedelta(days=30)
"""How long before the last day somebody may ask for more."""


def asks_for(viewer: Viewer) -> Sequence[int | None]:
    """For which authorities somebody may ask; `[None]` with a role and no authority, `[]` without."""
    if viewer.authorities:
        return sorted(viewer.authorities)
    return [None] if viewer.posts else []


def why_not(viewer: Viewer, area: Area) -> str:
    """Why somebody need not or cannot ask to enter an area, in a sentence; empty if they may ask."""
    if viewer.is_programme:
        return "You run the programme, and may enter every area."
    if not asks_for(viewer):
        return (
            "Your account is not linked to anybody who holds a role in the alliance today. Write "
            "to the programme, which keeps the roles; then ask here."
        )
    grants = AccessGrant.objects.filter(area=area, person=viewer.person_id)
    if grants.open().exists():
        return "You have asked already, and it waits for a decision."
    if area.pk in viewer.areas:
        soon = timezone.localdate() + MAY_ASK_AGAIN
        if not grants.in_effect().filter(ends_on__lte=soon).exists():
            return "You may enter this area already."
    return ""


@transaction.atomic
def ask(*, by: User, area: Area, authority: Authority | None, why: str) -> AccessGrant:
    """Ask to be let in, for an authority in which one holds a role.

    Raises:
        CannotBeDone: they may not, or need not, ask.
    """
    viewer = viewer_of(by)
    if reason := why_not(viewer, area):
        raise CannotBeDone(reason)
    person = viewer.person_id
    if person is None or (authority.pk if authority else None) not in asks_for(viewer):
        raise CannotBeDone("You hold no role there; choose an authority in which you do.")
    try:
        with transaction.atomic():
            grant = AccessGrant.objects.create(
                area=area, person_id=person, authority=authority, why=why
            )
    except IntegrityError as twice:
        raise CannotBeDone("You have asked already, and it waits for a decision.") from twice
    record(by=by, verb="asked for", thing=grant, after=snapshot(grant))
    tell(grant, Telling.ASKING)
    return grant


@transaction.atomic
def withdraw(*, by: User, grant: AccessGrant) -> AccessGrant:
    """Take an asking back, before anybody decided.

    Raises:
        CannotBeDone: it is not theirs, or has been decided.
    """
    grant = AccessGrant.objects.select_for_update().get(pk=grant.pk)
    if by.person_id is None or by.person_id != grant.person_id:
        raise CannotBeDone("Only who asked can take it back.")
    if grant.state != AccessState.ASKED:
        raise CannotBeDone(
            f"This is no longer waiting: {grant.get_state_display().lower()}. Look at it again."
        )
    before = snapshot(grant)
    grant.state = AccessState.WITHDRAWN
    grant.ended_at, grant.ended_by, grant.ended_as = timezone.now(), by, ActedAs.ASKER
    grant.save()
    record(by=by, verb="withdrew", thing=grant, before=before, after=snapshot(grant))
    return grant
