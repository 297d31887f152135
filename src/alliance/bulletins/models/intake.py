"""A bulletin on its way in: its source, and the reading that an editor may correct."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .bulletin import Bulletin


class Intake(models.Model):
    """One source handed in. Kept, so that nothing an editor corrected is lost with a session."""

    class State(models.TextChoices):
        READ = "read", "Waiting to be looked at"
        SAVED = "saved", "Saved as a bulletin"
        SET_ASIDE = "set_aside", "Set aside"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("file", max_length=255)
    source_text = models.TextField()
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of what came.")
    reading = models.JSONField(help_text="As `alliance bulletin parse --json` gives it.")
    corrected = models.JSONField(
        null=True, blank=True, help_text="The reading as an editor left it."
    )
    state = models.CharField(max_length=9, choices=State, default=State.READ)
    bulletin = models.ForeignKey(
        Bulletin, models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["read", "saved", "set_aside"]), name="intake_state"
            )
        ]

    def __str__(self) -> str:
        return self.name
