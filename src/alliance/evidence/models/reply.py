"""What was written to somebody who answered a call, apart from receipts and decisions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.mail.models import Message

from .submission import Submission


class Reply(models.Model):
    """A reply to a proposer. How far its mail is, is its message's; told by telephone it has none."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="replies")
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_telephone = models.BooleanField(default=False)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Reply]] = models.Manager()

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) & ~Q(text="")
                | Q(erased_at__isnull=False, text=""),
                name="evidence_reply_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"
