"""A piece of work as a row with a state, and what is started by the clock."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone


class State(models.TextChoices):
    """Where a job stands; drawn in docs/features/jobs.md."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


OPEN = (State.WAITING, State.RUNNING)
"""There is still work to do."""
FINISHED = (State.DONE, State.FAILED)
"""Nothing more will happen by itself."""


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, at: dt.datetime | None = None) -> JobQuerySet:
        """Jobs that a worker may take now, in the order in which they are taken."""
        return self.filter(state=State.WAITING, run_after__lte=at or timezone.now()).order_by(
            "-priority", "run_after", "created_at"
        )

    def lost(self, at: dt.datetime | None = None) -> JobQuerySet:
        """Running jobs whose worker has not been heard of for longer than its lease."""
        return self.filter(state=State.RUNNING, lease_until__lt=at or timezone.now())

    def open(self) -> JobQuerySet:
        return self.filter(state__in=OPEN)

    def finished(self) -> JobQuerySet:
        return self.filter(state__in=FINISHED)


class Job(models.Model):
    """One piece of background work: what to call with which ids, and how far it is.

    While it runs it is held by one worker, by a lease that the worker keeps renewing. A lease
    that runs out gives the job back, so a worker may be killed at any moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(max_length=200, help_text="Module and name of the function.")
    args = models.JSONField(default=list, help_text="Ids only: never addresses, never text.")
    kwargs = models.JSONField(default=dict, blank=True)
    unique_key = models.CharField(
        max_length=64, blank=True, help_text="At most one unstarted job has this key."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    return_to = models.CharField(
        max_length=300, blank=True, help_text="Where its page leads when it is done."
    )

    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    priority = models.SmallIntegerField(default=0, help_text="Higher goes first.")
    run_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=1)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(null=True, blank=True)
    progress_words = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=500, blank=True, help_text="What came of it.")
    error = models.CharField(max_length=500, blank=True, help_text="Why the last try failed.")

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                F("priority").desc(),
                "run_after",
                "created_at",
                condition=Q(state=State.WAITING),
                name="job_due",
            ),
            models.Index(
                fields=["lease_until"], condition=Q(state=State.RUNNING), name="job_lease"
            ),
            models.Index(fields=["finished_at"], name="job_finished"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state"),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, lease_until__isnull=False, attempts__gte=1)
                & ~Q(worker="")
                | ~Q(state=State.RUNNING) & Q(lease_until__isnull=True, worker=""),
                name="job_held_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINISHED, finished_at__isnull=False)
                | Q(state__in=OPEN, finished_at__isnull=True),
                name="job_finished_when_finished",
            ),
            models.CheckConstraint(
                condition=Q(max_attempts__gte=1, attempts__lte=F("max_attempts")),
                name="job_attempts",
            ),
            models.UniqueConstraint(
                fields=["unique_key"],
                condition=Q(state=State.WAITING, started_at__isnull=True) & ~Q(unique_key=""),
                name="job_unique_while_unstarted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.get_state_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED


class Schedule(models.Model):
    """Work that starts by the clock: at an interval, or at a time of day (of one weekday).

    Rows are written from what the code declares with `jobs.every` and `jobs.daily`; only
    `paused` is an operator's to change. Of several workers one starts each run.
    """

    name = models.CharField(max_length=80, unique=True)
    path = models.CharField(max_length=200)
    every = models.DurationField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True, help_text="Local time of day.")
    weekday = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0 is Monday; empty is every day."
    )
    next_run_at = models.DateTimeField(db_index=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    paused = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every__isnull=False, at__isnull=True, weekday__isnull=True)
                | Q(every__isnull=True, at__isnull=False),
                name="schedule_every_or_at",
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6), name="schedule_weekday"
            ),
        ]

    def __str__(self) -> str:
        return self.name
