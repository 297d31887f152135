"""That a program said something under a key, so that the same again is answered, not done again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from alliance.actions.models import Response


class Repeat(models.Model):
    """One `Idempotency-Key` of one account, with a digest of what came under it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, editable=False)
    body_hash = models.CharField(max_length=64, editable=False)
    response = models.ForeignKey(
        Response, models.CASCADE, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects: ClassVar[models.Manager[Repeat]] = models.Manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key_hash"], name="repeat_key_once"),
        ]

    def __str__(self) -> str:
        return f"Repeat {self.pk}"
