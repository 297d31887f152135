"""Taking a job, running it, and writing down what came of it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import traceback
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from .backend import call_task
from .declare import JobFunction, NoSuchJob, find
from .models import Job, State
from .progress import GiveUp, HandBack, Hold, LeaseLost, Progress

log = logging.getLogger(__name__)
LONGEST_WAIT = dt.timedelta(hours=6)


def claim(worker: str, lease: dt.timedelta) -> Job | None:
    """Take the next job that is due for this worker, or none."""
    if not Job.objects.due().exists():  # a look that takes no lock
        return None
    with transaction.atomic():
        job = Job.objects.due().select_for_update(skip_locked=True).first()
        if job is None:
            return None
        now = timezone.now()
        taken = {
            "state": State.RUNNING,
            "worker": worker,
            "attempts": job.attempts + 1,
            "lease_until": now + lease,
            "started_at": job.started_at or now,
            "progress_done": 0,
            "progress_total": None,
            "progress_words": "",
        }
        # SQLite has no row locks: there the condition decides, whatever the transaction mode.
        if not Job.objects.filter(pk=job.pk, state=State.WAITING).update(**taken):
            return None
    for name, value in taken.items():
        setattr(job, name, value)
    return job


def run(
    job: Job,
    *,
    lease: dt.timedelta | None,
    stop: threading.Event | None = None,
    grace: float = 0,
) -> None:
    """Run a job that was claimed, and write down its end. Never raises what the job raised.

    Args:
        lease: how long the hold on it lasts without being renewed; None holds nothing, for work
            inside somebody's transaction, where no other worker can see it.
        stop: when set, the job is interrupted at its next word of progress…
        grace: …after so many seconds.
    """
    progress = Progress(stop=stop, grace=grace)
    hold: AbstractContextManager[None] = Hold(job, progress, lease) if lease else nullcontext()
    try:
        with hold:
            result = _call(job, progress)
    except LeaseLost:
        log.warning("Job %s (%s) was given to another worker.", job.pk, job.path)
    except HandBack:
        _end(job, progress, state=State.WAITING, attempts=job.attempts - 1)
    except (GiveUp, NoSuchJob) as refusal:
        _fail(job, progress, str(refusal))
    except (Exception, SystemExit) as fault:
        # The message of an exception may quote what somebody typed, so neither the row nor the
        # log has it: the kind and the place are enough to look.
        log.error(
            "Job %s (%s) failed at attempt %s of %s: %s\n%s",
            job.pk,
            job.path,
            job.attempts,
            job.max_attempts,
            type(fault).__name__,
            "".join(traceback.format_tb(fault.__traceback__)),
        )
        _retry_or_fail(job, progress, _sentence(fault))
    else:
        _end(
            job,
            progress,
            state=State.DONE,
            finished_at=timezone.now(),
            result=(result or "")[:500],
            error="",
        )


def _call(job: Job, progress: Progress) -> str | None:
    work = find(job.path)
    if isinstance(work, JobFunction):
        return work(progress, *job.args)
    call_task(work, job)
    return None


def _retry_or_fail(job: Job, progress: Progress, sentence: str) -> None:
    if job.attempts >= job.max_attempts:
        _fail(job, progress, sentence)
        return
    work = find(job.path)
    first = work.retry_after if isinstance(work, JobFunction) else dt.timedelta(seconds=30)
    _end(
        job,
        progress,
        state=State.WAITING,
        run_after=timezone.now() + wait_before_retry(job.attempts, first),
        error=sentence,
    )


def wait_before_retry(attempts: int, first: dt.timedelta) -> dt.timedelta:
    """How long a job waits after so many failures: each time four times as long, up to 6 hours."""
    factor: int = 4 ** (attempts - 1)
    return min(first * factor, LONGEST_WAIT)


def _fail(job: Job, progress: Progress, sentence: str) -> None:
    _end(job, progress, state=State.FAILED, finished_at=timezone.now(), error=sentence[:500])


def _end(job: Job, progress: Progress, **outcome: object) -> None:
    """Let go of the job, if it is still this worker's."""
    let_go = Job.objects.filter(
        pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts
    ).update(
        worker="",
        lease_until=None,
        progress_done=progress.done,
        progress_total=progress.total,
        progress_words=progress.words,
        **outcome,
    )
    if not let_go:
        log.warning("Job %s (%s) was given to another worker.", job.pk, job.path)


def _sentence(fault: BaseException) -> str:
    """The kind of a fault and its place: “ValueError in import_upload, upload.py line 30”."""
    frames = traceback.extract_tb(fault.__traceback__)
    if not frames:
        return f"{type(fault).__name__}."
    last = frames[-1]
    return f"{type(fault).__name__} in {last.name}, {Path(last.filename).name} line {last.lineno}."
