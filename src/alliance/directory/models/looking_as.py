"""The programme's staff seeing the site as somebody else does."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LASTS = dt.timedelta(minutes=30)


def _in_half_an_hour() -> dt.datetime:
    return timezone.now() + LASTS


class LookingAsQuerySet(models.QuerySet["LookingAs"]):
    def going_on(self) -> LookingAsQuerySet:
        return self.filter(ended_at__isnull=True, until__gt=timezone.now())


class LookingAs(models.Model):
    """Somebody of the programme looked as a person: who, why, from when to when.

    It is kept, and shown to that person.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_as = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="looked_as_by"
    )
    reason = models.CharField(max_length=300)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateTimeField(default=_in_half_an_hour, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = LookingAsQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        verbose_name = "looking as somebody"
        verbose_name_plural = "looking as somebody"
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("seen_as")), name="looking_as_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="looking_as_has_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("begun_at")), name="looking_as_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.by} as {self.seen_as}"

    @property
    def over_at(self) -> dt.datetime:
        """When it ended, or ends at the latest."""
        return min(self.ended_at or self.until, self.until)
