"""By when something is asked. A day that moves stays on record, so that calendars can be told."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .action import Action


class ActionDateQuerySet(models.QuerySet["ActionDate"]):
    def current(self) -> ActionDateQuerySet:
        """Those that hold now."""
        return self.filter(replaced_at__isnull=True)


class ActionDate(models.Model):
    """A day by whose end, or a time by which, an answer is asked. “Before D” is the day before D."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="dates")
    on = models.DateField("day")
    at = models.TimeField(
        "time", null=True, blank=True, help_text="Without one, the end of the day."
    )
    is_hard = models.BooleanField(
        "no later", default=False, help_text="An answer after it is late; others are wished for."
    )
    label = models.CharField(
        "for what", max_length=100, blank=True, help_text="Where there are several, as “draft”."
    )
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)
    moved_to = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="moved_from",
        help_text="The day that it moved to; without one it was dropped.",
    )

    objects: ClassVar = ActionDateQuerySet.as_manager()

    class Meta:
        ordering = ["on", models.F("at").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["on"], name="action_date_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "on", "label"],
                condition=Q(replaced_at__isnull=True),
                name="action_date_once",
                violation_error_message="This day is given twice.",
            ),
            models.CheckConstraint(
                condition=Q(moved_to__isnull=True) | Q(replaced_at__isnull=False),
                name="action_date_moved_is_replaced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on.day} {self.on:%B %Y}"
