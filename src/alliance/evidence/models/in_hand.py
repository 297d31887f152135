"""That somebody is looking into an idea which waits for its reply."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from .submission import Submission


class InHand(models.Model):
    """Said before the reply is ready, so that the others of the programme see that somebody is at it."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="in_hand")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[InHand]] = models.Manager()

    class Meta:
        verbose_name_plural = "ideas in hand"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"In hand {self.pk}"
