"""Finding again what was lost, and forgetting what is long done."""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import Q
from django.utils import timezone

from .declare import job
from .models import Job, Schedule, State
from .progress import Progress

log = logging.getLogger(__name__)
CUT_OFF = "Its worker stopped in the middle of it."
KEPT_FOR = dt.timedelta(days=60)
OFTEN = dt.timedelta(hours=1)
KEPT_IF_OFTEN = dt.timedelta(days=2)
"""What the clock starts every minute leaves 1,440 rows a day, and well done they tell nothing."""


def put_back_lost() -> int:
    """Give jobs back whose lease ran out: to wait, or, tried too often, as failed.

    Returns how many. Several workers may do this at once: each row is given back once, and a
    worker that is only slow and renews its lease meanwhile keeps it.
    """
    now = timezone.now()
    return sum(_put_back(lost, now) for lost in Job.objects.lost(now))


def _put_back(lost: Job, now: dt.datetime) -> int:
    if lost.attempts >= lost.max_attempts:
        outcome = {"state": State.FAILED, "finished_at": now}
    else:
        outcome = {"state": State.WAITING, "run_after": now}
    log.warning("Job %s (%s) lost its worker %s.", lost.pk, lost.path, lost.worker)
    return (
        Job.objects.lost(now)
        .filter(pk=lost.pk, attempts=lost.attempts)
        .update(worker="", lease_until=None, error=CUT_OFF, **outcome)
    )


@job(title="Forget finished jobs")
def forget_finished(progress: Progress) -> str:
    """Remove the rows of jobs that ended sixty days ago or more; of what runs often, two days."""
    now = timezone.now()
    old = Q(finished_at__lt=now - KEPT_FOR)
    often = Schedule.objects.filter(every__lt=OFTEN).values("path")
    uneventful = Q(path__in=often, state=State.DONE, finished_at__lt=now - KEPT_IF_OFTEN)
    count, _ = Job.objects.finished().filter(old | uneventful).delete()
    return f"{count} were forgotten."
