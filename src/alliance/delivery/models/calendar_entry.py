"""What calendars were given, so that it can be moved and taken back as RFC 5545 asks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..tellings import Kind


class CalendarEntry(models.Model):
    """A deadline or event as calendars know it: one UID, however often it moves.

    Kept for what calendars may still have; never deleted, because a UID that came back with a
    lower sequence would be taken for stale. What it says is asked of the part that owns the matter.
    """

    source = models.CharField(max_length=20, help_text="Kind of matter, as registered.")
    object_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.title()) for kind in Kind])
    first_day = models.DateField(help_text="The day it was first given for.")
    uid = models.CharField(max_length=320, unique=True)
    day = models.DateField(db_index=True)
    begins = models.TimeField(null=True, blank=True, help_text="British time; empty = a whole day.")
    ends = models.TimeField(null=True, blank=True, help_text="Empty = nobody says when.")
    sequence = models.PositiveIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    wording = models.CharField(max_length=32, help_text="Digest of what its matter said last.")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "calendar entries"
        ordering = ["day", "uid"]
        indexes = [models.Index(fields=["source", "object_id"], name="calendar_entry_matter")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["deadline", "event"]), name="calendar_entry_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%-d %B %Y}"
