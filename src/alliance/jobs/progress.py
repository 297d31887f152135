"""How far a job is, and the hold its worker has on it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TypeVar

from django.db import Error, connection
from django.utils import timezone

from .models import Job, State

log = logging.getLogger(__name__)
Each = TypeVar("Each")
LOOK_EVERY = 0.25  # seconds between looks at whether progress has to be written


class GiveUp(Exception):
    """Raised by a job that would fail again: the sentence is shown, and nothing is retried."""


class LeaseLost(Exception):
    """Another worker may have this job by now: stop, and leave no mark on it."""


class HandBack(Exception):
    """The worker is told to stop: the job goes back to wait, as if it had not been tried."""


class Progress:
    """What a job tells of itself. Telling is cheap: another thread writes it down.

    It is also where a job is interrupted when its worker must stop, so a long one tells often.
    """

    def __init__(self, *, stop: threading.Event | None = None, grace: float = 0) -> None:
        self.done = 0
        self.total: int | None = None
        self.words = ""
        self.lost = False
        self._stop = stop
        self._grace = grace
        self._told_to_stop_at: float | None = None

    def tell(self, done: int, total: int | None = None, words: str = "") -> None:
        """Say how much is done, of how much, and what is being done, without naming anybody."""
        self.done, self.words = done, words[:200]
        self.total = self.total if total is None else total
        self._may_go_on()

    def through(self, things: Sequence[Each], words: str = "") -> Iterator[Each]:
        """Each of the things, counting."""
        for index, thing in enumerate(things):
            self.tell(index, len(things), words)
            yield thing
        self.tell(len(things), len(things), words)

    def _may_go_on(self) -> None:
        if self.lost:
            raise LeaseLost
        if self._stop and self._stop.is_set():
            now = time.monotonic()
            self._told_to_stop_at = self._told_to_stop_at or now
            if now - self._told_to_stop_at >= self._grace:
                raise HandBack


class Hold:
    """While it lasts, the job is this worker's: a thread renews the lease and writes progress.

    The thread has a database connection of its own, so that progress is seen while the job is
    still in its transaction, and closes it.
    """

    def __init__(self, job: Job, progress: Progress, lease: dt.timedelta) -> None:
        self._held = Job.objects.filter(
            pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts
        )
        self._job_id = job.pk
        self._progress = progress
        self._lease = lease
        self._written: tuple[int, int | None, str] = (0, None, "")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"hold-{job.pk}", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        beat = self._lease.total_seconds() / 4
        next_beat = time.monotonic() + beat
        try:
            while not self._over.wait(min(LOOK_EVERY, beat)):
                if time.monotonic() >= next_beat or self._told() != self._written:
                    self._renew()
                    next_beat = time.monotonic() + beat
        finally:
            connection.close()

    def _told(self) -> tuple[int, int | None, str]:
        return self._progress.done, self._progress.total, self._progress.words

    def _renew(self) -> None:
        told = done, total, words = self._told()
        try:
            held = self._held.update(
                lease_until=timezone.now() + self._lease,
                progress_done=done,
                progress_total=total,
                progress_words=words,
            )
        except Error as error:
            # Tried again at the next look; a lease that runs out meanwhile is somebody's to take.
            log.warning(
                "The lease of job %s was not renewed: %s", self._job_id, type(error).__name__
            )
            connection.close()
        else:
            self._written = told
            self._progress.lost = not held
