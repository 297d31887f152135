"""The groups into which the answers to a call are put."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .call import Call


class Theme(models.Model):
    """What several answers have in common: proposed by their words, settled by hand."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="themes")
    name = models.CharField(max_length=100)
    about = models.CharField(max_length=300, blank=True)
    words = models.JSONField(default=list, blank=True, help_text="The words that decided.")
    position = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Nobody, where it was proposed by the words of the answers.",
    )  # fmt: skip
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Theme]] = models.Manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="theme_once_a_call"),
            models.CheckConstraint(condition=~Q(name=""), name="theme_named"),
        ]

    def __str__(self) -> str:
        return self.name
