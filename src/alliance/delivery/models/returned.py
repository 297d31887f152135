"""What came back of a copy: a bounce or a complaint, each taken in once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .copy import Copy


class ReturnKind(models.TextChoices):
    HARD = "hard", "There is no such mailbox"
    SOFT = "soft", "Could not be put into the mailbox this time"
    COMPLAINT = "complaint", "Marked as unwanted"
    LEFT = "left", "Left at the provider"


class Return(models.Model):
    """A word about a copy after it was sent, by mail, or from a provider."""

    name = models.CharField(
        max_length=200,
        unique=True,
        help_text="What tells it from others: the provider's event, or the mail's Message-ID.",
    )
    copy = models.ForeignKey(Copy, models.SET_NULL, null=True, blank=True, related_name="returns")
    kind = models.CharField(max_length=9, choices=ReturnKind)
    said = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=12, blank=True, help_text="As 5.1.1")
    came_by = models.CharField(max_length=20, help_text="“smtp”, “mail”, or the provider's name.")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Return]] = models.Manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReturnKind.values), name="return_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.at):%-d %B %Y}"
