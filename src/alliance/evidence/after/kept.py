"""Files of exports: kept for a day, and destroyed when something that they hold is erased."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import Call, Export

KEPT_FOR = dt.timedelta(days=1)


@transaction.atomic
def remove(export: Export) -> None:
    """Destroy the file; that it was made, when and for whom stays."""
    export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.removed_at:
        return
    name, storage = export.file.name, export.file.storage
    export.file, export.removed_at = "", timezone.now()
    export.save(update_fields=["file", "removed_at"])
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def remove_all_of(call: Call) -> None:
    """Those of a call: what is erased now stands in them."""
    for export in Export.objects.filter(call=call, removed_at__isnull=True):
        remove(export)


@job(title="Destroy exports of yesterday")
def remove_old(progress: Progress) -> str:
    """What is older than a day goes, also what was never made. Safe to run twice."""
    old = Export.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR, removed_at__isnull=True)
    gone = 0
    for export in progress.through(list(old)):
        remove(export)
        gone += 1
    return f"{gone} destroyed."
