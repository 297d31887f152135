"""One look at a source, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .source import Source


class Outcome(models.TextChoices):
    READ = "read", "Read"
    UNCHANGED = "unchanged", "Nothing new"
    UNREADABLE = "unreadable", "Could not be read"
    NO_ANSWER = "no_answer", "No answer"
    FAULT = "fault", "Answered with a fault"
    BUSY = "busy", "Asked us to wait"
    REFUSED = "refused", "Not asked"
    GONE = "gone", "Gone"


class Fetch(models.Model):
    """A look, kept for 90 days."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="fetches")
    at = models.DateTimeField(default=timezone.now)
    took = models.PositiveIntegerField("milliseconds", default=0)
    outcome = models.CharField(max_length=10, choices=Outcome)
    status = models.PositiveSmallIntegerField("status of the answer", null=True, blank=True)
    bytes = models.PositiveIntegerField("bytes unpacked", default=0)
    found = models.PositiveIntegerField("entries", default=0)
    new = models.PositiveIntegerField("of them new", default=0)
    changed = models.PositiveIntegerField("of them changed", default=0)
    words = models.CharField("in a sentence", max_length=500, blank=True)

    objects: ClassVar[models.Manager[Fetch]] = models.Manager()

    class Meta:
        verbose_name_plural = "fetches"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["source", "-at"], name="fetch_of_source"),
            models.Index(fields=["at"], name="fetch_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="fetch_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.at:%-d %B %Y}"

    @property
    def seconds(self) -> float:
        return self.took / 1000
