"""Showing the grid to leads, or no longer: a setting of the alliance that everybody may know of."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from .models import GridForLeads


@transaction.atomic
def show_to_leads(*, by: AbstractBaseUser | None, show: bool) -> GridForLeads:
    """Turn it on or off. The same again is nothing: it stays on since it was turned on first."""
    now = timezone.now()
    rows = GridForLeads.objects.select_for_update()
    if not show and not rows.exists():
        return GridForLeads(pk=1, changed_at=now)  # it was never turned on
    row, _ = rows.get_or_create(pk=1, defaults={"changed_at": now})
    if row.is_on == show:
        return row
    before = snapshot(row)
    row.on_since, row.changed_at = (now if show else None), now
    row.changed_by_id = by.pk if by else None
    row.save()
    record(
        by=by,
        verb="shown to leads" if show else "hidden from leads",
        thing=row,
        before=before,
        after=snapshot(row),
    )
    return row
