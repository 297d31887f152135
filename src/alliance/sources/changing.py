"""Adding a source, changing it, switching it off and on; each with its event in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from .models import Source

FORGOTTEN = {"etag": "", "last_modified": "", "kept": "", "mark": {}}
"""What is known of an address, and says nothing of another."""
FRESH = {"failures": 0, "failing_since": None}


@transaction.atomic
def add(source: Source, *, topics: Any, by: AbstractBaseUser) -> Source:
    """Watch a source from now on."""
    source.made_by_id = by.pk
    source.next_at = timezone.now()
    source.save()
    source.topics.set(topics)
    record(by=by, verb="added", thing=source, after=snapshot(source))
    return source


@transaction.atomic
def change(source: Source, values: Mapping[str, Any], *, by: AbstractBaseUser) -> Source:
    """What a form says of a source; with another address it is read from the beginning."""
    row = Source.objects.select_for_update().get(pk=source.pk)
    before = snapshot(row)
    has_moved = (row.address, row.user, row.kind) != (
        values["address"], values["user"], values["kind"],
    )  # fmt: skip
    written = {name: value for name, value in values.items() if name != "topics"}
    if has_moved:
        written |= FORGOTTEN | FRESH | {"next_at": timezone.now()}
    elif row.every != values["every"] and row.last_at and not row.failures:
        written["next_at"] = timezone.now()
    for name, value in written.items():
        setattr(row, name, value)
    row.save(update_fields=list(written))
    row.topics.set(values["topics"])
    record(by=by, verb="changed", thing=row, before=before, after=snapshot(row))
    return row


@transaction.atomic
def switch(source: Source, *, is_on: bool, by: AbstractBaseUser) -> Source:
    """Watch it no more, or again, and then at once. What it brought stays."""
    row = Source.objects.select_for_update().get(pk=source.pk)
    if row.is_on == is_on:
        return row
    before = snapshot(row)
    row.is_on, row.off_why = is_on, ""
    fields = ["is_on", "off_why"]
    if is_on:
        row.failures, row.failing_since, row.next_at = 0, None, timezone.now()
        fields += ["failures", "failing_since", "next_at"]
    row.save(update_fields=fields)
    record(
        by=by,
        verb="switched on" if is_on else "switched off",
        thing=row,
        before=before,
        after=snapshot(row),
    )
    return row
