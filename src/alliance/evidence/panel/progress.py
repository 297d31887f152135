"""How far the panel's reading has come, and reminding those who are behind: once a day at most."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from alliance.audit.trail import record

from ..models import Panel, Panellist
from ..refusal import CannotBeDone
from .letters import write_to_panellist
from .phases import rights_on
from .rows import judged


@dataclass(frozen=True, slots=True)
class Progress:
    panellist: Panellist
    total: int
    begun: int
    given: int
    last_at: dt.datetime | None

    @property
    def left(self) -> int:
        return self.total - self.given


def progress_of(panel: Panel) -> list[Progress]:
    """Of each who sits, in one query."""
    live = Q(assignments__taken_back_at__isnull=True, assignments__isnull=False)
    live &= judged("assignments__submission__")
    begun = live & Q(assignments__assessment__isnull=False)
    given = live & Q(assignments__assessment__given_at__isnull=False)
    rows = panel.panellists.filter(state=Panellist.State.SITS).select_related("person", "authority")
    rows = rows.annotate(
        total=Count("assignments", filter=live),
        begun=Count("assignments", filter=begun),
        given=Count("assignments", filter=given),
        last_at=Max("assignments__assessment__given_at", filter=given),
    )
    return [Progress(row, row.total, row.begun, row.given, row.last_at) for row in rows]


def is_due(progress: Progress, day: dt.date) -> bool:
    """Whether somebody is behind and was not reminded today."""
    last = progress.panellist.reminded_at
    return progress.left > 0 and (last is None or timezone.localdate(last) < day)


@transaction.atomic
def remind(panel: Panel, *, by: AbstractBaseUser) -> int:
    """Write to those who have something left to score. How many were written to.

    Raises:
        CannotBeDone: no phase of scoring is on.
    """
    panel = Panel.objects.select_for_update(of=("self",)).select_related("call").get(pk=panel.pk)
    today = timezone.localdate()
    rights = rights_on(today, list(panel.phases.all()))
    if not rights.may_score:
        raise CannotBeDone("Nobody is reminded today: no phase in which the panel scores is on.")
    behind = [each for each in progress_of(panel) if is_due(each, today)]
    for each in behind:
        row = each.panellist
        row.reminded_at = timezone.now()
        row.save(update_fields=["reminded_at"])
        record(by=by, verb="reminded", thing=row)
        write_to_panellist(
            row,
            "reminder.txt",
            f"{'An answer is' if each.left == 1 else f'{each.left} answers are'} still to read for {panel.call}",
            left=each.left,
            until=rights.until,
        )
    return len(behind)
