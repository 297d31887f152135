"""Addresses that are sent no bulletins, whoever asks: kept by a keyed hash, so also after erasure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Why(models.TextChoices):
    """Why nothing is sent there, the firmest last."""

    LEFT = "left", "Left by their own wish"
    ERASED = "erased", "Asked to be erased"
    BOUNCED = "bounced", "Mail to it comes back"
    PROGRAMME = "programme", "Stopped by the programme"
    COMPLAINED = "complained", "Marked our mail as unwanted"


class Suppression(models.Model):
    """One address. Its owner's own confirmed wish lifts `LEFT` and `ERASED`; the others a person."""

    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    address = models.EmailField(
        max_length=254, blank=True, help_text="Empty once its owner is erased."
    )
    why = models.CharField(max_length=10, choices=Why)
    detail = models.CharField(
        max_length=300, blank=True, help_text="What the mail server or the list said."
    )
    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Suppression]] = models.Manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(why__in=Why.values), name="suppression_why")
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, {timezone.localtime(self.since):%-d %B %Y}"
